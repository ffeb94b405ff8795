import type { Context } from '#engine/kernel'
import { organisationsByIds } from '#engine/party'
import { sql, type Tx } from '#engine/store'
import { progressOf, type Progress } from './milestones.ts'
import type { Project } from './projects.ts'

/** A project as people read it: for whom, by whom, and how far. */
export type NamedProject = Project & {
  readonly customerName: string | null
  /** The name in the other language. */
  readonly customerAlias: string | null
  readonly ownerName: string | null
  readonly progress: Progress
}

export async function nameProjects(tx: Tx, context: Context, projects: readonly Project[]): Promise<NamedProject[]> {
  const owners = unique(projects.flatMap(({ assigneeId }) => assigneeId ?? []))
  const [customers, users, progress] = await Promise.all([
    organisationsByIds(tx, context, unique(projects.flatMap(({ customerId }) => customerId ?? []))),
    tx.all(sql<{ id: string; name: string }>`
      select user_id as id, name from engine.user_account where user_id = any(${owners}::uuid[])`),
    progressOf(
      tx,
      projects.map(({ id }) => id),
    ),
  ])
  const names = new Map([...customers, ...users].map(({ id, name }) => [id, name]))
  const aliases = new Map(customers.map(({ id, alias }) => [id, alias]))
  return projects.map((project) => ({
    ...project,
    customerName: names.get(project.customerId ?? '') ?? null,
    customerAlias: aliases.get(project.customerId ?? '') ?? null,
    ownerName: names.get(project.assigneeId ?? '') ?? null,
    progress: progress(project.id),
  }))
}

/** Who may own a project or a milestone: everybody of the company itself, by name. */
export function listOwners(tx: Tx): Promise<{ userId: string; name: string }[]> {
  return tx.all(sql<{ userId: string; name: string }>`
    select user_id as "userId", name from engine.user_account
    where disabled_at is null and customer_id is null
      and roles && array['service_manager', 'supervisor', 'dispatcher', 'technician', 'administrator']
    order by name collate "zh-x-icu", user_id`)
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}
