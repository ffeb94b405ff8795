/** Customers who cannot see the queue are told where they stand, once, unless somebody has been faster. */
import { clock, Refusal, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { LONG_WAIT_SECONDS, withOffer } from '../leave-message/offer.ts'
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
      const told = await sentenceOf(tx, context, conversation, channel.kind.capabilities.showsQueue)
      if (told === undefined) return
      const { text, mayLeave } = told
      const offers = mayLeave && channel.kind.capabilities.sends.includes('menu')
      const content = offers
        ? withOffer(conversation.contactLocale, text, conversationId)
        : ({ type: 'text', text } as const)
      await speak(tx, context, channel, {
        conversationId,
        sourceId: `waiting:${conversationId}:${conversation.queuedAt}`,
        author: { kind: 'system', id: null, name: null },
        content,
      })
    })
    .catch((error: unknown) => {
      // It would have been a courtesy; where we may not write, the customer waits without it.
      if (!(error instanceof Refusal)) throw error
    })
}

interface Told {
  readonly text: string
  /** Nobody is there, or it takes long: he may leave a message and go. */
  readonly mayLeave: boolean
}

async function sentenceOf(
  tx: Tx,
  context: Context,
  { conversationId, contactLocale }: Conversation,
  seesQueue: boolean,
): Promise<Told | undefined> {
  const standing = await standingOf(tx, context.tenantId, conversationId)
  if (!standing) return undefined
  const hours = await hoursOf(tx, context, standing.queueId, clock.ms())
  if (!hours.open) {
    const opensAt = await localTime(tx, context, hours.opensAtMs, contactLocale ?? 'zh-CN')
    return { text: phrase(contactLocale, 'closed-hours', { opensAt }), mayLeave: true }
  }
  const { position, expectedSeconds } = standing
  const mayLeave = (expectedSeconds ?? 0) >= LONG_WAIT_SECONDS
  if (seesQueue && !mayLeave) return undefined
  if (expectedSeconds === null) return { text: phrase(contactLocale, 'waiting', { position }), mayLeave }
  const minutes = Math.max(1, Math.ceil(expectedSeconds / 60))
  return { text: phrase(contactLocale, 'waiting-expected', { position, minutes }), mayLeave }
}
