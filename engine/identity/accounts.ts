import { newId, type Context, type Locale } from '#engine/kernel'
import { sql, violates, type Database, type Tx } from '#engine/store'
import { identityRefusals } from './errors.ts'
import { hashPassword } from './password.ts'

/** All that the roles allow, or of that only the work of the own teams (see `Actor.onlyTeams`). */
export type Sees = 'everything' | 'own_teams'

export interface UserAccount {
  readonly userId: string
  readonly login: string
  readonly name: string
  readonly email: string | null
  readonly locale: Locale
  readonly roles: readonly string[]
  readonly customerId: string | null
  readonly teamIds: readonly string[]
  readonly sees: Sees
  readonly disabledAt: string | null
  /** False until an invitation is accepted, and for those who sign in elsewhere. */
  readonly hasPassword: boolean
  readonly hasSecondFactor: boolean
  /** For when the authenticator app is lost. */
  readonly recoveryCodesLeft: number
  readonly version: number
}

export interface NewUser {
  readonly userId?: string
  readonly login: string
  readonly name: string
  readonly email?: string | undefined
  readonly locale?: Locale | undefined
  readonly roles: readonly string[]
  readonly customerId?: string | undefined
  /** Everything when absent. */
  readonly sees?: Sees | undefined
  /** Absent for users who sign in elsewhere or are still to accept an invitation. */
  readonly password?: string
  readonly demoFace?: string
}

const COLUMNS =
  sql.raw(`u.user_id as "userId", u.login, u.name, u.email, u.locale, u.roles, u.customer_id as "customerId",
  u.sees, u.disabled_at as "disabledAt", u.password_hash is not null as "hasPassword",
  u.totp_confirmed_at is not null as "hasSecondFactor", cardinality(u.recovery_hashes) as "recoveryCodesLeft", u.version,
  array(select m.team_id from engine.team_member m where m.tenant_id = u.tenant_id and m.user_id = u.user_id) as "teamIds"`)

export async function createUser(tx: Tx, context: Pick<Context, 'tenantId'>, user: NewUser): Promise<string> {
  const userId = user.userId ?? newId()
  const passwordHash = user.password === undefined ? null : await hashPassword(user.password)
  try {
    await tx.run(sql`
      insert into engine.user_account
        (tenant_id, user_id, login, name, email, locale, roles, customer_id, sees, password_hash, demo_face)
      values (${context.tenantId}, ${userId}, ${user.login.toLowerCase()}, ${user.name}, ${user.email ?? null},
        ${user.locale ?? 'zh-CN'}, ${[...user.roles]}, ${user.customerId ?? null},
        ${user.sees ?? 'everything'}, ${passwordHash}, ${user.demoFace ?? null})`)
  } catch (error) {
    if (violates(error, 'user_account_tenant_id_login_key')) throw identityRefusals.loginTaken({ login: user.login })
    throw error
  }
  return userId
}

export function findUser(tx: Tx, tenantId: string, userId: string): Promise<UserAccount | undefined> {
  return tx.find(sql<UserAccount>`
    select ${COLUMNS} from engine.user_account u where u.tenant_id = ${tenantId} and u.user_id = ${userId}`)
}

export function listUsers(database: Database, context: Context): Promise<UserAccount[]> {
  return database.withTenant(context, (tx) =>
    tx.all(
      sql<UserAccount>`select ${COLUMNS} from engine.user_account u order by u.name collate "zh-x-icu", u.user_id`,
    ),
  )
}

export async function createTeam(
  tx: Tx,
  context: Pick<Context, 'tenantId'>,
  name: string,
  members: readonly string[],
): Promise<string> {
  const teamId = newId()
  await tx.run(sql`insert into engine.team (tenant_id, team_id, name) values (${context.tenantId}, ${teamId}, ${name})`)
  await tx.run(sql`
    insert into engine.team_member (tenant_id, team_id, user_id)
    select ${context.tenantId}, ${teamId}, m from unnest(${[...members]}::uuid[]) as x (m)`)
  return teamId
}
