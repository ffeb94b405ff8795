import { newId, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, violates, type Database, type Tx } from '#engine/store'
import { accountRefusals } from './errors.ts'

export interface Team {
  readonly teamId: string
  readonly name: string
  readonly memberIds: readonly string[]
  readonly version: number
}

export type TeamDraft = Pick<Team, 'name' | 'memberIds'>

const COLUMNS = sql.raw(`t.team_id as "teamId", t.name, t.version,
  array(select m.user_id from engine.team_member m where m.tenant_id = t.tenant_id and m.team_id = t.team_id
    order by m.user_id) as "memberIds"`)

export function listTeams(database: Database, context: Context): Promise<Team[]> {
  return database.withTenant(context, (tx) =>
    tx.all(sql<Team>`select ${COLUMNS} from engine.team t order by t.name collate "zh-x-icu", t.team_id`),
  )
}

export function createTeam(database: Database, context: Context, draft: TeamDraft): Promise<Team> {
  const teamId = newId()
  return database.withTenant(context, async (tx) => {
    await named(
      draft,
      tx.run(sql`
        insert into engine.team (tenant_id, team_id, name) values (${context.tenantId}, ${teamId}, ${draft.name})`),
    )
    await setMembers(tx, context, teamId, draft.memberIds)
    await audit(tx, context, { action: 'engine.team.create', subject: `team:${teamId}`, after: draft })
    return readTeam(tx, context, teamId)
  })
}

export function changeTeam(
  database: Database,
  context: Context,
  teamId: string,
  draft: TeamDraft,
  expectedVersion: number | undefined,
): Promise<{ before: Team; after: Team }> {
  return database.withTenant(context, async (tx) => {
    const before = await lockTeam(tx, context, teamId)
    if (expectedVersion !== undefined && expectedVersion !== before.version) {
      throw new Refusal('engine.version-conflict', 412)
    }
    await named(
      draft,
      tx.run(sql`
        update engine.team set name = ${draft.name}, version = version + 1
        where tenant_id = ${context.tenantId} and team_id = ${teamId}`),
    )
    await setMembers(tx, context, teamId, draft.memberIds)
    const { name, memberIds } = before
    const change = { before: { name, memberIds }, after: draft }
    await audit(tx, context, { action: 'engine.team.change', subject: `team:${teamId}`, ...change })
    return { before, after: await readTeam(tx, context, teamId) }
  })
}

/** Answers the team as it was. */
export function removeTeam(database: Database, context: Context, teamId: string): Promise<Team> {
  return database.withTenant(context, async (tx) => {
    const team = await lockTeam(tx, context, teamId)
    const { name, memberIds } = team
    await tx.run(sql`delete from engine.team where tenant_id = ${context.tenantId} and team_id = ${teamId}`)
    const before = { name, memberIds }
    await audit(tx, context, { action: 'engine.team.remove', subject: `team:${teamId}`, before })
    return team
  })
}

/** Makes a user a member of exactly these teams. Refused: team-not-found. */
export async function joinTeams(
  tx: Tx,
  { tenantId }: Context,
  userId: string,
  teamIds: readonly string[],
): Promise<void> {
  await tx.run(sql`
    delete from engine.team_member
    where tenant_id = ${tenantId} and user_id = ${userId} and not team_id = any(${[...teamIds]}::uuid[])`)
  await known(
    tx.run(sql`
      insert into engine.team_member (tenant_id, team_id, user_id)
      select ${tenantId}, x.id, ${userId} from unnest(${[...teamIds]}::uuid[]) as x (id) on conflict do nothing`),
    accountRefusals.teamNotFound,
  )
}

async function setMembers(tx: Tx, { tenantId }: Context, teamId: string, memberIds: readonly string[]): Promise<void> {
  await tx.run(sql`delete from engine.team_member where tenant_id = ${tenantId} and team_id = ${teamId}`)
  await known(
    tx.run(sql`
      insert into engine.team_member (tenant_id, team_id, user_id)
      select distinct ${tenantId}::uuid, ${teamId}::uuid, x.id from unnest(${[...memberIds]}::uuid[]) as x (id)`),
    accountRefusals.unknownUsers,
  )
}

async function lockTeam(tx: Tx, context: Context, teamId: string): Promise<Team> {
  await tx.run(sql`
    select from engine.team where tenant_id = ${context.tenantId} and team_id = ${teamId} for update`)
  return readTeam(tx, context, teamId)
}

async function readTeam(tx: Tx, { tenantId }: Context, teamId: string): Promise<Team> {
  const team = await tx.find(sql<Team>`
    select ${COLUMNS} from engine.team t where t.tenant_id = ${tenantId} and t.team_id = ${teamId}`)
  if (!team) throw accountRefusals.teamNotFound()
  return team
}

async function named({ name }: TeamDraft, change: Promise<unknown>): Promise<void> {
  try {
    await change
  } catch (error) {
    if (violates(error, 'team_tenant_id_name_key')) throw accountRefusals.teamNameTaken({ name })
    throw error
  }
}

const MEMBER_KEYS = ['team_member_tenant_id_team_id_fkey', 'team_member_tenant_id_user_id_fkey']

async function known(change: Promise<unknown>, refusal: () => Refusal): Promise<void> {
  try {
    await change
  } catch (error) {
    if (MEMBER_KEYS.some((key) => violates(error, key))) throw refusal()
    throw error
  }
}
