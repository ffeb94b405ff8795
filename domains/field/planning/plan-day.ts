import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { planVisits, readProblem } from '../planner/index.ts'
import { readDay } from './day.ts'
import { changesOf, type DraftSummary, type VisitChange } from './draft.ts'
import { problemOf } from './problem.ts'

export interface PlanDraft {
  readonly draftId: string
  readonly day: string
  readonly changes: readonly VisitChange[]
  readonly summary: DraftSummary
}

export interface PlanOptions {
  /** Thinking time; a draft for one urgent visit needs less than a morning's plan. */
  readonly seconds: number
  readonly seed?: number
}

/** A plan as it was made, and whether it was published since. */
export async function readDraft(tx: Tx, draftId: string): Promise<PlanDraft & { readonly published: boolean }> {
  const draft = await tx.find(sql<PlanDraft & { published: boolean }>`
    select draft_id as "draftId", day, changes, summary, state = 'published' as published
    from field.plan_draft where draft_id = ${draftId}`)
  if (!draft) throw fieldRefusals.draftNotFound()
  return draft
}

/** Makes a plan for a day and keeps it as a draft: nothing is held and nobody is promised anything until it is published. */
export async function planDay(
  database: Database,
  context: Context,
  date: string,
  options: PlanOptions,
): Promise<PlanDraft> {
  const day = await database.withTenant(context, (tx) => readDay(tx, context, date))
  if (day.lanes.length === 0) throw fieldRefusals.noTechnicianOnDuty({ day: date })
  const problem = problemOf(day)
  const plan = await planVisits(readProblem(problem.input), options)
  const { changes, summary } = changesOf(day, problem, plan)
  const draftId = newId()
  await database.withTenant(context, (tx) =>
    tx.run(sql`
      insert into field.plan_draft (tenant_id, draft_id, day, changes, summary, created_by, created_at)
      values (${context.tenantId}, ${draftId}, ${date}::date, ${JSON.stringify(changes)}, ${JSON.stringify(summary)},
        ${context.actor.name}, ${clock.date()})`),
  )
  return { draftId, day: date, changes, summary }
}
