import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import { fieldContract } from './contract.ts'
import type { PlanDraft } from './planning/drafts.ts'
import type { Remark } from './planning/move.ts'
import type { FieldService } from './service.ts'
import type { VisitSheet } from './visit/sheet.ts'
import type { Visit } from './visit/visit.ts'

export function fieldRoutes(field: FieldService): RouteSet {
  return routes(fieldContract, {
    readBoard: async ({ query, context }) => {
      const { day, lanes, visits, locations, holds } = await field.board(context, query.day)
      return {
        day,
        lanes: lanes.map((lane) => ({ ...lane, skills: { ...lane.skills } })),
        visits: visits.map(shown),
        locations: [...locations],
        holds: [...holds],
      }
    },
    planDay: async ({ body, context }) => shownDraft(await field.planDay(context, body.day, planOptions(body))),
    readPlan: async ({ params, context }) => {
      const { published, ...plan } = await field.readDraft(context, params.id)
      return { ...shownDraft(plan), published }
    },
    moveVisit: async ({ body, context }) => {
      const { draft, obstacles, warnings } = await field.moveVisit(context, body)
      return {
        draft: draft && shownDraft(draft),
        obstacles: obstacles.map(shownRemark),
        warnings: warnings.map(shownRemark),
      }
    },
    whyVisit: async ({ params, query, context }) => {
      const why = await field.why(context, { visitId: params.id, day: query.day, draftId: query.plan })
      return { ...why, verdicts: why.verdicts.map((verdict) => ({ ...verdict, skills: [...verdict.skills] })) }
    },
    lockVisit: async ({ params, body, context }) => shown(await field.lockVisit(context, params.id, body.locked)),
    cancelVisit: async ({ params, body, context }) => shown(await field.cancelVisit(context, params.id, body.reason)),
    publishPlan: async ({ params, context }) => ({ visits: (await field.publish(context, params.id)).map(shown) }),
    requestVisit: async ({ body, context }) => shown(await field.requestVisit(context, body)),
    findVisits: async ({ query, context }) => ({ items: (await field.findVisits(context, query)).map(shown) }),
    getVisit: async ({ params, context }) => shown(await field.getVisit(context, params.id)),
    getVisitSheet: async ({ params, context }) => shownSheet(await field.sheet(context, params.id), context),
    myVisits: async ({ query, context }) => ({
      items: (await field.myVisits(context, query.day)).map((sheet) => shownSheet(sheet, context)),
    }),
    startTravel: async ({ params, body, context }) => shown(await field.startTravel(context, params.id, body.at)),
    arrive: async ({ params, body, context }) => shown(await field.arrive(context, params.id, body.at)),
    completeVisit: async ({ params, body, context }) => shown(await field.complete(context, params.id, body)),
    listStock: async ({ query, context }) => ({ items: await field.stock(context, query.partCode) }),
    findParts: async ({ query, context }) => ({ items: await field.findParts(context, query) }),
    trackVisit: async ({ params }) => {
      const { visit, ...around } = await field.track(params.token)
      const { state, subject, siteName, startsAt, endsAt, travellingAt, arrivedAt, completedAt } = visit
      return { ...around, state, subject, siteName, startsAt, endsAt, travellingAt, arrivedAt, completedAt }
    },
  })

  function shownSheet(sheet: VisitSheet, context: Context) {
    const { checklist, holds } = sheet
    const trackingPath = field.trackingPath(context, sheet.visitId)
    return { ...sheet, ...shown(sheet), checklist: [...checklist], holds: [...holds], trackingPath }
  }
}

function planOptions({
  seconds,
  seed,
  draftId,
}: {
  seconds: number
  seed?: number | undefined
  draftId?: string | undefined
}) {
  return { seconds, ...(seed !== undefined && { seed }), ...(draftId !== undefined && { draftId }) }
}

function shownRemark({ names, ...rest }: Remark) {
  return { ...rest, ...(names && { names: [...names] }) }
}

function shown(visit: Visit) {
  return { ...visit, skills: { ...visit.skills }, partCodes: [...visit.partCodes] }
}

function shownDraft({ draftId, day, changes, summary }: PlanDraft) {
  return {
    draftId,
    day,
    changes: changes.map((change) => ({ ...change, holds: [...change.holds] })),
    summary: { ...summary, unplanned: [...summary.unplanned] },
  }
}
