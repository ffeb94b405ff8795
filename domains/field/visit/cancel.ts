import { clock, inFullSight, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { transition } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { visitCancelled } from '../events.ts'
import { releaseParts } from '../parts/stock.ts'
import { workOrderCase } from '../work-order/work-order-type.ts'
import { getVisit, type Visit } from './visit.ts'

/** Nobody goes any more: the parts are free again in the same transaction, the work order ends, a draft with it is stale. */
export async function cancelVisit(tx: Tx, context: Context, visitId: string, reason: string): Promise<Visit> {
  const visit = await getVisit(tx, visitId, true)
  if (visit.state === 'cancelled') return visit
  if (visit.state === 'completed') throw fieldRefusals.stepNotPossible({ state: visit.state })
  await releaseParts(tx, context, visitId)
  await tx.run(sql`
    update field.visit set state = 'cancelled', locked = false, cancelled_at = ${clock.date()}, cancel_reason = ${reason},
      version = version + 1
    where tenant_id = ${context.tenantId} and visit_id = ${visitId}`)
  const { workOrderId, reason: askedBy, number, technicianId } = visit
  await transition(tx, inFullSight(context), workOrderCase, workOrderId, { act: 'cancel', text: reason })
  const told = { visitId, workOrderId, reason: askedBy, number, technicianId, because: reason }
  await emit(tx, context, visitCancelled, told)
  return getVisit(tx, visitId)
}
