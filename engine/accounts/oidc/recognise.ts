import { clock, systemContext, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { emit } from '#engine/events'
import { createUser, type AccountRef } from '#engine/identity'
import { sql, type Tx } from '#engine/store'
import { accountRefusals } from '../errors.ts'
import { userChanged } from '../events.ts'
import type { AccountParts } from '../parts.ts'
import type { StoredProvider } from './providers.ts'
import type { Visitor } from './sign-in.ts'

/**
 * Whose account the visitor opens: the one that was linked before; else the only one with the same verified e-mail
 * address, which is linked from now on; else a new one where the provider makes accounts. An address that the
 * provider has not verified opens nothing: anybody could have typed it there.
 */
export function recognise(
  { database }: AccountParts,
  provider: StoredProvider,
  visitor: Visitor,
  from: { traceId: string; address: string },
): Promise<AccountRef> {
  const { tenantId, label } = provider
  const context = { ...systemContext(tenantId, `sign-in by ${label}`, from.traceId), address: from.address }
  return database.withTenant(context, async (tx) => {
    const linked = await findLinked(tx, provider, visitor)
    if (linked) {
      if (linked.disabled) throw accountRefusals.oidcUnknownPerson({ label })
      return { tenantId, userId: linked.userId }
    }
    const known = await findByEmail(tx, tenantId, visitor)
    const userId = known ?? (await createVisitor(tx, context, provider, visitor))
    await link(tx, context, provider, visitor, userId)
    return { tenantId, userId }
  })
}

function findLinked(tx: Tx, { tenantId, providerId }: StoredProvider, { subject }: Visitor) {
  return tx.find(sql<{ userId: string; disabled: boolean }>`
    select u.user_id as "userId", u.disabled_at is not null as disabled
    from engine.oidc_identity i join engine.user_account u using (tenant_id, user_id)
    where i.tenant_id = ${tenantId} and i.provider_id = ${providerId} and i.subject = ${subject}`)
}

async function findByEmail(tx: Tx, tenantId: string, { email, emailVerified }: Visitor): Promise<string | undefined> {
  if (email === undefined || !emailVerified) return undefined
  const users = await tx.all(sql<{ userId: string; disabled: boolean }>`
    select user_id as "userId", disabled_at is not null as disabled from engine.user_account
    where tenant_id = ${tenantId} and (lower(email) = ${email} or login = ${email})`)
  const [only, ...others] = users
  return only && others.length === 0 && !only.disabled ? only.userId : undefined
}

async function createVisitor(
  tx: Tx,
  context: Context,
  { defaultRole, label }: StoredProvider,
  { email, emailVerified, name }: Visitor,
): Promise<string> {
  if (defaultRole === null || email === undefined || !emailVerified) throw accountRefusals.oidcUnknownPerson({ label })
  const person = { login: email, email, name: name ?? email, roles: [defaultRole] }
  const userId = await createUser(tx, context, person)
  await audit(tx, context, { action: 'engine.user.create', subject: `user:${userId}`, after: person })
  await emit(tx, context, userChanged, { userId, change: 'created' as const })
  return userId
}

async function link(
  tx: Tx,
  context: Context,
  { tenantId, providerId, label }: StoredProvider,
  { subject, email }: Visitor,
  userId: string,
): Promise<void> {
  await tx.run(sql`
    insert into engine.oidc_identity (tenant_id, provider_id, subject, user_id, linked_at)
    values (${tenantId}, ${providerId}, ${subject}, ${userId}, ${clock.date()})`)
  const after = { providerId, label, subject, email }
  await audit(tx, context, { action: 'engine.user.link-oidc', subject: `user:${userId}`, after })
}
