import { clock, type Context } from '#engine/kernel'
import { workloadOf, type Candidate } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { WORKING_ROLES } from '../incident/names.ts'

/** Somebody who may work on incidents, with what he can and has. */
export interface Responder extends Candidate {
  readonly name: string
  readonly teamIds: readonly string[]
}

export interface ResponderSettings {
  readonly skills: Readonly<Record<string, number>>
  readonly capacity: number
  readonly available: boolean
}

const USUAL_CAPACITY = 12

/** Of one team, or everybody; by name. */
export async function respondersOf(tx: Tx, context: Context, teamId: string | null): Promise<Responder[]> {
  const { tenantId } = context
  const rows = await tx.all(sql<Omit<Responder, 'openCases' | 'lastAssignedAt'> & { lastAssignedAt: string | null }>`
    select u.user_id as id, u.name, coalesce(r.skills, '{}') as skills, coalesce(r.capacity, ${USUAL_CAPACITY})::int as capacity,
      coalesce(r.available, true) as available, r.last_assigned_at as "lastAssignedAt",
      array(select m.team_id from engine.team_member m
        where m.tenant_id = u.tenant_id and m.user_id = u.user_id) as "teamIds"
    from engine.user_account u
    left join desk.responder r on r.tenant_id = u.tenant_id and r.user_id = u.user_id
    where u.tenant_id = ${tenantId} and u.disabled_at is null and u.customer_id is null
      and u.roles && ${WORKING_ROLES}::text[]
      and (${teamId}::uuid is null or exists (
        select from engine.team_member m
        where m.tenant_id = u.tenant_id and m.user_id = u.user_id and m.team_id = ${teamId}))
    order by u.name collate "zh-x-icu", u.user_id`)
  const loads = await workloadOf(
    tx,
    context,
    rows.map(({ id }) => id),
  )
  return rows.map(({ lastAssignedAt, ...row }) => ({
    ...row,
    openCases: loads.get(row.id) ?? 0,
    lastAssignedAt: lastAssignedAt ?? undefined,
  }))
}

export async function saveResponder(
  tx: Tx,
  { tenantId }: Context,
  userId: string,
  { skills, capacity, available }: ResponderSettings,
): Promise<void> {
  await tx.run(sql`
    insert into desk.responder (tenant_id, user_id, skills, capacity, available)
    values (${tenantId}, ${userId}, ${JSON.stringify(skills)}, ${capacity}, ${available})
    on conflict (tenant_id, user_id) do update set skills = excluded.skills, capacity = excluded.capacity,
      available = excluded.available`)
}

/** Whoever waited longest comes first among equals. */
export async function noteAssigned(tx: Tx, { tenantId }: Context, userId: string): Promise<void> {
  await tx.run(sql`
    insert into desk.responder (tenant_id, user_id, capacity, last_assigned_at)
    values (${tenantId}, ${userId}, ${USUAL_CAPACITY}, ${clock.date()})
    on conflict (tenant_id, user_id) do update set last_assigned_at = excluded.last_assigned_at`)
}
