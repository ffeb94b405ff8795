/** What an administrator does with accounts. Every change is in the trail with the fields before and after. */
import { clock, Refusal, type Context, type Locale } from '#engine/kernel'
import { audit } from '#engine/audit'
import { emit } from '#engine/events'
import { ADMINISTRATOR, assertRoles, createUser, findUser, identityRefusals } from '#engine/identity'
import type { Sees, UserAccount } from '#engine/identity'
import { sql, type Tx } from '#engine/store'
import { sendAccess, type Access } from '../access/send-access.ts'
import { voidLinks } from '../access/access-link.ts'
import { accountRefusals } from '../errors.ts'
import { userChanged } from '../events.ts'
import type { AccountParts } from '../parts.ts'
import { joinTeams } from '../teams.ts'
import { refuseLastAdministrator } from './last-administrator.ts'

export interface Invitation {
  readonly login: string
  readonly name: string
  readonly email?: string | undefined
  readonly locale: Locale
  readonly roles: readonly string[]
  readonly customerId?: string | undefined
  readonly teamIds: readonly string[]
  readonly sees?: Sees | undefined
}

export interface AccountChange {
  readonly name?: string | undefined
  readonly email?: string | null | undefined
  readonly locale?: Locale | undefined
  readonly roles?: readonly string[] | undefined
  readonly customerId?: string | null | undefined
  readonly teamIds?: readonly string[] | undefined
  readonly sees?: Sees | undefined
}

export async function inviteUser(
  parts: AccountParts,
  context: Context,
  invitation: Invitation,
): Promise<{ user: UserAccount; access: Access }> {
  assertRoles(parts.policies, invitation.roles, invitation.customerId)
  return parts.database.withTenant(context, async (tx) => {
    const userId = await createUser(tx, context, invitation)
    await joinTeams(tx, context, userId, invitation.teamIds)
    await audit(tx, context, { action: 'engine.user.invite', subject: `user:${userId}`, after: invitation })
    await emit(tx, context, userChanged, { userId, change: 'invited' as const })
    const user = await readUser(tx, context, userId)
    return { user, access: await sendAccess(tx, parts, context, user) }
  })
}

export async function changeUser(
  parts: AccountParts,
  context: Context,
  userId: string,
  change: AccountChange,
  expectedVersion: number | undefined,
): Promise<UserAccount> {
  const { before, after } = await parts.database.withTenant(context, async (tx) => {
    const before = await lockUser(tx, context, userId)
    if (expectedVersion !== undefined && expectedVersion !== before.version) {
      throw new Refusal('engine.version-conflict', 412)
    }
    const wanted = { ...before, ...given(change) }
    assertRoles(parts.policies, wanted.roles, wanted.customerId, before.roles)
    if (isAdministrator(before) && !isAdministrator(wanted)) {
      await refuseLastAdministrator(tx, context.tenantId, userId)
    }
    await storeUser(tx, context, wanted)
    if (change.teamIds) await joinTeams(tx, context, userId, change.teamIds)
    await tell(tx, context, 'changed', before, wanted)
    return { before, after: await readUser(tx, context, userId) }
  })
  if (reachesFurther(before, after)) await parts.sessions.revokeAll(context.tenantId, userId)
  else parts.sessions.forget([userId])
  return after
}

export async function disableUser(parts: AccountParts, context: Context, userId: string): Promise<UserAccount> {
  if (userId === context.actor.id) throw accountRefusals.ownAccount()
  const user = await parts.database.withTenant(context, async (tx) => {
    const before = await lockUser(tx, context, userId)
    if (before.disabledAt !== null) return before
    if (isAdministrator(before)) await refuseLastAdministrator(tx, context.tenantId, userId)
    await voidLinks(tx, context.tenantId, userId)
    return setDisabled(tx, context, before, clock.iso())
  })
  await parts.sessions.revokeAll(context.tenantId, userId)
  return user
}

export function enableUser({ database }: AccountParts, context: Context, userId: string): Promise<UserAccount> {
  return database.withTenant(context, async (tx) => {
    const before = await lockUser(tx, context, userId)
    return before.disabledAt === null ? before : setDisabled(tx, context, before, null)
  })
}

export async function removeUserSecondFactor(parts: AccountParts, context: Context, userId: string): Promise<void> {
  const { tenantId } = context
  await parts.database.withTenant(context, async (tx) => {
    await lockUser(tx, context, userId)
    if (!(await parts.secondFactor.remove(tx, { tenantId, userId }))) throw accountRefusals.secondFactorAbsent()
    await audit(tx, context, { action: 'engine.user.remove-second-factor', subject: `user:${userId}` })
    await emit(tx, context, userChanged, { userId, change: 'changed' as const })
  })
}

export async function readUser(tx: Tx, { tenantId }: Context, userId: string): Promise<UserAccount> {
  const user = await findUser(tx, tenantId, userId)
  if (!user) throw identityRefusals.userNotFound()
  return user
}

async function lockUser(tx: Tx, context: Context, userId: string): Promise<UserAccount> {
  await tx.run(sql`
    select from engine.user_account where tenant_id = ${context.tenantId} and user_id = ${userId} for update`)
  return readUser(tx, context, userId)
}

function isAdministrator({ roles }: Pick<UserAccount, 'roles'>): boolean {
  return roles.includes(ADMINISTRATOR)
}

/** Other roles, another customer or other rows: whoever is signed in must not go on with what they were. */
function reachesFurther(before: UserAccount, after: UserAccount): boolean {
  const same = before.roles.length === after.roles.length && before.roles.every((role) => after.roles.includes(role))
  return !same || before.customerId !== after.customerId || before.sees !== after.sees
}

async function storeUser(tx: Tx, { tenantId }: Context, user: UserAccount): Promise<void> {
  const { userId, name, email, locale, roles, customerId, sees } = user
  await tx.run(sql`
    update engine.user_account set name = ${name}, email = ${email}, locale = ${locale}, roles = ${[...roles]},
      customer_id = ${customerId}, sees = ${sees}, version = version + 1
    where tenant_id = ${tenantId} and user_id = ${userId}`)
}

async function setDisabled(
  tx: Tx,
  context: Context,
  before: UserAccount,
  disabledAt: string | null,
): Promise<UserAccount> {
  await tx.run(sql`
    update engine.user_account set disabled_at = ${disabledAt}, version = version + 1
    where tenant_id = ${context.tenantId} and user_id = ${before.userId}`)
  await tell(tx, context, disabledAt === null ? 'enabled' : 'disabled', before, { ...before, disabledAt })
  return readUser(tx, context, before.userId)
}

const VERB = { changed: 'change', disabled: 'disable', enabled: 'enable' } as const

async function tell(
  tx: Tx,
  context: Context,
  change: keyof typeof VERB,
  before: UserAccount,
  after: UserAccount,
): Promise<void> {
  const { userId } = before
  await audit(tx, context, {
    action: `engine.user.${VERB[change]}`,
    subject: `user:${userId}`,
    before: different(before, after),
    after: different(after, before),
  })
  await emit(tx, context, userChanged, { userId, change })
}

/** The fields of the one that are not so in the other. */
function different(one: UserAccount, other: UserAccount): Partial<UserAccount> {
  const fields = Object.entries(one).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(other[name as keyof UserAccount]),
  )
  return Object.fromEntries(fields)
}

/** Only what was said; a field that is absent stays as it is. */
function given(change: AccountChange): Partial<UserAccount> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
