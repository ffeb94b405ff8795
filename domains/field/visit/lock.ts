import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { visitLocked } from '../events.ts'
import { getVisit, type Visit } from './visit.ts'

/** Settles a planned visit, so that no plan and no hand moves it before it is unlocked; a draft that wanted to is stale. */
export async function lockVisit(tx: Tx, context: Context, visitId: string, locked: boolean): Promise<Visit> {
  const visit = await getVisit(tx, visitId, true)
  if (visit.locked === locked) return visit
  if (visit.state !== 'planned') throw fieldRefusals.stepNotPossible({ state: visit.state })
  await tx.run(sql`
    update field.visit set locked = ${locked}, version = version + 1
    where tenant_id = ${context.tenantId} and visit_id = ${visitId}`)
  const { workOrderId, reason } = visit
  await emit(tx, context, visitLocked, { visitId, workOrderId, reason, locked })
  return getVisit(tx, visitId)
}
