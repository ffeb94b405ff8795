import type { Context } from '#engine/kernel'
import { cancelClock, changeTargets, clocksOf, moveClocks, startClocks, type SlaClock } from '#engine/calendar'
import type { Tx } from '#engine/store'
import type { CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { holdCase, updateCase } from './case-store.ts'
import { changesBetween } from './changes.ts'
import type { EditCase } from './commands.ts'
import { caseworkRefusals, versionConflict } from './errors.ts'
import { checkedFields, mergedFields } from './fields.ts'
import { priorityOf } from './open.ts'
import { earliestDue, movesFor, standingIn, startsOf, targetsOf, termsOf } from './promises.ts'
import { caseSubject } from './subject.ts'

/**
 * Changes a case without an act; one entry names every change. Nothing changed is no change, and no new version.
 * A new priority, or new targets, are promises under new terms: start and pauses of the clocks stay.
 */
export async function editCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
  edit: EditCase<S>,
): Promise<CaseRecord<S>> {
  const held = await holdCase(tx, context, type, id)
  if (!held) throw caseworkRefusals.caseNotFound({ id })
  if (edit.expectedVersion !== undefined && edit.expectedVersion !== held.version) throw versionConflict()
  const next = editedCase(type, held, edit)
  const changes = changesBetween(held, next)
  if (changes.changes === undefined && edit.sla === undefined) return held
  const newTerms = edit.sla !== undefined || next.priority !== held.priority
  const dueAt = newTerms ? earliestDue(await changePromises(tx, context, type, next, edit)) : held.dueAt
  const data = edit.because === undefined ? changes : { ...changes, because: edit.because }
  const entry = { kind: 'field', text: edit.text, data, internal: true } as const
  return (await updateCase(tx, context, { ...next, dueAt }, entry)) as CaseRecord<S>
}

/** Who works on it: a team, a person, both or, with null, nobody. */
export function assignCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
  assignment: Pick<EditCase<S>, 'teamId' | 'assigneeId' | 'expectedVersion' | 'text' | 'because'>,
): Promise<CaseRecord<S>> {
  return editCase(tx, context, type, id, assignment)
}

function editedCase<S extends CaseShape>(type: CaseType<S>, held: CaseRecord<S>, edit: EditCase<S>): CaseRecord<S> {
  const { subject = held.subject, teamId = held.teamId, assigneeId = held.assigneeId } = edit
  const { customerId = held.customerId, siteId = held.siteId, personId = held.personId } = edit
  return {
    ...held,
    subject,
    teamId,
    assigneeId,
    customerId,
    siteId,
    personId,
    priority: priorityOf(type, edit.priority ?? held.priority),
    fields: checkedFields(type, mergedFields(type, held.fields, edit.fields)),
  }
}

async function changePromises<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  record: CaseRecord<S>,
  { sla }: EditCase<S>,
): Promise<SlaClock[]> {
  const subject = caseSubject(type.kind, record.id)
  const targets = targetsOf(type, record.priority, sla)
  const known = await changeTargets(tx, context, subject, termsOf(targets))
  const metrics = new Set(known.map(({ metric }) => metric))
  const added = new Map([...targets].filter(([metric]) => !metrics.has(metric) && isOpenIn(type, metric, record.state)))
  await startClocks(tx, context, startsOf(subject, record.openedAt, added))
  if (added.size > 0) await moveClocks(tx, context, subject, (each) => movesFor(type, each, type.initial, record.state))
  for (const [metric, target] of Object.entries(sla ?? {})) {
    if (target === null && metrics.has(metric)) await cancelClock(tx, context, subject, metric)
  }
  return clocksOf(tx, context, [subject])
}

function isOpenIn<S extends CaseShape>(type: CaseType<S>, metric: S['metric'], state: S['state']): boolean {
  const standing = standingIn(type, metric, state)
  return standing === 'running' || standing === 'paused'
}
