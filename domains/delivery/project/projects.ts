import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { getCase, openCase, transition, type CaseRecord, type CaseShapeOf, type Move } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { deliveryRefusals } from '../errors.ts'
import { projectChanged } from '../events.ts'
import type { ProjectFields } from './fields.ts'
import { addMilestone } from './milestones.ts'
import { projectCase } from './project-type.ts'

export type ProjectShape = CaseShapeOf<typeof projectCase>
export type Project = CaseRecord<ProjectShape>
export type ProjectMove = Move<ProjectShape>

export interface NewProject {
  readonly subject: string
  readonly customerId: string
  readonly ownerId?: string | undefined
  readonly fields: ProjectFields
  readonly milestones?:
    | readonly { readonly title: string; readonly dueOn: string; readonly ownerId?: string | undefined }[]
    | undefined
  /** Makes a repetition answer the project that is already there. */
  readonly source?: string | undefined
}

export async function openProject(tx: Tx, context: Context, asked: NewProject): Promise<Project> {
  const { record, isNew } = await openCase(tx, context, projectCase, {
    subject: asked.subject,
    customerId: asked.customerId,
    assigneeId: asked.ownerId ?? null,
    text: asked.fields.goal,
    fields: asked.fields,
    source: asked.source,
    ...(asked.fields.assessmentId === undefined
      ? {}
      : { links: [{ relation: 'assessment', ref: `delivery.assessment:${asked.fields.assessmentId}` }] }),
  })
  if (!isNew) return record
  for (const milestone of asked.milestones ?? []) await addMilestone(tx, context, record.id, milestone)
  await tellChange(tx, context, record, 'open')
  return record
}

/** What is signed can no longer be sent back or given up; it is handed over. */
export async function actOnProject(tx: Tx, context: Context, id: string, move: ProjectMove): Promise<Project> {
  if (move.act === 'mend' || move.act === 'cancel') await refuseSigned(tx, context, id)
  const { record, isNew } = await transition(tx, context, projectCase, id, move)
  if (isNew) await tellChange(tx, context, record, move.act)
  return record
}

async function refuseSigned(tx: Tx, context: Context, id: string): Promise<void> {
  const { number } = await getCase(tx, context, projectCase, id)
  const signed = await tx.find(sql`select from delivery.acceptance where project_id = ${id}`)
  if (signed) throw deliveryRefusals.acceptanceSigned({ number })
}

/** Pages that show the project read it again. */
export function tellChange(tx: Tx, context: Context, project: Project, act: string): Promise<void> {
  return emit(tx, context, projectChanged, { ...whoOf(project), state: project.state, act })
}

export function whoOf({ id, number, customerId }: Project): { projectId: string; number: string; customerId: string } {
  // A project is always somebody's; the column is free for other kinds of cases.
  return { projectId: id, number, customerId: customerId! }
}
