import { clock, type Context } from '#engine/kernel'
import { importCases, type ImportedCase } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import type { ProblemShape } from './problem/problems.ts'
import { problemCase } from './problem/problem-type.ts'

/** A problem with a past, for the demo company: written at once and told to nobody. */
export interface DemoProblem {
  readonly subject: string
  readonly pattern: string
  readonly description: string
  readonly priority: ProblemShape['priority']
  readonly by: { readonly id: string; readonly name: string }
  readonly openedAt: string
  readonly steps: readonly DemoStep[]
  /** The subject of the incidents that it is behind, and how many of the latest are tied to it. */
  readonly about: string
  readonly incidents: number
}

interface DemoStep {
  readonly act: ProblemShape['act']
  readonly at: string
  readonly text?: string
  readonly fields?: Partial<Record<'rootCause' | 'workaround' | 'solution', string>>
}

export async function seedProblems(tx: Tx, context: Context, problems: readonly DemoProblem[]): Promise<void> {
  const made = await importCases(tx, context, problemCase, problems.map(caseOf))
  for (const [n, { id }] of made.entries()) await tieIncidents(tx, context, id, problems[n]!)
}

function caseOf(problem: DemoProblem): ImportedCase<ProblemShape> {
  const { subject, pattern, description, priority, by, openedAt, steps } = problem
  const actor = { kind: 'user' as const, ...by }
  const walked = steps.reduce(walk, { state: problemCase.initial as ProblemShape['state'], entries: [] as Walked[] })
  const first = { kind: 'state' as const, actor, at: openedAt, text: description, data: { act: 'open', to: 'open' } }
  return {
    subject,
    priority,
    state: walked.state,
    fields: Object.assign({ pattern, description }, ...steps.map(({ fields }) => fields)),
    assigneeId: by.id,
    openedAt,
    ...endsOf(steps),
    entries: [first, ...walked.entries.map((entry) => ({ kind: 'state' as const, actor, ...entry }))],
  }
}

interface Walked {
  readonly at: string
  readonly text?: string | undefined
  readonly data: object
}

function walk({ state, entries }: { state: ProblemShape['state']; entries: Walked[] }, step: DemoStep) {
  const { to } = problemCase.rulesFrom(state).find(({ act }) => act === step.act)!
  const told = Object.entries(step.fields ?? {}).map(([name, after]) => [`fields.${name}`, { before: null, after }])
  const data = { act: step.act, from: state, to, ...(told.length > 0 && { changes: Object.fromEntries(told) }) }
  return { state: to, entries: [...entries, { at: step.at, text: step.text, data }] }
}

function endsOf(steps: readonly DemoStep[]): { doneAt?: string; closedAt?: string } {
  const solved = steps.find(({ act }) => act === 'solve')
  const closed = steps.find(({ act }) => act === 'close')
  return { ...(solved && { doneAt: solved.at }), ...(closed && { closedAt: closed.at }) }
}

async function tieIncidents(
  tx: Tx,
  { tenantId }: Context,
  id: string,
  { about, incidents }: DemoProblem,
): Promise<void> {
  await tx.run(sql`
    with behind as (
      select c.id from engine.case c
      where c.tenant_id = ${tenantId} and c.kind = 'desk.incident' and c.subject = ${about}
      order by c.opened_at desc limit ${incidents}),
    told as (
      update engine.case c set data = c.data || jsonb_build_object('problemId', ${id}::text)
      from behind where c.tenant_id = ${tenantId} and c.id = behind.id)
    insert into engine.case_link (tenant_id, case_id, relation, ref, created_at)
    select ${tenantId}::uuid, ${id}::uuid, 'incident', 'desk.incident:' || behind.id, ${clock.date()}::timestamptz from behind
    union all
    select ${tenantId}::uuid, behind.id, 'problem', ${`desk.problem:${id}`}, ${clock.date()}::timestamptz from behind`)
}
