import { clock, systemContext, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import { listStock, type StockLocation, type StockRow } from './parts/stock.ts'
import { readDay, spanOf } from './planning/day.ts'
import { planDay, type PlanDraft, type PlanOptions } from './planning/plan-day.ts'
import { publishDraft } from './planning/publish.ts'
import { getTechnician, technicianOfUser, type Lane } from './technician/technicians.ts'
import { arrive, completeVisit, startTravel, type VisitReport } from './visit/steps.ts'
import type { TrackingLinks } from './visit/tracking.ts'
import { findVisitByReason, getVisit, visitsOfTechnician, type Visit } from './visit/visit.ts'
import { requestVisit, type VisitRequest } from './work-order/request.ts'

/** What the rest of Facet may ask of the field and tell it. */
export interface FieldService {
  /** Opens a work order with its first visit; the same `source` answers the same visit. */
  requestVisit(context: Context, request: VisitRequest): Promise<Visit>
  getVisit(context: Context, visitId: string): Promise<Visit>
  /** Visits that this reason has asked for, newest first. */
  visitsOf(context: Context, reason: string): Promise<Visit[]>
  board(context: Context, day: string): Promise<Board>
  /** A draft: nothing is promised before `publish`. */
  planDay(context: Context, day: string, options: PlanOptions): Promise<PlanDraft>
  /** All of a draft or nothing: times, technicians and parts in one transaction. */
  publish(context: Context, draftId: string): Promise<Visit[]>
  myVisits(context: Context, day: string): Promise<Visit[]>
  startTravel(context: Context, visitId: string): Promise<Visit>
  arrive(context: Context, visitId: string, at?: string): Promise<Visit>
  complete(context: Context, visitId: string, report: VisitReport): Promise<Visit>
  stock(context: Context, partCode?: string): Promise<StockRow[]>
  /** The path of the customer's tracking page. */
  trackingPath(context: Context, visitId: string): string
  track(token: string): Promise<{ visit: Visit; technicianName: string | null }>
  /** The local date of the tenant now. */
  today(context: Context): Promise<string>
}

export interface Board {
  readonly day: string
  readonly lanes: readonly Lane[]
  readonly visits: readonly Visit[]
  readonly locations: readonly StockLocation[]
}

export function createField(database: Database, links: TrackingLinks): FieldService {
  const inside = <T>(context: Pick<Context, 'tenantId'>, work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.withTenant(context, work)
  return {
    requestVisit: (context, request) => inside(context, (tx) => requestVisit(tx, context, request)),
    getVisit: (context, visitId) => inside(context, (tx) => getVisit(tx, visitId)),
    visitsOf: (context, reason) => inside(context, (tx) => findVisitByReason(tx, reason)),
    board: (context, day) =>
      inside(context, async (tx) => {
        const { lanes, visits, locations } = await readDay(tx, day)
        return { day, lanes, visits, locations }
      }),
    planDay: (context, day, options) => planDay(database, context, day, options),
    publish: (context, draftId) => inside(context, (tx) => publishDraft(tx, context, draftId)),
    myVisits: (context, day) =>
      inside(context, async (tx) => {
        const technician = await technicianOfUser(tx, context.actor.id)
        const { from, until } = spanOf(day, await zoneOf(tx))
        return visitsOfTechnician(tx, technician.technicianId, from, until)
      }),
    startTravel: (context, visitId) => inside(context, (tx) => startTravel(tx, context, visitId)),
    arrive: (context, visitId, at) => inside(context, (tx) => arrive(tx, context, visitId, at)),
    complete: (context, visitId, report) => inside(context, (tx) => completeVisit(tx, context, visitId, report)),
    stock: (context, partCode) => inside(context, (tx) => listStock(tx, partCode)),
    trackingPath: ({ tenantId }, visitId) => `/track/${links.sign(tenantId, visitId)}`,
    track: (token) => {
      const { tenantId, visitId } = links.read(token)
      return inside(systemContext(tenantId, 'tracking'), async (tx) => {
        const visit = await getVisit(tx, visitId)
        const technician = visit.technicianId === null ? undefined : await getTechnician(tx, visit.technicianId)
        return { visit, technicianName: technician?.name ?? null }
      })
    },
    today: (context) =>
      inside(context, async (tx) =>
        clock
          .now()
          .toZonedDateTimeISO(await zoneOf(tx))
          .toPlainDate()
          .toString(),
      ),
  }
}

async function zoneOf(tx: Tx): Promise<string> {
  const { zone } = await tx.one(sql<{ zone: string }>`select zone from engine.tenant`)
  return zone
}
