import type { Context } from '#engine/kernel'
import type { Database } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { planVisits, readProblem } from '../planner/index.ts'
import { readDay, type Day } from './day.ts'
import { changesOf, summaryOf, type VisitChange } from './draft.ts'
import { changesSoFar, keepDraft, type PlanDraft } from './drafts.ts'
import { problemOf } from './problem.ts'

export interface PlanOptions {
  /** Thinking time; a draft for one urgent visit needs less than a morning's plan. */
  readonly seconds: number
  readonly seed?: number
  /** The draft on the board: what was moved by hand in it stays where it was put. */
  readonly draftId?: string
}

/** Makes a plan for a day and keeps it as a draft: nothing is held and nobody is promised anything until it is published. */
export async function planDay(
  database: Database,
  context: Context,
  date: string,
  { draftId, ...options }: PlanOptions,
): Promise<PlanDraft> {
  const { day, before } = await database.withTenant(context, async (tx) => ({
    day: await readDay(tx, context, date),
    before: await changesSoFar(tx, context, date, draftId),
  }))
  if (day.lanes.length === 0) throw fieldRefusals.noTechnicianOnDuty({ day: date })
  const handmade = before?.changes.filter(({ byHand }) => byHand) ?? []
  const problem = problemOf({ ...day, visits: withPut(day, handmade) })
  const plan = await planVisits(readProblem(problem.input), options)
  const changes = changesOf(day, problem, plan, handmade)
  const unplanned = plan.unassigned
    .map(({ id }) => problem.visits[id]!)
    .map(({ visitId, number }) => ({ visitId, number }))
  const summary = summaryOf(day, changes, unplanned)
  return database.withTenant(context, (tx) => keepDraft(tx, context, { day: date, changes, summary }))
}

/** Visits as if what was put by hand were already so, and locked. */
function withPut({ visits }: Day, handmade: readonly VisitChange[]): Day['visits'] {
  const put = new Map(handmade.map((change) => [change.visitId, change]))
  return visits.map((visit) => {
    const change = put.get(visit.visitId)
    if (!change) return visit
    const { technicianId, startsAt, endsAt } = change
    return { ...visit, technicianId, startsAt, endsAt, locked: true }
  })
}
