import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { hashOf, newToken, tenantOf } from './token.ts'

/** Keys for programs: shown once when made, stored as a hash, limited to roles, expiring, revocable. */
export interface ApiKey {
  readonly keyId: string
  readonly name: string
  readonly roles: readonly string[]
  readonly customerId: string | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface NewApiKey {
  readonly name: string
  readonly roles: readonly string[]
  readonly customerId?: string | undefined
  /** RFC 3339; a key without an end must be wanted. */
  readonly expiresAt?: string | undefined
}

const PREFIX = 'facet_'
const COLUMNS = sql.raw(`key_id as "keyId", name, roles, customer_id as "customerId", created_at as "createdAt",
  expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`)

/** Answers the key itself, which nobody can read again. */
export async function createApiKey(
  database: Database,
  context: Context,
  key: NewApiKey,
): Promise<{ keyId: string; secret: string }> {
  const secret = newToken(context.tenantId)
  const keyId = newId()
  await database.withTenant(context, (tx) =>
    tx.run(sql`
      insert into engine.api_key (tenant_id, key_id, name, secret_hash, roles, customer_id, created_by, created_at, expires_at)
      values (${context.tenantId}, ${keyId}, ${key.name}, ${hashOf(secret)}, ${[...key.roles]}, ${key.customerId ?? null},
        ${context.actor.id}, ${clock.date()}, ${key.expiresAt ?? null})`),
  )
  return { keyId, secret: `${PREFIX}${secret}` }
}

export async function findApiKey(
  database: Database,
  bearer: string,
): Promise<(ApiKey & { tenantId: string }) | undefined> {
  const secret = bearer.startsWith(PREFIX) ? bearer.slice(PREFIX.length) : bearer
  const tenantId = tenantOf(secret)
  if (!tenantId) return undefined
  const key = await database.withTenant({ tenantId }, (tx) =>
    tx.find(sql<ApiKey>`
      update engine.api_key set last_used_at = ${clock.date()}
      where tenant_id = ${tenantId} and secret_hash = ${hashOf(secret)} and revoked_at is null
        and (expires_at is null or expires_at > ${clock.date()})
      returning ${COLUMNS}`),
  )
  return key && { ...key, tenantId }
}

export function listApiKeys(database: Database, context: Context): Promise<ApiKey[]> {
  return database.withTenant(context, (tx) =>
    tx.all(sql<ApiKey>`select ${COLUMNS} from engine.api_key order by created_at desc, key_id`),
  )
}

/** Answers false when there is no such key in force. */
export async function revokeApiKey(database: Database, context: Context, keyId: string): Promise<boolean> {
  const revoked = await database.withTenant(context, (tx) =>
    tx.run(sql`
      update engine.api_key set revoked_at = ${clock.date()}
      where tenant_id = ${context.tenantId} and key_id = ${keyId} and revoked_at is null`),
  )
  return revoked > 0
}
