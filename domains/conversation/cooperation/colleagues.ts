/** Whom an agent can ask for help: people of every department who may read conversations, and their teams. */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { READERS } from '../policy.ts'

export interface Colleagues {
  readonly people: readonly { readonly userId: string; readonly name: string; readonly roles: readonly string[] }[]
  readonly teams: readonly { readonly teamId: string; readonly name: string; readonly members: number }[]
}

/** Several people and whole teams. */
export interface Invited {
  readonly userIds: readonly string[]
  readonly teamIds: readonly string[]
}

export async function listColleagues(tx: Tx, { tenantId }: Context): Promise<Colleagues> {
  const people = await tx.all(sql<Colleagues['people'][number]>`
    select u.user_id as "userId", u.name, u.roles from engine.user_account u
    where u.tenant_id = ${tenantId} and ${canRead}
    order by u.name collate "zh-x-icu", u.user_id limit 1000`)
  const teams = await tx.all(sql<Colleagues['teams'][number]>`
    select t.team_id as "teamId", t.name, count(*)::int as members from engine.team t
    join engine.team_member m on m.tenant_id = t.tenant_id and m.team_id = t.team_id
    join engine.user_account u on u.tenant_id = m.tenant_id and u.user_id = m.user_id and ${canRead}
    where t.tenant_id = ${tenantId} group by t.team_id, t.name
    order by t.name collate "zh-x-icu", t.team_id limit 200`)
  return { people, teams }
}

/** Everybody who is meant; who may not read conversations is left out. */
export async function membersOf(tx: Tx, { tenantId }: Context, { userIds, teamIds }: Invited): Promise<string[]> {
  const rows = await tx.all(sql<{ userId: string }>`
    select u.user_id as "userId" from engine.user_account u
    where u.tenant_id = ${tenantId} and ${canRead} and (u.user_id = any(${[...userIds]}::uuid[]) or exists (
      select from engine.team_member m where m.tenant_id = u.tenant_id and m.user_id = u.user_id
        and m.team_id = any(${[...teamIds]}::uuid[])))`)
  return rows.map(({ userId }) => userId)
}

const canRead = sql`u.customer_id is null and u.disabled_at is null and u.roles && ${[...READERS]}::text[]`
