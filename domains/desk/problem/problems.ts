import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import {
  casesLinkedTo,
  editCase,
  getCase,
  linkCase,
  openCase,
  possibleActs,
  transition,
  type CaseRecord,
  type CaseShapeOf,
  type Move,
  type PossibleAct,
} from '#engine/casework'
import type { Tx } from '#engine/store'
import { problemChanged, problemOpened } from '../events.ts'
import { incidentCase } from '../incident/incident-type.ts'
import { nameIncidents, type NamedIncident } from '../incident/names.ts'
import { problemCase } from './problem-type.ts'

export type ProblemShape = CaseShapeOf<typeof problemCase>
export type Problem = CaseRecord<ProblemShape>

export type ProblemMove = Move<ProblemShape>

/** A problem with the incidents that it is behind, and what may be done now. */
export interface ProblemDetail {
  readonly problem: Problem
  readonly incidents: readonly NamedIncident[]
  readonly acts: readonly PossibleAct[]
}

export interface NewProblem {
  readonly subject: string
  readonly pattern?: string | undefined
  readonly description?: string | undefined
  readonly priority?: ProblemShape['priority'] | undefined
  readonly incidentIds: readonly string[]
  readonly source?: string | undefined
}

/** Opens a problem and ties the incidents to it that have something in common. */
export async function openProblem(tx: Tx, context: Context, asked: NewProblem): Promise<Problem> {
  const { description, pattern } = asked
  const { record, isNew } = await openCase(tx, context, problemCase, {
    subject: asked.subject,
    priority: asked.priority,
    source: asked.source,
    text: description,
    fields: { ...(description === undefined ? {} : { description }), ...(pattern === undefined ? {} : { pattern }) },
  })
  if (!isNew) return record
  for (const incidentId of asked.incidentIds) {
    await linkCase(tx, context, problemCase, record.id, { relation: 'incident', ref: `desk.incident:${incidentId}` })
    await linkCase(tx, context, incidentCase, incidentId, { relation: 'problem', ref: `desk.problem:${record.id}` })
    await editCase(tx, context, incidentCase, incidentId, { fields: { problemId: record.id } })
  }
  await emit(tx, context, problemOpened, { problemId: record.id, number: record.number, subject: record.subject })
  return record
}

export async function describeProblem(tx: Tx, context: Context, id: string): Promise<ProblemDetail> {
  const problem = await getCase(tx, context, problemCase, id)
  const incidents = await casesLinkedTo(tx, context, incidentCase, `desk.problem:${id}`)
  return { problem, incidents: await nameIncidents(tx, context, incidents), acts: possibleActs(problemCase, problem) }
}

/** Investigate, know (root cause and workaround), solve (root cause and solution), reopen, close; and tells it. */
export async function actOnProblem(tx: Tx, context: Context, id: string, move: ProblemMove): Promise<Problem> {
  const { record, isNew } = await transition(tx, context, problemCase, id, move)
  if (isNew) {
    const { number, state } = record
    await emit(tx, context, problemChanged, { problemId: id, number, state, act: move.act })
  }
  return record
}
