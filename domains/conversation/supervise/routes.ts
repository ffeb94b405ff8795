import { routes, type RouteSet } from '#engine/http'
import { superviseContract } from '../contract/supervise.ts'
import type { Parts } from '../parts.ts'
import { barge, leave, listen, whisper } from './attend.ts'

export function superviseRoutes({ database: { withTenant: within } }: Parts): RouteSet {
  return routes(superviseContract, {
    listenIn: async ({ params, context }) => {
      await within(context, (tx) => listen(tx, context, params.id))
    },
    whisper: async ({ params, body, context }) => {
      const { seq } = await within(context, (tx) => whisper(tx, context, { conversationId: params.id, ...body }))
      return { seq }
    },
    barge: async ({ params, context }) => {
      await within(context, (tx) => barge(tx, context, params.id))
    },
    leaveConversation: async ({ params, context }) => {
      await within(context, (tx) => leave(tx, context, params.id))
    },
  })
}
