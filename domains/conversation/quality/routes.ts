import { routes, type RouteSet } from '#engine/http'
import { qualityContract, type ScoreCardShape, type StandardShape } from '../contract/quality.ts'
import type { Parts } from '../parts.ts'
import { countRules, findCard, listCards, sheetOf } from './list.ts'
import { findRescoring, rescore } from './rescore.ts'
import { saveStandard, standardOf } from './standard.ts'

export function qualityRoutes({ database: { withTenant: within } }: Parts): RouteSet {
  return routes(qualityContract, {
    listScores: async ({ query, context }) => {
      const { items, next } = await within(context, (tx) => listCards(tx, context, query))
      return { items: items.map((row) => ({ ...row, failed: [...row.failed] })), next }
    },
    countRules: async ({ query, context }) => {
      const counts = await within(context, (tx) => countRules(tx, context, query))
      return { ...counts, rules: [...counts.rules] }
    },
    readScoreCard: async ({ params, context }) => {
      const { card, toJudge } = sheetOf(await within(context, (tx) => findCard(tx, context, params.id)))
      return { card: card as ScoreCardShape | null, toJudge }
    },
    readStandard: async ({ context }) => (await within(context, (tx) => standardOf(tx, context))) as StandardShape,
    saveStandard: async ({ body, context }) => ({
      number: await within(context, (tx) => saveStandard(tx, context, body.rules)),
    }),
    readRescoring: async ({ context }) => ({
      rescoring: (await within(context, (tx) => findRescoring(tx, context))) ?? null,
    }),
    rescore: ({ context }) => within(context, (tx) => rescore(tx, context)),
  })
}
