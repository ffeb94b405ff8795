import { routes, type RouteSet } from '#engine/http'
import { assistContract } from '../contract/assist.ts'
import type { Parts } from '../parts.ts'
import { draftReply } from './draft.ts'
import { standingOf } from './model.ts'
import { suggestReplies } from './suggest.ts'
import { summarise } from './summary.ts'
import { translate, translateMessage } from './translate.ts'

/** Help for agents while they write. */
export function assistRoutes(parts: Parts): RouteSet {
  return routes(assistContract, {
    readAssist: ({ context }) => standingOf(parts, context),
    suggestReplies: async ({ params, context }) => {
      const { items, ...found } = await suggestReplies(parts, context, params.id)
      return { ...found, items: [...items] }
    },
    draftReply: ({ params, context }) => draftReply(parts, context, params.id),
    translateMessage: ({ params: { id, seq }, body, context }) =>
      translateMessage(parts, context, { conversationId: id, seq }, body.to),
    translateDraft: ({ body, context }) => translate(parts, context, body.text, body.to),
    summarise: ({ params, context }) => summarise(parts, context, params.id),
  })
}
