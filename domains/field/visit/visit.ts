import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { visitInSight } from './sight.ts'

export type VisitState = 'requested' | 'planned' | 'travelling' | 'on_site' | 'completed' | 'cancelled'

export interface Visit {
  readonly visitId: string
  readonly workOrderId: string
  readonly number: string
  readonly subject: string
  readonly reason: string | null
  readonly customerId: string | null
  readonly customerName: string | null
  /** The name in the other language. */
  readonly customerAlias: string | null
  readonly siteId: string | null
  readonly siteName: string | null
  readonly siteAlias: string | null
  readonly personId: string | null
  readonly deviceId: string | null
  readonly state: VisitState
  readonly skills: Readonly<Record<string, number>>
  readonly partCodes: readonly string[]
  readonly serviceSeconds: number
  readonly priority: number
  readonly dueAt: string | null
  readonly earliestAt: string | null
  readonly longitude: number
  readonly latitude: number
  readonly technicianId: string | null
  readonly startsAt: string | null
  readonly endsAt: string | null
  readonly confirmed: boolean
  /** Settled by the dispatcher: no plan moves it. */
  readonly locked: boolean
  readonly position: number | null
  readonly travellingAt: string | null
  readonly arrivedAt: string | null
  readonly completedAt: string | null
  readonly cancelledAt: string | null
  readonly cancelReason: string | null
  readonly version: number
}

const COLUMNS = sql.raw(`v.visit_id as "visitId", v.work_order_id as "workOrderId", c.number, c.subject,
  c.data->>'reason' as reason, c.customer_id as "customerId", o.name as "customerName", o.alias as "customerAlias", c.site_id as "siteId", s.name as "siteName", s.alias as "siteAlias", c.person_id as "personId",
  c.data->>'deviceId' as "deviceId", v.state, v.skills, v.part_codes as "partCodes",
  v.service_seconds as "serviceSeconds", v.priority, v.due_at as "dueAt", v.earliest_at as "earliestAt",
  v.longitude, v.latitude, v.technician_id as "technicianId", v.starts_at as "startsAt", v.ends_at as "endsAt",
  v.confirmed, v.locked, v.position, v.travelling_at as "travellingAt", v.arrived_at as "arrivedAt",
  v.completed_at as "completedAt", v.cancelled_at as "cancelledAt",
  v.cancel_reason as "cancelReason", v.version`)
const FROM = sql.raw(`field.visit v join engine.case c on c.tenant_id = v.tenant_id and c.id = v.work_order_id
  left join engine.organisation o on o.tenant_id = c.tenant_id and o.id = c.customer_id
  left join engine.site s on s.tenant_id = c.tenant_id and s.id = c.site_id`)

export async function getVisit(tx: Tx, visitId: string, lock = false): Promise<Visit> {
  const visit = await tx.find(sql<Visit>`
    select ${COLUMNS} from ${FROM} where v.visit_id = ${visitId} ${lock ? sql`for update of v` : sql``}`)
  if (!visit) throw fieldRefusals.visitNotFound()
  return visit
}

/** Visits that start within the span, and with `withRequested` those that nobody has planned. */
export function visitsBetween(
  tx: Tx,
  context: Context,
  { from, until }: { from: string; until: string },
  withRequested: boolean,
): Promise<Visit[]> {
  return tx.all(sql<Visit>`
    select ${COLUMNS} from ${FROM}
    where ((v.starts_at >= ${from}::timestamptz and v.starts_at < ${until}::timestamptz and v.state <> 'cancelled')
        or (${withRequested} and v.state = 'requested'))
      and ${visitInSight(context)}
    order by v.starts_at nulls last, v.due_at nulls last, v.visit_id`)
}

export function visitsOfTechnician(tx: Tx, technicianId: string, from: string, until: string): Promise<Visit[]> {
  return tx.all(sql<Visit>`
    select ${COLUMNS} from ${FROM}
    where v.technician_id = ${technicianId} and v.starts_at >= ${from}::timestamptz and v.starts_at < ${until}::timestamptz
      and v.state <> 'cancelled'
    order by v.starts_at, v.visit_id`)
}

export function visitsOfWorkOrders(tx: Tx, workOrderIds: readonly string[]): Promise<Visit[]> {
  return tx.all(sql<Visit>`
    select ${COLUMNS} from ${FROM} where v.work_order_id = any(${[...workOrderIds]}::uuid[]) order by v.created_at`)
}

export function findVisitByReason(tx: Tx, context: Context, reason: string): Promise<Visit[]> {
  return tx.all(sql<Visit>`
    select ${COLUMNS} from ${FROM}
    where c.kind = 'field.work_order' and c.id in (select case_id from engine.case_link where ref = ${reason})
      and ${visitInSight(context)}
    order by v.created_at desc`)
}
