import { routes, type RouteSet } from '#engine/http'
import { reviewContract, type ReviewShape } from '../contract/review.ts'
import type { Parts } from '../parts.ts'
import { calibrationOf } from './calibration.ts'
import { disputeReview, giveReview, listReviews, settleReview } from './review.ts'
import { drawSample, listSample, weekOf } from './sample.ts'
import { saveSetting, settingOf } from './setting.ts'

export function reviewRoutes({ database: { withTenant: within } }: Parts): RouteSet {
  return routes(reviewContract, {
    readQualitySetting: ({ context }) => within(context, (tx) => settingOf(tx, context)),
    saveQualitySetting: async ({ body, context }) => {
      await within(context, (tx) => saveSetting(tx, context, body))
    },
    listSample: async ({ query, context }) => ({
      items: await within(context, (tx) => listSample(tx, context, query.agentId)),
    }),
    drawSample: async ({ body, context }) => ({
      added: await within(context, async (tx) =>
        drawSample(tx, context, await weekOf(tx, context, body.week === 'this' ? 0 : -1)),
      ),
    }),
    listReviews: async ({ params, context }) => ({
      items: (await within(context, (tx) => listReviews(tx, context, params.id))) as ReviewShape[],
    }),
    giveReview: async ({ params, body, context }) => {
      await within(context, (tx) => giveReview(tx, context, { conversationId: params.id, ...body }))
    },
    disputeReview: async ({ params, body, context }) => {
      await within(context, (tx) => disputeReview(tx, context, params.id, body.text))
    },
    settleReview: async ({ params, body, context }) => {
      await within(context, (tx) => settleReview(tx, context, params.id, body))
    },
    readCalibration: async ({ query, context }) => {
      const { rules, ...counts } = await within(context, (tx) => calibrationOf(tx, context, query))
      return { ...counts, rules: [...rules] }
    },
  })
}
