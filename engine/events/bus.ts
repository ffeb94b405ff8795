/**
 * How Facet's processes wake one another. The messages are hints and may be lost or doubled:
 * the truth is in the database, and everybody also polls. PostgreSQL's NOTIFY carries them here;
 * several machines may put NATS in its place.
 */
import type pg from 'pg'
import type { Database } from '#engine/store'

export interface Bus {
  publish(channel: Channel, payload?: string): void
  listen(channel: Channel, listener: (payload: string) => void): () => void
  close(): Promise<void>
}

export type Channel = 'facet_outbox' | 'facet_event' | 'facet_live' | 'facet_setting'
const CHANNELS: readonly Channel[] = ['facet_outbox', 'facet_event', 'facet_live', 'facet_setting']

/** PostgreSQL refuses longer payloads. */
const PAYLOAD_BYTES_MAX = 7900
const RECONNECT_MS = 1000

export async function openPostgresBus(database: Database): Promise<Bus> {
  const listeners = new Map<Channel, Set<(payload: string) => void>>(CHANNELS.map((name) => [name, new Set()]))
  const waiting = new Map<string, [Channel, string]>()
  let client: pg.Client | undefined
  let closed = false
  let sending = false

  async function connect(): Promise<void> {
    const fresh = await database.connect('facet_batch')
    fresh.on('notification', ({ channel, payload }) => hear(channel as Channel, payload ?? ''))
    fresh.once('end', () => void reconnect())
    for (const channel of CHANNELS) await fresh.query(`listen ${channel}`)
    client = fresh
    // What was said while nobody listened is unknown: everybody looks.
    for (const channel of CHANNELS) hear(channel, '')
  }

  async function reconnect(): Promise<void> {
    client = undefined
    while (!closed && !client) {
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS))
      await connect().catch(() => {})
    }
  }

  function hear(channel: Channel, payload: string): void {
    for (const listener of listeners.get(channel) ?? []) listener(payload)
  }

  /** One statement at a time; equal messages that wait together are said once. */
  async function send(): Promise<void> {
    if (sending) return
    sending = true
    while (waiting.size > 0 && client) {
      const batch = [...waiting.values()]
      waiting.clear()
      const channels = batch.map(([channel]) => channel)
      const payloads = batch.map(([, payload]) => payload)
      await client
        .query('select pg_notify(c, p) from unnest($1::text[], $2::text[]) as n (c, p)', [channels, payloads])
        .catch(() => {})
    }
    sending = false
  }

  await connect()
  return {
    publish: (channel, payload = '') => {
      if (Buffer.byteLength(payload) > PAYLOAD_BYTES_MAX) throw new Error(`A message on ${channel} is too long`)
      waiting.set(`${channel} ${payload}`, [channel, payload])
      void send()
    },
    listen: (channel, listener) => {
      listeners.get(channel)!.add(listener)
      return () => listeners.get(channel)!.delete(listener)
    },
    close: async () => {
      closed = true
      client?.removeAllListeners('end')
      await client?.end()
    },
  }
}
