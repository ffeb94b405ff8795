import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { editCase, linkCase, openCase, type CaseRecord, type CaseShapeOf } from '#engine/casework'
import type { Tx } from '#engine/store'
import { problemOpened } from '../events.ts'
import { incidentCase } from '../incident/incident-type.ts'
import { problemCase } from './problem-type.ts'

export type ProblemShape = CaseShapeOf<typeof problemCase>
export type Problem = CaseRecord<ProblemShape>

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
