import { routes, type RouteSet } from '#engine/http'
import { followUpContract } from '../contract/follow-up.ts'
import type { Parts } from '../parts.ts'
import { finishFollowUp, listFollowUps, takeFollowUp } from './task.ts'

export function followUpRoutes({ database: { withTenant: within } }: Parts): RouteSet {
  return routes(followUpContract, {
    listFollowUps: async ({ query, context }) => {
      const { items, next } = await within(context, (tx) => listFollowUps(tx, context, query))
      return { items: [...items], next }
    },
    takeFollowUp: async ({ params, body, context }) => {
      await within(context, (tx) => takeFollowUp(tx, context, params.id, body.version))
    },
    finishFollowUp: async ({ params, body, context }) => {
      await within(context, (tx) => finishFollowUp(tx, context, params.id, body))
    },
  })
}
