/**
 * The access token of a channel on its platform, shared by all processes. The row is locked while it is refreshed:
 * whoever else needs a new one waits and finds it there. So there is one refresher, and no old token is killed twice.
 */
import { clock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'

export interface AccessTokens {
  /** A token that was good a moment ago; `rejected` names one that the platform no longer takes. */
  current(rejected?: string): Promise<string>
  /** Says how a new token is got; called before the first use. */
  refreshBy(refresh: Refresh): AccessTokens
}

/** Asks the platform for a token; `force` wants a new one although the old one has not run out. */
export type Refresh = (force: boolean) => Promise<{ readonly token: string; readonly expiresInSeconds: number }>

interface TokenRow {
  readonly token: string | null
  readonly expiresAt: string | null
  readonly forcedAt: string | null
}

/** A token is used no longer than until this long before its end. */
const MARGIN_MS = 300_000
/** Platforms count forced refreshes (WeChat: 20 a day, at least 30 s apart). */
const FORCE_PAUSE_MS = 30_000

export function accessTokens(database: Database, place: { tenantId: string; channelId: string }): AccessTokens {
  const withRefresh = (refresh: Refresh): AccessTokens => ({
    refreshBy: withRefresh,
    current: async (rejected) => {
      const known = await readToken(database, place)
      return usable(known, rejected) ?? renew(database, place, refresh, rejected)
    },
  })
  return withRefresh(() => Promise.reject(new Error('Nobody has said how this channel gets its token')))
}

/** The token of the row, unless it was rejected or is about to run out. */
function usable(row: TokenRow | undefined, rejected: string | undefined): string | undefined {
  if (!row?.token || row.token === rejected || row.expiresAt === null) return undefined
  return Date.parse(row.expiresAt) > clock.ms() ? row.token : undefined
}

function readToken(database: Database, { tenantId, channelId }: { tenantId: string; channelId: string }) {
  return database.withTenant({ tenantId }, (tx) =>
    tx.find(sql<TokenRow>`
      select token, expires_at as "expiresAt", forced_at as "forcedAt" from conversation.access_token
      where tenant_id = ${tenantId} and channel_id = ${channelId}`),
  )
}

function renew(
  database: Database,
  { tenantId, channelId }: { tenantId: string; channelId: string },
  refresh: Refresh,
  rejected: string | undefined,
): Promise<string> {
  return database.withTenant({ tenantId }, async (tx) => {
    await tx.run(sql`
      insert into conversation.access_token (tenant_id, channel_id) values (${tenantId}, ${channelId})
      on conflict do nothing`)
    const row = await tx.one(sql<TokenRow>`
      select token, expires_at as "expiresAt", forced_at as "forcedAt" from conversation.access_token
      where tenant_id = ${tenantId} and channel_id = ${channelId} for update`)
    const found = usable(row, rejected)
    if (found !== undefined) return found
    const mayForce = row.forcedAt === null || Date.parse(row.forcedAt) < clock.ms() - FORCE_PAUSE_MS
    const force = rejected !== undefined && mayForce
    const { token, expiresInSeconds } = await refresh(force)
    const goodMs = Math.max(expiresInSeconds * 1000 - MARGIN_MS, 60_000)
    const expiresAt = new Date(clock.ms() + goodMs)
    await tx.run(sql`
      update conversation.access_token set token = ${token}, expires_at = ${expiresAt},
        forced_at = ${force ? clock.date() : row.forcedAt}
      where tenant_id = ${tenantId} and channel_id = ${channelId}`)
    return token
  })
}
