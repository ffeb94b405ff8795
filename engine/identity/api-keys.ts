import { clock, newId, type Context } from '#engine/kernel'
import type { Bus } from '#engine/events'
import { sql, type Database } from '#engine/store'
import type { RecordChange } from './record.ts'
import { hashOf, newToken, tenantOf } from './token.ts'

/** Keys for programs: shown once when made, stored as a hash, limited to roles, expiring, revocable. */
export interface ApiKey {
  readonly keyId: string
  readonly name: string
  readonly roles: readonly string[]
  readonly customerId: string | null
  /** The teams whose work it sees; null: all. */
  readonly teamIds: readonly string[] | null
  readonly createdAt: string
  readonly expiresAt: string | null
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface NewApiKey {
  readonly name: string
  readonly roles: readonly string[]
  readonly customerId?: string | undefined
  /** Limits it to the work of these teams. */
  readonly teamIds?: readonly string[] | undefined
  /** RFC 3339; a key without an end must be wanted. */
  readonly expiresAt?: string | undefined
}

const PREFIX = 'facet_'
const COLUMNS = sql.raw(`key_id as "keyId", name, roles, customer_id as "customerId",
  team_ids as "teamIds", created_at as "createdAt",
  expires_at as "expiresAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`)

/** How long a process believes what it has looked up; a revocation is told to all processes at once. */
const CACHE_MS = 10_000
const CACHED_MAX = 5000

export type FoundKey = ApiKey & { readonly tenantId: string }

export interface ApiKeys {
  /** Answers the key itself, which nobody can read again. */
  create(context: Context, key: NewApiKey): Promise<{ keyId: string; secret: string }>
  /** The key in force that a program has shown. */
  find(bearer: string): Promise<FoundKey | undefined>
  list(context: Context): Promise<ApiKey[]>
  /** Answers false when there is no such key in force. */
  revoke(context: Context, keyId: string): Promise<boolean>
}

export function createApiKeys(database: Database, bus: Bus, record: RecordChange): ApiKeys {
  const cache = new Map<string, { key: FoundKey | undefined; until: number }>()
  bus.listen('facet_setting', (what) => {
    if (what === '' || what === 'api-key') cache.clear()
  })
  return {
    create: (context, key) => insertKey(database, record, context, key),
    find: async (bearer) => {
      const known = cache.get(bearer)
      if (known && known.until > clock.ms()) return known.key
      const key = await lookUp(database, bearer)
      if (cache.size >= CACHED_MAX) cache.clear()
      cache.set(bearer, { key, until: clock.ms() + CACHE_MS })
      return key
    },
    list: (context) =>
      database.withTenant(context, (tx) =>
        tx.all(sql<ApiKey>`select ${COLUMNS} from engine.api_key order by created_at desc, key_id`),
      ),
    revoke: async (context, keyId) => {
      const revoked = await markRevoked(database, record, context, keyId)
      cache.clear()
      bus.publish('facet_setting', 'api-key')
      return revoked
    },
  }
}

async function insertKey(
  database: Database,
  record: RecordChange,
  context: Context,
  key: NewApiKey,
): Promise<{ keyId: string; secret: string }> {
  const secret = newToken(context.tenantId)
  const keyId = newId()
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`
      insert into engine.api_key (tenant_id, key_id, name, secret_hash, roles, customer_id, team_ids, created_by,
        created_at, expires_at)
      values (${context.tenantId}, ${keyId}, ${key.name}, ${hashOf(secret)}, ${[...key.roles]}, ${key.customerId ?? null},
        ${key.teamIds ?? null}::uuid[], ${context.actor.id}, ${clock.date()}, ${key.expiresAt ?? null})`)
    await record(tx, context, { action: 'engine.api-key.create', subject: `api-key:${keyId}`, after: key })
  })
  return { keyId, secret: `${PREFIX}${secret}` }
}

async function lookUp(database: Database, bearer: string): Promise<FoundKey | undefined> {
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

function markRevoked(database: Database, record: RecordChange, context: Context, keyId: string): Promise<boolean> {
  return database.withTenant(context, async (tx) => {
    const revoked = await tx.run(sql`
      update engine.api_key set revoked_at = ${clock.date()}
      where tenant_id = ${context.tenantId} and key_id = ${keyId} and revoked_at is null`)
    if (revoked > 0) await record(tx, context, { action: 'engine.api-key.revoke', subject: `api-key:${keyId}` })
    return revoked > 0
  })
}
