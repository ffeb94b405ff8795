import { clock, systemContext, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import { getPart, listStock, type Part, type StockLocation, type StockRow } from './parts/stock.ts'
import { readDay, spanOf } from './planning/day.ts'
import { readDraft, type PlanDraft, type ReadDraft } from './planning/drafts.ts'
import { moveVisit, type MoveAnswer, type MoveRequest } from './planning/move-visit.ts'
import { planDay, type PlanOptions } from './planning/plan-day.ts'
import { publishDraft } from './planning/publish.ts'
import { whyThere, type Why, type WhyQuestion } from './planning/why.ts'
import { getTechnician, technicianOfUser, type Lane } from './technician/technicians.ts'
import { cancelVisit } from './visit/cancel.ts'
import { lockVisit } from './visit/lock.ts'
import { arrive, completeVisit, startTravel, type VisitReport } from './visit/steps.ts'
import { sheetsOf, type VisitHold, type VisitSheet } from './visit/sheet.ts'
import { assertInSight } from './visit/sight.ts'
import type { TrackingLinks } from './visit/tracking.ts'
import { findVisitByReason, getVisit, visitsOfTechnician, type Visit } from './visit/visit.ts'
import { findParts, findVisits, type FindQuery, type FoundPart } from './work-order/find.ts'
import { requestVisit, type VisitRequest } from './work-order/request.ts'

/** What the rest of Facet may ask of the field and tell it. */
export interface FieldService {
  /** Opens a work order with its first visit; the same `source` answers the same visit. */
  requestVisit(context: Context, request: VisitRequest): Promise<Visit>
  getVisit(context: Context, visitId: string): Promise<Visit>
  /** The visit with place, person, parts and checklist. */
  sheet(context: Context, visitId: string): Promise<VisitSheet>
  /** Visits that this reason has asked for, newest first. */
  visitsOf(context: Context, reason: string): Promise<Visit[]>
  /** Visits by the number or the words of their work order, a few. */
  findVisits(context: Context, query: FindQuery): Promise<Visit[]>
  board(context: Context, day: string): Promise<Board>
  /** A draft: nothing is promised before `publish`. */
  planDay(context: Context, day: string, options: PlanOptions): Promise<PlanDraft>
  readDraft(context: Context, draftId: string): Promise<ReadDraft>
  /** Moves a visit in a draft by hand, or says what stands in the way; published with the draft. */
  moveVisit(context: Context, move: MoveRequest): Promise<MoveAnswer>
  /** A locked visit is moved by no plan and no hand. Refuses `field.step-not-possible` unless it is planned. */
  lockVisit(context: Context, visitId: string, locked: boolean): Promise<Visit>
  /** Nobody goes any more; frees the parts. Refuses `field.step-not-possible` once it is done. */
  cancelVisit(context: Context, visitId: string, reason: string): Promise<Visit>
  /** Why this technician and time, and what keeps the others from it. */
  why(context: Context, question: WhyQuestion): Promise<Why>
  /** All of a draft or nothing: times, technicians and parts in one transaction. */
  publish(context: Context, draftId: string): Promise<Visit[]>
  myVisits(context: Context, day: string): Promise<VisitSheet[]>
  startTravel(context: Context, visitId: string, at?: string): Promise<Visit>
  arrive(context: Context, visitId: string, at?: string): Promise<Visit>
  complete(context: Context, visitId: string, report: VisitReport): Promise<Visit>
  stock(context: Context, partCode?: string): Promise<StockRow[]>
  /** Parts by code or name, a few, with what is free of them. */
  findParts(context: Context, query: FindQuery): Promise<FoundPart[]>
  /** Name and list price of a part; refuses `field.part-not-found`. */
  part(context: Context, code: string): Promise<Part>
  /** The path of the customer's tracking page. */
  trackingPath(context: Context, visitId: string): string
  track(token: string): Promise<Tracked>
  /** The local date of the tenant now. */
  today(context: Context): Promise<string>
}

export interface Board {
  readonly day: string
  readonly lanes: readonly Lane[]
  readonly visits: readonly Visit[]
  readonly locations: readonly StockLocation[]
  /** Parts that are promised to the visits of the day, or were used there. */
  readonly holds: readonly VisitHold[]
}

/** What the customer's page tells; times are those of the site. */
export interface Tracked {
  readonly visit: Visit
  readonly technicianName: string | null
  readonly companyName: string
  readonly zone: string
}

export function createField(database: Database, links: TrackingLinks): FieldService {
  const inside = <T>(context: Pick<Context, 'tenantId'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.withTenant(context, work)
  return {
    requestVisit: (context, request) => inside(context, (tx) => requestVisit(tx, context, request)),
    getVisit: (context, visitId) =>
      inside(context, async (tx) => {
        await assertInSight(tx, context, visitId)
        return getVisit(tx, visitId)
      }),
    sheet: (context, visitId) =>
      inside(context, async (tx) => {
        const [sheet] = await sheetsOf(tx, [await getVisit(tx, visitId)])
        return sheet!
      }),
    visitsOf: (context, reason) => inside(context, (tx) => findVisitByReason(tx, context, reason)),
    findVisits: (context, query) => inside(context, (tx) => findVisits(tx, context, query)),
    board: (context, day) =>
      inside(context, async (tx) => {
        const { lanes, visits, locations, holds } = await readDay(tx, context, day)
        return { day, lanes, visits, locations, holds }
      }),
    planDay: (context, day, options) => planDay(database, context, day, options),
    readDraft: (context, draftId) => inside(context, (tx) => readDraft(tx, context, draftId)),
    moveVisit: (context, move) => inside(context, (tx) => moveVisit(tx, context, move)),
    lockVisit: (context, visitId, locked) => inside(context, (tx) => lockVisit(tx, context, visitId, locked)),
    cancelVisit: (context, visitId, reason) => inside(context, (tx) => cancelVisit(tx, context, visitId, reason)),
    why: (context, question) => inside(context, (tx) => whyThere(tx, context, question)),
    publish: (context, draftId) => inside(context, (tx) => publishDraft(tx, context, draftId)),
    myVisits: (context, day) =>
      inside(context, async (tx) => {
        const technician = await technicianOfUser(tx, context.actor.id)
        const { from, until } = spanOf(day, await tenantZone(tx, context))
        return sheetsOf(tx, await visitsOfTechnician(tx, technician.technicianId, from, until))
      }),
    startTravel: (context, visitId, at) => inside(context, (tx) => startTravel(tx, context, visitId, at)),
    arrive: (context, visitId, at) => inside(context, (tx) => arrive(tx, context, visitId, at)),
    complete: (context, visitId, report) => inside(context, (tx) => completeVisit(tx, context, visitId, report)),
    stock: (context, partCode) => inside(context, (tx) => listStock(tx, partCode)),
    findParts: (context, query) => inside(context, (tx) => findParts(tx, context, query)),
    part: (context, code) => inside(context, (tx) => getPart(tx, code)),
    trackingPath: ({ tenantId }, visitId) => `/track/${links.sign(tenantId, visitId)}`,
    track: (token) => {
      const { tenantId, visitId } = links.read(token)
      return inside(systemContext(tenantId, 'tracking'), async (tx) => {
        const visit = await getVisit(tx, visitId)
        const technician = visit.technicianId === null ? undefined : await getTechnician(tx, visit.technicianId)
        const { name: companyName, zone } = await tx.one(sql<{ name: string; zone: string }>`
          select t.name, coalesce((select s.zone from engine.site s where s.id = ${visit.siteId}), t.zone) as zone
          from engine.tenant t`)
        return { visit, technicianName: technician?.name ?? null, companyName, zone }
      })
    },
    today: (context) =>
      inside(context, async (tx) =>
        clock
          .now()
          .toZonedDateTimeISO(await tenantZone(tx, context))
          .toPlainDate()
          .toString(),
      ),
  }
}
