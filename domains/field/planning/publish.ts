import { clock, inFullSight, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { transition } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { visitPlanned } from '../events.ts'
import { holdParts, releaseParts } from '../parts/stock.ts'
import { getVisit, type Visit } from '../visit/visit.ts'
import { workOrderCase } from '../work-order/work-order-type.ts'
import type { VisitChange } from './draft.ts'
import { isSeen } from './drafts.ts'

/**
 * Makes a draft real, all of it or nothing: visits get their technician and time, the parts are held in the same
 * transaction, and the customers may be told. A visit that changed since the plan was made refuses the whole draft.
 */
export async function publishDraft(tx: Tx, context: Context, draftId: string): Promise<Visit[]> {
  const draft = await tx.find(sql<{ changes: VisitChange[]; state: string }>`
    select changes, state from field.plan_draft where draft_id = ${draftId} for update`)
  if (!draft || !(await isSeen(tx, context, draft))) throw fieldRefusals.draftNotFound()
  if (draft.state === 'published') return Promise.all(draft.changes.map(({ visitId }) => getVisit(tx, visitId)))
  const held = await lockVisits(tx, draft.changes)
  // First give back, then hold: a part may change hands between two visits of the plan.
  for (const { visitId } of draft.changes) await releaseParts(tx, context, visitId)
  for (const change of draft.changes) await publishVisit(tx, context, held.get(change.visitId)!, change)
  await tx.run(sql`
    update field.plan_draft set state = 'published' where tenant_id = ${context.tenantId} and draft_id = ${draftId}`)
  return Promise.all(draft.changes.map(({ visitId }) => getVisit(tx, visitId)))
}

/** In the order of their ids, so that two publishers never wait for each other in a circle. */
async function lockVisits(tx: Tx, changes: readonly VisitChange[]): Promise<Map<string, Visit>> {
  const held = new Map<string, Visit>()
  for (const { visitId, version } of changes.toSorted((a, b) => (a.visitId < b.visitId ? -1 : 1))) {
    const visit = await getVisit(tx, visitId, true)
    if (visit.version !== version) throw fieldRefusals.draftStale({ number: visit.number })
    held.set(visitId, visit)
  }
  return held
}

async function publishVisit(tx: Tx, context: Context, before: Visit, change: VisitChange): Promise<void> {
  const { visitId, technicianId, technicianName, startsAt, endsAt, position, holds } = change
  await holdParts(tx, context, visitId, holds)
  await tx.run(sql`
    update field.visit set state = 'planned', technician_id = ${technicianId}, starts_at = ${startsAt}, ends_at = ${endsAt},
      position = ${position}, confirmed = true, version = version + 1
    where tenant_id = ${context.tenantId} and visit_id = ${visitId}`)
  await transition(tx, inFullSight(context), workOrderCase, before.workOrderId, { act: 'plan', at: clock.iso() })
  const names = await locationNames(
    tx,
    holds.map(({ locationId }) => locationId),
  )
  await emit(tx, context, visitPlanned, {
    visitId,
    workOrderId: before.workOrderId,
    reason: before.reason,
    technicianId,
    technicianName,
    startsAt,
    endsAt,
    parts: holds.map(({ locationId, partCode, quantity }) => ({
      code: partCode,
      quantity,
      locationId,
      locationName: names.get(locationId) ?? '',
    })),
    isChange: before.state === 'planned',
  })
}

async function locationNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.all(sql<{ id: string; name: string }>`
    select location_id as id, name from field.stock_location where location_id = any(${[...ids]}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
