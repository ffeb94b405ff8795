import { clock, type Context } from '#engine/kernel'
import { moveClocks, type SlaClock } from '#engine/calendar'
import { sql, type Tx } from '#engine/store'
import type { CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType, StateGroup, TransitionRule } from './case-type.ts'
import { holdCase, updateCase } from './case-store.ts'
import { changesBetween } from './changes.ts'
import type { Move, Moved } from './commands.ts'
import { caseworkRefusals, versionConflict } from './errors.ts'
import { fieldsForAct, mergedFields } from './fields.ts'
import { earliestDue, movesFor, movesNothing } from './promises.ts'
import { caseSubject } from './subject.ts'
import { utcText } from './utc-text.ts'

/**
 * Performs an act: the case goes to another state, its clocks stop, pause or go on, the timeline tells it.
 * Refuses an act that the state does not know (409), another version (412), empty or wrong fields (422, every one),
 * and what the rule's guard refuses.
 */
export async function transition<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
  move: Move<S>,
): Promise<Moved<S>> {
  const [held, repeated] = await Promise.all([holdCase(tx, context, type, id), moveOfSource(tx, context, id, move)])
  if (!held) throw caseworkRefusals.caseNotFound({ id })
  if (repeated) return { record: held, from: repeated.from, isNew: false }
  if (move.expectedVersion !== undefined && move.expectedVersion !== held.version) throw versionConflict()
  const rule = ruleFor(type, held, move.act)
  const next = nextOf(type, rule, held, move)
  const refusal = rule.guard?.(next, context)
  if (refusal) throw refusal
  const dueAt = await movePromises(tx, context, type, { held, next, at: move.at })
  const record = await updateCase(
    tx,
    context,
    { ...next, dueAt },
    {
      kind: 'state',
      text: move.text,
      data: { act: move.act, from: held.state, to: next.state, ...changesBetween(held, next) },
      internal: move.internal ?? false,
      source: move.source,
    },
  )
  return { record: record as CaseRecord<S>, from: held.state, isNew: true }
}

function ruleFor<S extends CaseShape>(type: CaseType<S>, held: CaseRecord<S>, act: string): TransitionRule<S> {
  const rule = type.rulesFrom(held.state).find((each) => each.act === act)
  if (!rule) throw caseworkRefusals.actNotPossible({ act, state: held.state, number: held.number })
  return rule as TransitionRule<S>
}

function nextOf<S extends CaseShape>(
  type: CaseType<S>,
  rule: TransitionRule<S>,
  held: CaseRecord<S>,
  { fields, teamId = held.teamId, assigneeId = held.assigneeId, at }: Move<S>,
): CaseRecord<S> {
  const stateGroup = type.states[rule.to]
  const merged = mergedFields(type, held.fields, fields) as typeof held.fields
  const moments = momentsIn(stateGroup, held, at === undefined ? clock.iso() : utcText(at))
  const next = { ...held, ...moments, state: rule.to, stateGroup, teamId, assigneeId, fields: merged }
  return { ...next, fields: fieldsForAct(type, rule, next) }
}

/** A case that is opened again was never done. */
function momentsIn(
  group: StateGroup,
  { doneAt, closedAt }: CaseRecord,
  now: string,
): Pick<CaseRecord, 'doneAt' | 'closedAt'> {
  if (group === 'open') return { doneAt: null, closedAt: null }
  if (group === 'done') return { doneAt: doneAt ?? now, closedAt: null }
  return { doneAt: doneAt ?? now, closedAt: closedAt ?? now }
}

async function movePromises<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  { held, next, at }: { held: CaseRecord<S>; next: CaseRecord<S>; at: string | undefined },
): Promise<string | null> {
  if (movesNothing(type, held.state, next.state)) return held.dueAt
  const moves = (each: SlaClock) => movesFor(type, each, held.state, next.state)
  const atMs = at === undefined ? clock.ms() : Date.parse(at)
  return earliestDue(await moveClocks(tx, context, caseSubject(type.kind, held.id), moves, atMs))
}

/** What a source has done to this case before. */
async function moveOfSource<S extends CaseShape>(
  tx: Tx,
  { tenantId }: Context,
  caseId: string,
  { source }: Move<S>,
): Promise<{ from: S['state'] } | undefined> {
  if (source === undefined) return undefined
  return tx.find(sql<{ from: S['state'] }>`
    select data->>'from' as "from" from engine.case_entry
    where tenant_id = ${tenantId} and case_id = ${caseId} and source = ${source}`)
}
