import { systemContext } from '#engine/kernel'
import { audit } from '#engine/audit'
import { findLogins, findUser, hashPassword, refuseShort, type AccountRef } from '#engine/identity'
import { sql, type Tx } from '#engine/store'
import { accountRefusals } from '../errors.ts'
import type { AccountParts } from '../parts.ts'
import { hasFreshLink, openLink, takeLink } from './access-link.ts'
import { sendAccess } from './send-access.ts'

/** Minutes in which a second request for a reset sends no second mail. */
const QUIET_MINUTES = 2

/** Mails a reset to whoever the login belongs to. Nobody learns from it whether there is such a login. */
export async function requestReset(parts: AccountParts, login: string, from: Caller): Promise<void> {
  if (!parts.sendsMail) return
  for (const { tenantId, userId } of await findLogins(parts.database, login)) {
    const context = { ...systemContext(tenantId, 'password reset', from.traceId), address: from.address }
    await parts.database.withTenant(context, async (tx) => {
      const user = await findUser(tx, tenantId, userId)
      if (!user?.email || (await hasFreshLink(tx, tenantId, userId, QUIET_MINUTES))) return
      await sendAccess(tx, parts, context, user)
    })
  }
}

export interface Caller {
  readonly traceId: string
  readonly address: string
}

/** Sets the password that somebody has chosen behind a link. All sessions end; sign-in follows, with its second factor. */
export async function setPasswordByLink(
  parts: AccountParts,
  token: string,
  password: string,
  from: Caller,
): Promise<{ login: string }> {
  const { tenantId, userId, login, name, purpose } = await openLink(parts.database, token)
  refuseShort(password)
  const hash = await hashPassword(password)
  const actor = { kind: 'user', id: userId, name, roles: [], teamIds: [] } as const
  await parts.database.withTenant({ tenantId }, async (tx) => {
    if (!(await takeLink(tx, tenantId, token))) throw accountRefusals.accessLinkOver()
    await storePassword(tx, { tenantId, userId }, hash)
    const context = { tenantId, actor, locale: 'zh-CN', ...from } as const
    await audit(tx, context, { action: 'engine.user.set-password', subject: `user:${userId}`, after: { by: purpose } })
  })
  await parts.sessions.revokeAll(tenantId, userId)
  return { login }
}

/** Also opens a lock that wrong attempts have set: whoever has the link is its owner. */
export async function storePassword(tx: Tx, { tenantId, userId }: AccountRef, hash: string): Promise<void> {
  await tx.run(sql`
    update engine.user_account set password_hash = ${hash}, failed_attempts = 0,
      locked_until = null, version = version + 1
    where tenant_id = ${tenantId} and user_id = ${userId}`)
}
