import type { Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import type { UserAccount } from '#engine/identity'
import { sendMail } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { accountRefusals } from '../errors.ts'
import type { AccountParts } from '../parts.ts'
import { makeLink, type LinkPurpose } from './access-link.ts'
import { accessLetter } from './letter.ts'

export interface Access {
  readonly purpose: LinkPurpose
  readonly mailedTo: string | null
  /** Where no mail can be sent: to be handed over by whoever asked. */
  readonly link: string | null
  readonly expiresAt: string
}

/** Lets somebody set a password: an invitation to those who have none, a reset to the others. */
export async function sendAccess(
  tx: Tx,
  { publicUrl, sendsMail }: AccountParts,
  context: Context,
  user: UserAccount,
): Promise<Access> {
  if (user.disabledAt !== null) throw accountRefusals.userDisabled()
  const purpose = user.hasPassword ? 'reset' : 'invitation'
  const { token, expiresAt } = await makeLink(tx, context, user.userId, purpose)
  const link = `${publicUrl()}/access#${token}`
  const mailedTo = sendsMail ? user.email : null
  if (mailedTo !== null) {
    const { name: tenantName } = await tx.one(sql<{ name: string }>`
      select name from engine.tenant where tenant_id = ${context.tenantId}`)
    const letter = accessLetter({ ...user, purpose, tenantName, link })
    await sendMail(tx, context, { to: mailedTo, ...letter, source: `access:${user.userId}:${expiresAt}` })
  }
  const after = { purpose, mailedTo, expiresAt }
  await audit(tx, context, { action: 'engine.user.send-access', subject: `user:${user.userId}`, after })
  return { purpose, mailedTo, link: mailedTo === null ? link : null, expiresAt }
}
