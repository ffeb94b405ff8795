import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Database, type Tx } from '#engine/store'
import { storyMoved } from './events.ts'
import type { Numbers } from './numbers.ts'

/** What the steps have met, for those that follow and for the page. */
export interface StoryFacts {
  readonly deviceId?: string
  readonly personId?: string
  readonly customerId?: string
  readonly incidentId?: string
  readonly incidentNumber?: string
  readonly conversationId?: string
  readonly agentName?: string
  readonly visitId?: string
  readonly visitNumber?: string
  readonly technicianId?: string
  readonly technicianName?: string
  readonly confirmedMoved?: number
  readonly trackingUrl?: string
  readonly completedAt?: string
  readonly postedAt?: string
  readonly oldSerial?: string
  readonly newSerial?: string
  readonly certificate?: string
  readonly photoId?: string
  readonly signatureId?: string
  readonly agreementId?: string
  readonly invoiceId?: string
  readonly invoiceNumber?: string
  readonly problemId?: string
  readonly problemNumber?: string
  readonly linkedIncidents?: number
}

export interface StoryRun {
  readonly runId: string
  readonly number: number
  readonly facts: StoryFacts
  readonly startedAt: string
}

export interface StepRow {
  readonly step: number
  readonly state: 'running' | 'done' | 'failed'
  readonly startedAt: string
  readonly finishedAt: string | null
  readonly firstSeq: bigint
  readonly before: Numbers
  readonly after: Numbers | null
  readonly problem: string | null
}

export function currentRun(tx: Tx): Promise<StoryRun | undefined> {
  return tx.find(sql<StoryRun>`
    select run_id as "runId", number, facts, started_at as "startedAt" from flows.story_run
    order by number desc limit 1`)
}

/** A new playing; two at once begin the same one. */
export async function beginRun(tx: Tx, context: Context): Promise<StoryRun> {
  const number = ((await currentRun(tx))?.number ?? 0) + 1
  await tx.run(sql`
    insert into flows.story_run (tenant_id, run_id, number, started_at)
    values (${context.tenantId}, ${newId()}, ${number}, ${clock.date()}) on conflict do nothing`)
  await emit(tx, context, storyMoved, { step: 0, state: 'begun' })
  return (await currentRun(tx))!
}

export function stepsOf(tx: Tx, runId: string): Promise<StepRow[]> {
  return tx.all(sql<StepRow>`
    select step, state, started_at as "startedAt", finished_at as "finishedAt", first_seq as "firstSeq", before, after,
      problem
    from flows.story_step where run_id = ${runId} order by step`)
}

/** A step that was cut off begins again and keeps the numbers from before it. */
export async function beginStep(tx: Tx, context: Context, runId: string, step: number, before: Numbers): Promise<void> {
  await tx.run(sql`
    insert into flows.story_step (tenant_id, run_id, step, state, started_at, first_seq, before)
    values (${context.tenantId}, ${runId}, ${step}, 'running', ${clock.date()},
      (select coalesce(max(seq), 0) from engine.event where tenant_id = ${context.tenantId}), ${JSON.stringify(before)})
    on conflict (tenant_id, run_id, step) do update
      set state = 'running', started_at = excluded.started_at, finished_at = null, problem = null`)
  await emit(tx, context, storyMoved, { step, state: 'running' })
}

export async function endStep(
  tx: Tx,
  context: Context,
  { runId, step }: { runId: string; step: number },
  outcome: { readonly after: Numbers } | { readonly problem: string },
): Promise<void> {
  const [state, after, problem] =
    'after' in outcome ? ['done', JSON.stringify(outcome.after), null] : ['failed', null, outcome.problem]
  await tx.run(sql`
    update flows.story_step set state = ${state}, finished_at = ${clock.date()}, after = ${after}, problem = ${problem}
    where tenant_id = ${context.tenantId} and run_id = ${runId} and step = ${step}`)
  await emit(tx, context, storyMoved, { step, state: state! })
}

export async function rememberFacts(
  database: Database,
  context: Context,
  runId: string,
  facts: StoryFacts,
): Promise<void> {
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`
      update flows.story_run set facts = facts || ${JSON.stringify(facts)}::jsonb
      where tenant_id = ${context.tenantId} and run_id = ${runId}`)
    await emit(tx, context, storyMoved, { step: 0, state: 'met' })
  })
}
