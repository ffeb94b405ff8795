/**
 * Feeds whose platform tells at once that something has come, as long as somebody listens: one process for each, by a
 * lease in the feed's row. Whoever listens renews it; when it runs out, another takes over. Until then, and where nobody
 * can listen, the feed is read every minute.
 */
import { clock, newId } from '#engine/kernel'
import { sql } from '#engine/store'
import type { Parts } from '../parts.ts'
import type { Watch } from './channel.ts'
import type { Channel } from './directory.ts'
import { wakeFeed } from './feed.ts'

const LEASE_MS = 180_000
const RENEW_MS = 60_000

export interface FeedWatch {
  /** Whether somebody listens to the feed; begins to listen where nobody does. */
  keep(channel: Channel, name: string): Promise<boolean>
  stop(): Promise<void>
}

interface Listening {
  /** Settings under which it was begun: others need another connection. */
  readonly settings: string
  readonly end: () => Promise<void>
}

export function feedWatch(parts: Parts): FeedWatch {
  const self = newId()
  const all = new Map<string, Listening>()

  const keep = async (channel: Channel, name: string): Promise<boolean> => {
    const key = `${channel.channelId} ${name}`
    const settings = JSON.stringify(channel.connection.settings)
    const own = all.get(key)
    if (own?.settings === settings) return true
    await own?.end()
    const claimed = await claim(parts, channel, name, self)
    if (claimed) all.set(key, listen(parts, channel, name, { self, settings, ended: () => all.delete(key) }))
    // Who has just begun may have missed what came before: it is read once more.
    return !claimed
  }
  return {
    keep,
    stop: async () => {
      await Promise.all([...all.values()].map(({ end }) => end()))
    },
  }
}

interface Begun {
  readonly self: string
  readonly settings: string
  readonly ended: () => void
}

/** Opens in the background; a failure is shown by the reading that goes on meanwhile. */
function listen(parts: Parts, channel: Channel, name: string, { self, settings, ended }: Begun): Listening {
  const ring = () => void wakeFeed(parts, channel, { name, hint: null }, newId()).catch(() => undefined)
  const opening = channel.kind.feed!.watch!(name, channel.connection, ring)
  const renewing = setInterval(() => void stillOurs().catch(() => undefined), RENEW_MS)
  const release = async () => {
    clearInterval(renewing)
    ended()
    await free(parts, channel, name, self)
  }
  const whole = opening.then(onceOpen(ring), () => undefined).then(release)
  const close = () => opening.then((watch) => watch.close()).catch(() => undefined)
  const stillOurs = async () => {
    const now = await parts.channels.find(channel)
    const same = now?.enabled === true && JSON.stringify(now.connection.settings) === settings
    if (!same || !(await claim(parts, channel, name, self))) await close()
  }
  return {
    settings,
    end: async () => {
      await close()
      await whole
    },
  }
}

/** Something may have come between the last reading and the first moment of listening. */
function onceOpen(ring: () => void): (watch: Watch) => Promise<void> {
  return (watch) => {
    ring()
    return watch.closed
  }
}

async function claim({ database }: Parts, { tenantId, channelId }: Channel, name: string, self: string) {
  const [now, until] = [clock.date(), new Date(clock.ms() + LEASE_MS)]
  const claimed = await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      insert into conversation.feed as f (tenant_id, channel_id, name, watched_by, watched_until)
      values (${tenantId}, ${channelId}, ${name}, ${self}, ${until})
      on conflict (tenant_id, channel_id, name) do update set watched_by = ${self}, watched_until = ${until}
        where f.watched_by = ${self} or f.watched_until is null or f.watched_until < ${now}`),
  )
  return claimed === 1
}

async function free({ database }: Parts, { tenantId, channelId }: Channel, name: string, self: string): Promise<void> {
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update conversation.feed set watched_by = null, watched_until = null
      where tenant_id = ${tenantId} and channel_id = ${channelId} and name = ${name} and watched_by = ${self}`),
  )
}
