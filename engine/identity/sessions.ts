import { clock, newId } from '#engine/kernel'
import type { Bus } from '#engine/events'
import { sql, type Database } from '#engine/store'
import { findUser, type UserAccount } from './accounts.ts'
import { hashOf, newToken, tenantOf } from './token.ts'

/** A session ends after this long without use, and in any case after the longer time. */
const IDLE_DAYS = 14
const LIFE_DAYS = 90
/** How long a process believes what it has just looked up. A revocation is told to all processes at once. */
const CACHE_MS = 10_000
const CACHED_MAX = 20_000
const DAY_MS = 86_400_000

export interface SessionRow {
  readonly sessionId: string
  readonly createdAt: string
  readonly lastSeenAt: string
  readonly address: string | null
  readonly device: string | null
}

export interface LiveSession {
  readonly tenantId: string
  readonly sessionId: string
  readonly user: UserAccount
}

export interface Sessions {
  open(
    who: { tenantId: string; userId: string },
    from: { address?: string | undefined; device?: string | undefined },
  ): Promise<string>
  find(token: string): Promise<LiveSession | undefined>
  list(tenantId: string, userId: string): Promise<SessionRow[]>
  /** Answers false when the user has no such session. */
  revoke(tenantId: string, userId: string, sessionId: string): Promise<boolean>
  /** Ends all sessions of a user; teams and roles that changed are read anew by those who stay. */
  revokeAll(tenantId: string, userId: string): Promise<void>
  /** Makes every process look again at who its sessions belong to; live connections of these users begin anew. */
  forget(userIds?: readonly string[]): void
}

export function createSessions(database: Database, bus: Bus): Sessions {
  const live = rememberFor(CACHE_MS, (token) => lookUp(database, token))
  bus.listen('facet_setting', (what) => {
    if (what === '' || what.startsWith('session')) live.clear()
  })

  return {
    open: (who, from) => insertSession(database, who, from),
    find: live.get,
    list: (tenantId, userId) =>
      database.withTenant({ tenantId }, (tx) =>
        tx.all(sql<SessionRow>`
          select session_id as "sessionId", created_at as "createdAt", last_seen_at as "lastSeenAt", address, device
          from engine.session where tenant_id = ${tenantId} and user_id = ${userId} order by last_seen_at desc`),
      ),
    revoke: async (tenantId, userId, sessionId) => {
      const removed = await database.withTenant({ tenantId }, (tx) =>
        tx.run(sql`
          delete from engine.session
          where tenant_id = ${tenantId} and user_id = ${userId} and session_id = ${sessionId}`),
      )
      if (removed > 0) forget([userId])
      return removed > 0
    },
    revokeAll: async (tenantId, userId) => {
      await database.withTenant({ tenantId }, (tx) =>
        tx.run(sql`delete from engine.session where tenant_id = ${tenantId} and user_id = ${userId}`),
      )
      forget([userId])
    },
    forget,
  }

  /** Live connections of a user that is named end as well. */
  function forget(userIds: readonly string[] = []): void {
    live.clear()
    const told = userIds.length === 0 ? ['session'] : userIds.map((userId) => `session:${userId}`)
    for (const what of told) bus.publish('facet_setting', what)
  }
}

async function insertSession(
  database: Database,
  { tenantId, userId }: { tenantId: string; userId: string },
  { address, device }: { address?: string | undefined; device?: string | undefined },
): Promise<string> {
  const token = newToken(tenantId)
  const now = clock.ms()
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      insert into engine.session
        (tenant_id, session_id, user_id, token_hash, created_at, last_seen_at, expires_at, address, device)
      values (${tenantId}, ${newId()}, ${userId}, ${hashOf(token)}, ${new Date(now)}, ${new Date(now)},
        ${new Date(now + LIFE_DAYS * DAY_MS)}, ${address ?? null}, ${device?.slice(0, 300) ?? null})`),
  )
  return token
}

async function lookUp(database: Database, token: string): Promise<LiveSession | undefined> {
  const tenantId = tenantOf(token)
  if (!tenantId) return undefined
  return database.withTenant({ tenantId }, async (tx) => {
    const now = clock.ms()
    const row = await tx.find(sql<{ sessionId: string; userId: string }>`
      update engine.session set last_seen_at = ${new Date(now)}
      where tenant_id = ${tenantId} and token_hash = ${hashOf(token)}
        and expires_at > ${new Date(now)} and last_seen_at > ${new Date(now - IDLE_DAYS * DAY_MS)}
      returning session_id as "sessionId", user_id as "userId"`)
    const user = row && (await findUser(tx, tenantId, row.userId))
    return row && user && user.disabledAt === null ? { tenantId, sessionId: row.sessionId, user } : undefined
  })
}

/** What was read before a `clear` is answered to whoever asked, but not kept after it. */
function rememberFor<T>(ms: number, read: (key: string) => Promise<T>) {
  const known = new Map<string, { value: T; until: number }>()
  let clears = 0
  return {
    clear: (): void => {
      clears++
      known.clear()
    },
    get: async (key: string): Promise<T> => {
      const kept = known.get(key)
      if (kept && kept.until > clock.ms()) return kept.value
      const before = clears
      const value = await read(key)
      if (known.size >= CACHED_MAX) known.clear()
      if (before === clears) known.set(key, { value, until: clock.ms() + ms })
      return value
    },
  }
}
