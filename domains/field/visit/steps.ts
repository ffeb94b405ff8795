import { clock, inFullSight, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { transition } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { technicianArrived, technicianTravels, visitCompleted } from '../events.ts'
import { useParts } from '../parts/stock.ts'
import { getTechnician } from '../technician/technicians.ts'
import { workOrderCase } from '../work-order/work-order-type.ts'
import { getVisit, type Visit } from './visit.ts'

/** What the technician reports of a finished visit, in one piece, possibly hours later from a basement. */
export interface VisitReport {
  /** Made on the phone; the same report sent twice is the same report. */
  readonly source: string
  readonly completedAt: string
  readonly arrivedAt?: string | undefined
  readonly solved: boolean
  readonly note: string
  readonly checklist: readonly { readonly item: string; readonly done: boolean }[]
  readonly usedParts: readonly UsedPart[]
  readonly photoIds: readonly string[]
  readonly signatureId?: string | undefined
  readonly signedBy?: string | undefined
}

export interface UsedPart {
  readonly code: string
  readonly quantity: number
  readonly newSerial?: string | undefined
  readonly oldSerial?: string | undefined
  /** The defective one comes back to the store. */
  readonly defectiveBack: boolean
}

/** Defective parts are due at the store after this long. */
const DUE_BACK_DAYS = 7

export async function startTravel(tx: Tx, context: Context, visitId: string, at: string = clock.iso()): Promise<Visit> {
  const visit = await holdOwn(tx, context, visitId)
  if (visit.state === 'travelling') return visit
  if (visit.state !== 'planned') throw fieldRefusals.stepNotPossible({ state: visit.state })
  await tx.run(sql`
    update field.visit set state = 'travelling', travelling_at = ${at}, version = version + 1
    where tenant_id = ${context.tenantId} and visit_id = ${visitId}`)
  await transition(tx, inFullSight(context), workOrderCase, visit.workOrderId, { act: 'begin' })
  await emit(tx, context, technicianTravels, whoOf(visit))
  return getVisit(tx, visitId)
}

export async function arrive(tx: Tx, context: Context, visitId: string, at: string = clock.iso()): Promise<Visit> {
  const visit = await holdOwn(tx, context, visitId)
  if (visit.state === 'on_site') return visit
  if (visit.state !== 'travelling' && visit.state !== 'planned')
    throw fieldRefusals.stepNotPossible({ state: visit.state })
  await tx.run(sql`
    update field.visit set state = 'on_site', arrived_at = ${at}, version = version + 1
    where tenant_id = ${context.tenantId} and visit_id = ${visitId}`)
  await transition(tx, inFullSight(context), workOrderCase, visit.workOrderId, { act: 'begin' })
  await emit(tx, context, technicianArrived, whoOf(visit))
  return getVisit(tx, visitId)
}

/** Files the report once: parts leave the stock, defective ones are due back, the work order is done or goes on. */
export async function completeVisit(tx: Tx, context: Context, visitId: string, report: VisitReport): Promise<Visit> {
  const visit = await holdOwn(tx, context, visitId)
  const known = await tx.find(sql<{ visitId: string }>`
    select visit_id as "visitId" from field.visit_report where source = ${report.source} or visit_id = ${visitId}`)
  if (known) return getVisit(tx, known.visitId)
  if (!['planned', 'travelling', 'on_site'].includes(visit.state) || visit.technicianId === null) {
    throw fieldRefusals.stepNotPossible({ state: visit.state })
  }
  const technician = await getTechnician(tx, visit.technicianId)
  await storeReport(tx, context, visit, report)
  await useParts(tx, context, visitId, technician.vanId, report.usedParts)
  await expectDefectives(tx, context, visit, report)
  await transition(tx, inFullSight(context), workOrderCase, visit.workOrderId, {
    act: report.solved ? 'complete' : 'again',
    text: report.note,
    fields: { report: report.note },
    at: report.completedAt,
  })
  await tellCompletion(tx, context, visit, technician.name, report)
  return getVisit(tx, visitId)
}

/** A technician acts on his own visits; whoever may more (a dispatcher, an administrator, a flow) on all. */
async function holdOwn(tx: Tx, { actor }: Context, visitId: string): Promise<Visit> {
  const visit = await getVisit(tx, visitId, true)
  const technicianOnly = actor.kind === 'user' && actor.roles.every((role) => role === 'technician')
  if (!technicianOnly) return visit
  const technician = visit.technicianId === null ? undefined : await getTechnician(tx, visit.technicianId)
  if (technician?.userId !== actor.id) throw fieldRefusals.notYourVisit({ number: visit.number })
  return visit
}

async function storeReport(tx: Tx, context: Context, visit: Visit, report: VisitReport): Promise<void> {
  await tx.run(sql`
    insert into field.visit_report (tenant_id, visit_id, source, report, received_at)
    values (${context.tenantId}, ${visit.visitId}, ${report.source}, ${JSON.stringify(report)}, ${clock.date()})`)
  await tx.run(sql`
    update field.visit set state = 'completed', completed_at = ${report.completedAt},
      arrived_at = coalesce(arrived_at, ${report.arrivedAt ?? report.completedAt}::timestamptz), version = version + 1
    where tenant_id = ${context.tenantId} and visit_id = ${visit.visitId}`)
}

async function expectDefectives(
  tx: Tx,
  context: Context,
  visit: Visit,
  { usedParts, completedAt }: VisitReport,
): Promise<void> {
  const dueAt = new Date(Date.parse(completedAt) + DUE_BACK_DAYS * 86_400_000)
  for (const { code, oldSerial, defectiveBack } of usedParts) {
    if (!defectiveBack) continue
    await tx.run(sql`
      insert into field.due_back (tenant_id, due_back_id, visit_id, technician_id, part_code, serial, due_at)
      values (${context.tenantId}, ${newId()}, ${visit.visitId}, ${visit.technicianId}, ${code}, ${oldSerial ?? null}, ${dueAt})`)
  }
}

async function tellCompletion(
  tx: Tx,
  context: Context,
  visit: Visit,
  technicianName: string,
  report: VisitReport,
): Promise<void> {
  const began = visit.arrivedAt ?? report.arrivedAt ?? report.completedAt
  await emit(tx, context, visitCompleted, {
    ...whoOf(visit),
    technicianName,
    completedAt: report.completedAt,
    solved: report.solved,
    note: report.note,
    usedParts: report.usedParts.map(({ code, quantity, newSerial, oldSerial }) => ({
      code,
      quantity,
      newSerial: newSerial ?? null,
      oldSerial: oldSerial ?? null,
    })),
    minutes: Math.max(0, Math.round((Date.parse(report.completedAt) - Date.parse(began)) / 60_000)),
  })
}

function whoOf({ visitId, workOrderId, reason, technicianId }: Visit) {
  return { visitId, workOrderId, reason, technicianId: technicianId! }
}
