import { newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { deliveryRefusals } from '../errors.ts'

export interface Milestone {
  readonly milestoneId: string
  readonly title: string
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly dueOn: string
  readonly reachedOn: string | null
  readonly version: number
}

export interface NewMilestone {
  readonly title: string
  readonly dueOn: string
  readonly ownerId?: string | null | undefined
}

/** What is absent stays. */
export interface MilestoneChanges {
  readonly title?: string | undefined
  readonly dueOn?: string | undefined
  readonly ownerId?: string | null | undefined
  readonly reachedOn?: string | null | undefined
}

/** In the order of the plan. */
export function milestonesOf(tx: Tx, projectId: string): Promise<Milestone[]> {
  return tx.all(sql<Milestone>`
    select m.milestone_id as "milestoneId", m.title, m.owner_id as "ownerId", u.name as "ownerName", m.due_on as "dueOn",
      m.reached_on as "reachedOn", m.version
    from delivery.milestone m
    left join engine.user_account u on u.tenant_id = m.tenant_id and u.user_id = m.owner_id
    where m.project_id = ${projectId} order by m.position, m.milestone_id`)
}

export async function addMilestone(
  tx: Tx,
  { tenantId }: Context,
  projectId: string,
  { title, dueOn, ownerId = null }: NewMilestone,
): Promise<void> {
  await tx.run(sql`
    insert into delivery.milestone (tenant_id, milestone_id, project_id, position, title, owner_id, due_on)
    select ${tenantId}, ${newId()}, ${projectId}, coalesce(max(position), 0) + 1, ${title}, ${ownerId}, ${dueOn}
    from delivery.milestone where project_id = ${projectId}`)
}

export async function changeMilestone(
  tx: Tx,
  projectId: string,
  milestoneId: string,
  { title, dueOn, ownerId, reachedOn }: MilestoneChanges,
): Promise<void> {
  const changed = await tx.run(sql`
    update delivery.milestone set title = coalesce(${title ?? null}, title),
      due_on = coalesce(${dueOn ?? null}::date, due_on),
      owner_id = case when ${ownerId === undefined} then owner_id else ${ownerId ?? null}::uuid end,
      reached_on = case when ${reachedOn === undefined} then reached_on else ${reachedOn ?? null}::date end,
      version = version + 1
    where project_id = ${projectId} and milestone_id = ${milestoneId}`)
  if (changed === 0) throw deliveryRefusals.milestoneNotFound()
}

/** How far a plan is: what is reached, and what comes next. */
export interface Progress {
  readonly reached: number
  readonly total: number
  readonly nextTitle: string | null
  readonly nextDueOn: string | null
}

const NOTHING: Progress = { reached: 0, total: 0, nextTitle: null, nextDueOn: null }

/** For a whole page of projects in one question. */
export async function progressOf(tx: Tx, projectIds: readonly string[]): Promise<(projectId: string) => Progress> {
  const rows = await tx.all(sql<Progress & { projectId: string }>`
    select project_id as "projectId", count(reached_on)::int as reached, count(*)::int as total,
      (array_agg(title order by due_on, position) filter (where reached_on is null))[1] as "nextTitle",
      min(due_on) filter (where reached_on is null) as "nextDueOn"
    from delivery.milestone where project_id = any(${[...projectIds]}::uuid[]) group by project_id`)
  const byProject = new Map(rows.map(({ projectId, ...progress }) => [projectId, progress]))
  return (projectId) => byProject.get(projectId) ?? NOTHING
}
