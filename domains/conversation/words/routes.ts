import { routes, type RouteSet } from '#engine/http'
import { wordsContract } from '../contract/words.ts'
import type { Parts } from '../parts.ts'
import { cautionOf } from './guard.ts'
import { listHits } from './hits.ts'
import { addWords, listWords, removeWords } from './word-list.ts'

export function wordRoutes({ database: { withTenant: within } }: Parts): RouteSet {
  return routes(wordsContract, {
    listWords: async ({ context }) => ({ items: await within(context, (tx) => listWords(tx, context)) }),
    addWords: async ({ body, context }) => ({ total: await within(context, (tx) => addWords(tx, context, body)) }),
    removeWords: async ({ body, context }) => {
      await within(context, (tx) => removeWords(tx, context, body))
    },
    checkWords: async ({ body, context }) => {
      const { outcome, words } = await within(context, (tx) => cautionOf(tx, context, body.text))
      return { outcome, words: [...words] }
    },
    listWordHits: async ({ query, context }) => {
      const { items, next } = await within(context, (tx) => listHits(tx, context, query))
      return { items: [...items], next }
    },
  })
}
