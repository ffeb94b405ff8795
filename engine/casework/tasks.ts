import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { CaseTask } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { appendEntry, holdCase } from './case-store.ts'
import { caseworkRefusals } from './errors.ts'
import { mayTouch } from './scope.ts'

/** Steps within a case. The case counts its open ones, so that a guard can ask for none. */

export interface NewTask {
  readonly title: string
  readonly assigneeId?: string | null | undefined
  readonly teamId?: string | null | undefined
  readonly dueAt?: string | null | undefined
}

const TASK = sql.raw(`t.id, t.case_id as "caseId", t.title, t.assignee_id as "assigneeId", t.team_id as "teamId",
  t.due_at as "dueAt", t.position, t.done_at as "doneAt", t.done_by as "doneBy", t.version`)

export async function addTask<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { title, assigneeId = null, teamId = null, dueAt = null }: NewTask,
): Promise<CaseTask> {
  await held(tx, context, type, caseId)
  const task = await tx.one(sql<CaseTask>`
    insert into engine.case_task as t (tenant_id, id, case_id, title, assignee_id, team_id, due_at, position)
    values (${context.tenantId}, ${newId()}, ${caseId}, ${title}, ${assigneeId}, ${teamId}, ${dueAt}, (
      select coalesce(max(position), 0) + 1 from engine.case_task
      where tenant_id = ${context.tenantId} and case_id = ${caseId}))
    returning ${TASK}`)
  await tell(tx, context, type, task, { change: 'added', openTasks: 1 })
  return task
}

export function completeTask<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  taskId: string,
): Promise<CaseTask> {
  return setDone(tx, context, type, { caseId, taskId, done: true })
}

export function reopenTask<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  taskId: string,
): Promise<CaseTask> {
  return setDone(tx, context, type, { caseId, taskId, done: false })
}

export async function removeTask<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  taskId: string,
): Promise<void> {
  await held(tx, context, type, caseId)
  const task = await tx.find(sql<CaseTask>`
    delete from engine.case_task t
    where t.tenant_id = ${context.tenantId} and t.case_id = ${caseId} and t.id = ${taskId} returning ${TASK}`)
  if (!task) throw caseworkRefusals.taskNotFound({ id: taskId })
  await tell(tx, context, type, task, { change: 'removed', openTasks: task.doneAt === null ? -1 : 0 })
}

export function tasksOf(tx: Tx, context: Context, caseIds: readonly string[]): Promise<CaseTask[]> {
  return tx.all(sql<CaseTask>`
    select ${TASK} from engine.case_task t
    join engine.case c on c.tenant_id = t.tenant_id and c.id = t.case_id
    where ${mayTouch(context)} and t.case_id = any(${caseIds}::uuid[]) order by t.case_id, t.position, t.id`)
}

interface Done {
  readonly caseId: string
  readonly taskId: string
  readonly done: boolean
}

/** Done twice is done once. */
async function setDone<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  { caseId, taskId, done }: Done,
): Promise<CaseTask> {
  await held(tx, context, type, caseId)
  const before = await tx.find(sql<CaseTask>`
    select ${TASK} from engine.case_task t
    where t.tenant_id = ${context.tenantId} and t.case_id = ${caseId} and t.id = ${taskId}`)
  if (!before) throw caseworkRefusals.taskNotFound({ id: taskId })
  if ((before.doneAt !== null) === done) return before
  const task = await tx.one(sql<CaseTask>`
    update engine.case_task t set done_at = ${done ? clock.date() : null}, done_by = ${done ? context.actor.id : null},
      version = t.version + 1
    where t.tenant_id = ${context.tenantId} and t.id = ${taskId} returning ${TASK}`)
  await tell(tx, context, type, task, { change: done ? 'completed' : 'reopened', openTasks: done ? -1 : 1 })
  return task
}

async function held<S extends CaseShape>(tx: Tx, context: Context, type: CaseType<S>, caseId: string): Promise<void> {
  if (!(await holdCase(tx, context, type, caseId))) throw caseworkRefusals.caseNotFound({ id: caseId })
}

async function tell(
  tx: Tx,
  context: Context,
  { kind }: CaseType,
  { id: taskId, caseId, title }: CaseTask,
  { change, openTasks }: { change: string; openTasks: number },
): Promise<void> {
  const entry = { kind: 'task', data: { taskId, title, change }, internal: true } as const
  await appendEntry(tx, context, { kind, caseId }, entry, { openTasks })
}
