import { clock, type Context } from '#engine/kernel'
import { moveClocks, type SlaClock } from '#engine/calendar'
import { sql, type Tx } from '#engine/store'
import type { CaseShape, CaseType } from './case-type.ts'
import { caseworkRefusals } from './errors.ts'
import { earliestDue } from './promises.ts'
import { mayTouch } from './scope.ts'
import { caseSubject } from './subject.ts'

/**
 * A promise is fulfilled although the state stays, for example by a first answer; answers its clock, if there is one.
 * `at` (RFC 3339) is when it really happened. Fulfilled twice is fulfilled once.
 */
export async function stopMetric<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  id: string,
  metric: S['metric'],
  at?: string,
): Promise<SlaClock | undefined> {
  const found = await tx.find(sql`
    select c.id from engine.case c where ${mayTouch(context)} and c.id = ${id} and c.kind = ${type.kind} for update`)
  if (!found) throw caseworkRefusals.caseNotFound({ id })
  const atMs = at === undefined ? clock.ms() : Date.parse(at)
  const stops = (held: SlaClock) => (held.metric === metric ? (['stop'] as const) : [])
  const clocks = await moveClocks(tx, context, caseSubject(type.kind, id), stops, atMs)
  const dueAt = earliestDue(clocks)
  await tx.run(sql`
    update engine.case set due_at = ${dueAt}::timestamptz
    where tenant_id = ${context.tenantId} and id = ${id} and due_at is distinct from ${dueAt}::timestamptz`)
  return clocks.find((each) => each.metric === metric)
}
