/** What could not be read is read once more, after its settings or Facet itself were mended. */
import { clock, type Context } from '#engine/kernel'
import { sql } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import type { Inbound } from './channel.ts'
import { channelContext, takeInside } from './inbound.ts'
import { dismissUnreadable } from './unreadable.ts'

/** False: it still cannot be read. Refused: unreadable-not-found, channel-not-found, and what its messages are. */
export async function replayUnreadable(parts: Parts, context: Context, unreadableId: string): Promise<boolean> {
  const { tenantId, traceId } = context
  const kept = await parts.database.withTenant(context, (tx) =>
    tx.find(sql<{ channelId: string; body: string; receivedAt: string }>`
      select channel_id as "channelId", body, received_at as "receivedAt" from conversation.unreadable
      where tenant_id = ${tenantId} and unreadable_id = ${unreadableId} and done_at is null`),
  )
  if (!kept) throw conversationRefusals.unreadableNotFound()
  const channel = await parts.channels.find({ tenantId, channelId: kept.channelId })
  if (!channel) throw conversationRefusals.channelNotFound()
  const inbound = channel.kind.reread?.(kept.body, channel.connection)
  if (!inbound) return false
  const lateMs = clock.ms() - Date.parse(kept.receivedAt)
  const source = channelContext(channel, traceId)
  await parts.database.withTenant(source, async (tx) => {
    for (const one of inbound) await takeInside(tx, source, channel, asOfThen(one, lateMs))
    await dismissUnreadable(tx, context, unreadableId)
  })
  return true
}

/** The right to answer began when the message came, not now. */
function asOfThen(inbound: Inbound, lateMs: number): Inbound {
  if (inbound.kind !== 'message' || !inbound.window) return inbound
  const expiresAt = new Date(Date.parse(inbound.window.expiresAt) - lateMs).toISOString()
  return { ...inbound, window: { ...inbound.window, expiresAt } }
}
