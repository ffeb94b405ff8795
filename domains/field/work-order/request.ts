import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { linkCase, openCase } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { visitRequested } from '../events.ts'
import { getVisit, type Visit } from '../visit/visit.ts'
import { workOrderCase } from './work-order-type.ts'

export interface VisitRequest {
  readonly subject: string
  /** What asks, `desk.incident:<id>`. */
  readonly reason?: string | undefined
  readonly customerId?: string | null | undefined
  readonly siteId: string
  readonly personId?: string | null | undefined
  readonly deviceId?: string | null | undefined
  readonly instructions?: string | undefined
  readonly partCodes?: readonly string[] | undefined
  /** What is to be ticked off on the spot; without it the technician gets the usual list. */
  readonly checklist?: readonly string[] | undefined
  readonly skills?: Readonly<Record<string, number>> | undefined
  readonly priority?: 'p1' | 'p2' | 'p3' | 'p4' | undefined
  readonly serviceMinutes?: number | undefined
  readonly dueAt?: string | null | undefined
  /** Makes a repetition answer the visit that is already there. */
  readonly source?: string | undefined
}

const SERVICE_MINUTES = 45
/** The planner serves higher numbers first. */
const WEIGHT = { p1: 100, p2: 60, p3: 30, p4: 10 } as const

/** Opens a work order with its first visit; nobody is promised a time yet. */
export async function requestVisit(tx: Tx, context: Context, asked: VisitRequest): Promise<Visit> {
  const place = await placeOf(tx, asked.siteId)
  const { priority = 'p3' } = asked
  const { record, isNew } = await openCase(tx, context, workOrderCase, {
    subject: asked.subject,
    priority,
    customerId: asked.customerId,
    siteId: asked.siteId,
    personId: asked.personId,
    source: asked.source,
    text: asked.instructions,
    fields: {
      ...(asked.reason === undefined ? {} : { reason: asked.reason }),
      ...(asked.deviceId ? { deviceId: asked.deviceId } : {}),
      ...(asked.instructions === undefined ? {} : { instructions: asked.instructions }),
      partCodes: [...(asked.partCodes ?? [])],
      ...(asked.checklist === undefined ? {} : { checklist: [...asked.checklist] }),
    },
  })
  if (!isNew) return firstVisit(tx, record.id)
  if (asked.reason !== undefined) {
    await linkCase(tx, context, workOrderCase, record.id, { relation: 'reason', ref: asked.reason })
  }
  const visitId = newId()
  await tx.run(sql`
    insert into field.visit (tenant_id, visit_id, work_order_id, state, skills, part_codes, service_seconds, priority,
      due_at, longitude, latitude, created_at)
    values (${context.tenantId}, ${visitId}, ${record.id}, 'requested', ${JSON.stringify(asked.skills ?? {})},
      ${[...(asked.partCodes ?? [])]}, ${(asked.serviceMinutes ?? SERVICE_MINUTES) * 60}, ${WEIGHT[priority]},
      ${asked.dueAt ?? null}, ${place.longitude}, ${place.latitude}, ${clock.date()})`)
  await emit(tx, context, visitRequested, {
    visitId,
    workOrderId: record.id,
    reason: asked.reason ?? null,
    number: record.number,
  })
  return getVisit(tx, visitId)
}

async function firstVisit(tx: Tx, workOrderId: string): Promise<Visit> {
  const { id } = await tx.one(sql<{ id: string }>`
    select visit_id as id from field.visit where work_order_id = ${workOrderId} order by created_at limit 1`)
  return getVisit(tx, id)
}

async function placeOf(tx: Tx, siteId: string): Promise<{ longitude: number; latitude: number }> {
  const site = await tx.find(sql<{ name: string; longitude: number | null; latitude: number | null }>`
    select name, longitude, latitude from engine.site where id = ${siteId}`)
  const { longitude, latitude } = site ?? { longitude: null, latitude: null }
  if (longitude === null || latitude === null) throw fieldRefusals.siteWithoutPlace({ site: site?.name ?? siteId })
  return { longitude, latitude }
}
