/** Customers who cannot see the queue are told where they stand, once, unless somebody has been faster. */
import { clock, Refusal, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { Parts } from '../parts.ts'
import { findConversation, type Conversation } from '../thread/conversation.ts'
import { phrase } from '../thread/phrases.ts'
import { speak } from '../thread/speak.ts'
import { hoursOf } from './hours.ts'
import { localTime } from './local-time.ts'
import { standingOf } from './standing.ts'

export async function tellWaiting(parts: Parts, context: Context, conversationId: string): Promise<void> {
  const conversation = await parts.database.withTenant(context, (tx) =>
    findConversation(tx, context.tenantId, conversationId),
  )
  if (conversation?.status !== 'queued') return
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId: conversation.channelId })
  // Who is on the phone hears it.
  if (!channel || channel.kind.converse) return
  await parts.database
    .withTenant(context, async (tx) => {
      const text = await sentenceOf(tx, context, conversation, channel.kind.capabilities.showsQueue)
      if (text === undefined) return
      await speak(tx, context, channel, {
        conversationId,
        sourceId: `waiting:${conversationId}:${conversation.queuedAt}`,
        author: { kind: 'system', id: null, name: null },
        content: { type: 'text', text },
      })
    })
    .catch((error: unknown) => {
      // It would have been a courtesy; where we may not write, the customer waits without it.
      if (!(error instanceof Refusal)) throw error
    })
}

async function sentenceOf(
  tx: Tx,
  context: Context,
  { conversationId, contactLocale }: Conversation,
  seesQueue: boolean,
): Promise<string | undefined> {
  const standing = await standingOf(tx, context.tenantId, conversationId)
  if (!standing) return undefined
  const hours = await hoursOf(tx, context, standing.queueId, clock.ms())
  if (!hours.open) {
    const opensAt = await localTime(tx, context, hours.opensAtMs, contactLocale ?? 'zh-CN')
    return phrase(contactLocale, 'closed-hours', { opensAt })
  }
  if (seesQueue) return undefined
  const { position, expectedSeconds } = standing
  if (expectedSeconds === null) return phrase(contactLocale, 'waiting', { position })
  return phrase(contactLocale, 'waiting-expected', { position, minutes: Math.max(1, Math.ceil(expectedSeconds / 60)) })
}
