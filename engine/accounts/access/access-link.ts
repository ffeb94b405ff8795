/**
 * A link by which somebody sets a password: for one account, used once, and over after a while. A newer link makes the
 * older ones void. The token stands behind the `#` of the address, so that no server on the way writes it down.
 */
import { clock, newId, type Context } from '#engine/kernel'
import { hashOf, newToken, tenantOf } from '#engine/identity'
import { sql, type Database, type Tx } from '#engine/store'
import { accountRefusals } from '../errors.ts'

export type LinkPurpose = 'invitation' | 'reset'

const HOURS: Readonly<Record<LinkPurpose, number>> = { invitation: 7 * 24, reset: 2 }

export interface NewLink {
  readonly token: string
  readonly expiresAt: string
}

export async function makeLink(
  tx: Tx,
  { tenantId }: Pick<Context, 'tenantId'>,
  userId: string,
  purpose: LinkPurpose,
): Promise<NewLink> {
  const token = newToken(tenantId)
  const expiresAt = new Date(clock.ms() + HOURS[purpose] * 3_600_000)
  await voidLinks(tx, tenantId, userId)
  await tx.run(sql`
    insert into engine.access_link (tenant_id, link_id, user_id, purpose, token_hash, created_at, expires_at)
    values (${tenantId}, ${newId()}, ${userId}, ${purpose}, ${hashOf(token)}, ${clock.date()}, ${expiresAt})`)
  return { token, expiresAt: expiresAt.toISOString() }
}

export async function voidLinks(tx: Tx, tenantId: string, userId: string): Promise<void> {
  await tx.run(sql`delete from engine.access_link where tenant_id = ${tenantId} and user_id = ${userId}`)
}

/** Whether a link was made for this account so recently that another mail would only be a nuisance. */
export async function hasFreshLink(tx: Tx, tenantId: string, userId: string, minutes: number): Promise<boolean> {
  const since = new Date(clock.ms() - minutes * 60_000)
  const row = await tx.find(sql<{ userId: string }>`
    select user_id as "userId" from engine.access_link
    where tenant_id = ${tenantId} and user_id = ${userId} and created_at > ${since}`)
  return row !== undefined
}

export interface OpenLink {
  readonly userId: string
  readonly purpose: LinkPurpose
  readonly login: string
  readonly name: string
  readonly tenantName: string
  readonly expiresAt: string
}

/** The link that a token opens. Refused: access-link-over, the same for a wrong token as for an old one. */
export async function openLink(database: Database, token: string): Promise<OpenLink & { tenantId: string }> {
  const tenantId = tenantOf(token)
  const link = tenantId && (await database.withTenant({ tenantId }, (tx) => findLink(tx, tenantId, token)))
  if (!tenantId || !link) throw accountRefusals.accessLinkOver()
  return { ...link, tenantId }
}

function findLink(tx: Tx, tenantId: string, token: string): Promise<OpenLink | undefined> {
  return tx.find(sql<OpenLink>`
    select l.user_id as "userId", l.purpose, u.login, u.name, t.name as "tenantName", l.expires_at as "expiresAt"
    from engine.access_link l
    join engine.user_account u on u.tenant_id = l.tenant_id and u.user_id = l.user_id
    join engine.tenant t on t.tenant_id = l.tenant_id
    where l.tenant_id = ${tenantId} and l.token_hash = ${hashOf(token)} and l.expires_at > ${clock.date()}
      and u.disabled_at is null`)
}

/** Takes the link out of the world. Answers false when somebody else was faster. */
export async function takeLink(tx: Tx, tenantId: string, token: string): Promise<boolean> {
  const taken = await tx.run(sql`
    delete from engine.access_link
    where tenant_id = ${tenantId} and token_hash = ${hashOf(token)} and expires_at > ${clock.date()}`)
  return taken > 0
}
