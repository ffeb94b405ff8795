import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { tenantZone } from '#engine/tenancy'
import { listLocations, type StockLocation } from '../parts/stock.ts'
import { lanesOf, type Lane } from '../technician/technicians.ts'
import { holdsOfVisits, type VisitHold } from '../visit/sheet.ts'
import { visitsBetween, type Visit } from '../visit/visit.ts'

/** Everything that a plan of one day is made from, as it stands now. */
export interface Day {
  readonly date: string
  /** The first instant of the local day; the planner counts seconds from here. */
  readonly base: string
  readonly now: string
  readonly zone: string
  readonly lanes: readonly Lane[]
  readonly visits: readonly Visit[]
  readonly locations: readonly StockLocation[]
  /** Parts that are promised to these visits, or were used there. */
  readonly holds: readonly VisitHold[]
  /** What may be promised: free, or held for a visit that this plan may still move. */
  readonly free: readonly { readonly locationId: string; readonly partCode: string; readonly quantity: number }[]
}

/** States in which a plan may still change technician and time. */
export const MOVABLE: readonly string[] = ['requested', 'planned']

export async function readDay(tx: Tx, context: Context, date: string): Promise<Day> {
  const zone = await tenantZone(tx, context)
  const { from, until } = spanOf(date, zone)
  const [lanes, visits, locations] = await Promise.all([
    lanesOf(tx, context, date),
    visitsBetween(tx, context, { from, until }, true),
    listLocations(tx),
  ])
  const holds = await holdsOfVisits(
    tx,
    visits.map(({ visitId }) => visitId),
  )
  const movable = visits.filter(({ state }) => MOVABLE.includes(state)).map(({ visitId }) => visitId)
  const free = await tx.all(sql<{ locationId: string; partCode: string; quantity: number }>`
    select s.location_id as "locationId", s.part_code as "partCode",
      (s.on_hand - s.reserved + coalesce((
        select sum(r.quantity) from field.reservation r
        where r.location_id = s.location_id and r.part_code = s.part_code and r.state = 'held'
          and r.visit_id = any(${movable}::uuid[])), 0))::int as quantity
    from field.stock s where s.on_hand > 0`)
  return { date, base: from, now: clock.iso(), zone, lanes, visits, locations, holds, free }
}

/** The local day as instants; 23 or 25 hours long when the clocks change. */
export function spanOf(date: string, zone: string): { from: string; until: string } {
  const day = Temporal.PlainDate.from(date)
  const start = (d: Temporal.PlainDate): string => d.toZonedDateTime(zone).toInstant().toString()
  return { from: start(day), until: start(day.add({ days: 1 })) }
}
