/**
 * Channels that have to be asked: what came is stored in one transaction with the cursor behind it. Of two processes
 * that read the same, the second finds the cursor moved and stores nothing.
 */
import { clock, Refusal, type Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { readFeedJob } from '../jobs.ts'
import type { Parts } from '../parts.ts'
import type { Fed, FeedPlace } from './channel.ts'
import type { Channel } from './directory.ts'
import { channelContext, takeInside } from './inbound.ts'
import type { FeedWatch } from './watch.ts'
import { keepUnreadable } from './unreadable.ts'

type Wake = Pick<FeedPlace, 'name' | 'hint'>

/** The platform has called: its feed is read soon, and once for many calls. */
export function wakeFeed(parts: Parts, channel: Channel, wake: Wake, traceId: string): Promise<void> {
  const context = channelContext(channel, traceId)
  return parts.database.withTenant(context, (tx) => enqueueReading(tx, context, channel.channelId, wake))
}

/** What is listened to is read this often all the same: a line may look alive and carry nothing. */
const LISTENED_MS = 10 * 60_000

/** Every minute: a call may have been lost, and of some platforms nobody is told. */
export async function wakeFeeds(parts: Parts, context: Context, listening: FeedWatch): Promise<void> {
  for (const { channelId, feeds } of await parts.channels.list(context)) {
    const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
    if (!channel?.enabled) continue
    for (const name of channel.kind.feed?.names(channel.connection.settings) ?? []) {
      const isHeard = channel.kind.feed?.watch !== undefined && (await listening.keep(channel, name))
      const readAt = feeds.find((feed) => feed.name === name)?.readAt ?? null
      if (isHeard && readAt !== null && Date.parse(readAt) > clock.ms() - LISTENED_MS) continue
      await parts.database.withTenant(context, (tx) => enqueueReading(tx, context, channelId, { name, hint: null }))
    }
  }
}

function enqueueReading(tx: Tx, context: Context, channelId: string, { name, hint }: Wake): Promise<void> {
  return enqueue(tx, context, readFeedJob, { channelId, name, hint }, { key: `read-feed:${channelId}:${name}` })
}

/** Reads to the end. A failure is shown with the channel, and tried again. */
export async function readFeed(parts: Parts, context: Context, channelId: string, wake: Wake): Promise<void> {
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  if (!channel?.enabled || !channel.kind.feed) return
  const place = { tenantId: context.tenantId, channelId, name: wake.name }
  for (;;) {
    const cursor = await cursorOf(parts, place)
    const fed = await channel.kind.feed.read({ ...wake, cursor }, channel.connection).catch(async (error: unknown) => {
      await noteFailure(parts, place, sentenceOf(error))
      throw error
    })
    const moved = await store(parts, context, channel, { place, cursor, fed })
    if (!moved || !fed.more) return
  }
}

interface Reading {
  readonly place: Place
  readonly cursor: string | null
  readonly fed: Fed
}

/** All of it at once; where one message spoils it, each by itself, and the spoilt one is kept for somebody to look at. */
async function store(parts: Parts, context: Context, channel: Channel, reading: Reading): Promise<boolean> {
  const { place, cursor, fed } = reading
  const { database } = parts
  try {
    return await database.withTenant(context, async (tx) => {
      if (!(await moveCursor(tx, place, cursor, fed.cursor))) return false
      for (const inbound of fed.inbound) await takeInside(tx, context, channel, inbound)
      for (const item of fed.unreadable) await keepUnreadable(tx, channel, item)
      return true
    })
  } catch (error) {
    if (!isSpoilt(error)) throw error
    return storeOneByOne(parts, context, channel, reading)
  }
}

async function storeOneByOne(parts: Parts, context: Context, channel: Channel, { place, cursor, fed }: Reading) {
  const within = parts.database.withTenant
  const spoilt: { reason: string; body: string }[] = [...fed.unreadable]
  for (const inbound of fed.inbound) {
    await within(context, (tx) => takeInside(tx, context, channel, inbound)).catch((error: unknown) => {
      if (!isSpoilt(error)) throw error
      spoilt.push({ reason: String(error), body: JSON.stringify(inbound) })
    })
  }
  return within(context, async (tx) => {
    if (!(await moveCursor(tx, place, cursor, fed.cursor))) return false
    for (const item of spoilt) await keepUnreadable(tx, channel, item)
    return true
  })
}

/** Refused by us, or data that no column takes; anything else may go by itself. */
function isSpoilt(error: unknown): boolean {
  return error instanceof Refusal || /^2[23]/.test(String((error as { code?: unknown }).code))
}

interface Place {
  readonly tenantId: string
  readonly channelId: string
  readonly name: string
}

async function cursorOf(parts: Parts, { tenantId, channelId, name }: Place): Promise<string | null> {
  const feed = await parts.database.withTenant({ tenantId }, (tx) =>
    tx.find(sql<{ cursor: string | null }>`
      insert into conversation.feed (tenant_id, channel_id, name) values (${tenantId}, ${channelId}, ${name})
      on conflict (tenant_id, channel_id, name) do update set name = excluded.name
      returning cursor`),
  )
  return feed?.cursor ?? null
}

async function moveCursor(tx: Tx, { tenantId, channelId, name }: Place, from: string | null, to: string) {
  const moved = await tx.run(sql`
    update conversation.feed set cursor = ${to}, read_at = ${clock.date()}, failure = null
    where tenant_id = ${tenantId} and channel_id = ${channelId} and name = ${name}
      and cursor is not distinct from ${from}`)
  return moved === 1
}

function sentenceOf(error: unknown): string {
  if (error instanceof Refusal) return error.code
  return error instanceof Error ? error.message : String(error)
}

async function noteFailure(parts: Parts, { tenantId, channelId, name }: Place, failure: string): Promise<void> {
  await parts.database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update conversation.feed set failure = ${failure}
      where tenant_id = ${tenantId} and channel_id = ${channelId} and name = ${name}`),
  )
}
