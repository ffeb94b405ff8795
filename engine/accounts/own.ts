/** What everybody does with their own account. The password is asked for again before anything that guards it changes. */
import type { Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { confirmPassword, hashPassword, refuseShort } from '#engine/identity'
import { sql, type Tx } from '#engine/store'
import { storePassword } from './access/use-access.ts'
import { accountRefusals } from './errors.ts'
import type { AccountParts } from './parts.ts'
import { readUser } from './users/administer.ts'

export function readOwnAccount({ database }: AccountParts, context: Context) {
  return database.withTenant(context, async (tx) => {
    const { login, name, email, hasPassword, ...more } = await readUser(tx, context, context.actor.id)
    const { hasSecondFactor, recoveryCodesLeft } = more
    return { login, name, email, hasPassword, hasSecondFactor, recoveryCodesLeft }
  })
}

/** The caller opens a new session afterwards: all of them have ended. */
export async function changePassword(
  parts: AccountParts,
  context: Context,
  { current, password }: { current: string; password: string },
): Promise<void> {
  const who = await ownAccount(parts, context)
  await confirmPassword(parts.database, who, current)
  refuseShort(password)
  const hash = await hashPassword(password)
  await parts.database.withTenant(context, async (tx) => {
    await storePassword(tx, who, hash)
    await note(tx, context, 'change-password')
  })
  await parts.sessions.revokeAll(who.tenantId, who.userId)
}

export async function beginSecondFactor(parts: AccountParts, context: Context, password: string) {
  const who = await ownAccount(parts, context)
  await confirmPassword(parts.database, who, password)
  return parts.database.withTenant(context, async (tx) => {
    const { login, hasSecondFactor } = await readUser(tx, context, who.userId)
    if (hasSecondFactor) throw accountRefusals.secondFactorThere()
    const { name } = await tx.one(sql<{ name: string }>`
      select name from engine.tenant where tenant_id = ${context.tenantId}`)
    return parts.secondFactor.begin(tx, { ...who, login, issuer: `Facet ${name}` })
  })
}

/** Answers the recovery codes; undefined when the code is wrong. */
export async function confirmSecondFactor(parts: AccountParts, context: Context, code: string) {
  const who = await ownAccount(parts, context)
  return parts.database.withTenant(context, async (tx) => {
    const { hasSecondFactor } = await readUser(tx, context, who.userId)
    if (hasSecondFactor) throw accountRefusals.secondFactorThere()
    const recoveryCodes = await parts.secondFactor.confirm(tx, who, code)
    if (recoveryCodes) await note(tx, context, 'add-second-factor')
    return recoveryCodes
  })
}

export async function renewRecoveryCodes(parts: AccountParts, context: Context, password: string): Promise<string[]> {
  const who = await ownAccount(parts, context)
  await confirmPassword(parts.database, who, password)
  return parts.database.withTenant(context, async (tx) => {
    const { hasSecondFactor } = await readUser(tx, context, who.userId)
    if (!hasSecondFactor) throw accountRefusals.secondFactorAbsent()
    await note(tx, context, 'renew-recovery-codes')
    return parts.secondFactor.renewRecoveryCodes(tx, who)
  })
}

export async function removeSecondFactor(parts: AccountParts, context: Context, password: string): Promise<void> {
  const who = await ownAccount(parts, context)
  await confirmPassword(parts.database, who, password)
  await parts.database.withTenant(context, async (tx) => {
    if (!(await parts.secondFactor.remove(tx, who))) throw accountRefusals.secondFactorAbsent()
    await note(tx, context, 'remove-second-factor')
  })
}

/** A program with a key has no account of its own. Refused: user-not-found. */
async function ownAccount({ database }: AccountParts, context: Context) {
  const { userId } = await database.withTenant(context, (tx) => readUser(tx, context, context.actor.id))
  return { tenantId: context.tenantId, userId }
}

function note(tx: Tx, context: Context, verb: string): Promise<void> {
  return audit(tx, context, { action: `engine.user.${verb}`, subject: `user:${context.actor.id}` })
}
