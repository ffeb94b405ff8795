/** The customer chooses to leave a message; what he writes next is kept, somebody calls him, and he need not wait. */
import { clock, type Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import type { Tx } from '#engine/store'
import type { Channel } from '../channels/directory.ts'
import { close } from '../close/close.ts'
import { messageReceived } from '../events.ts'
import { openFollowUp } from '../follow-up/task.ts'
import type { Parts } from '../parts.ts'
import { settingOf } from '../review/setting.ts'
import { hoursOf } from '../routing/hours.ts'
import { localTime } from '../routing/local-time.ts'
import { findConversation, type Conversation } from '../thread/conversation.ts'
import { findMessage } from '../thread/message.ts'
import { phrase } from '../thread/phrases.ts'
import { plainText } from '../thread/plain-text.ts'
import { speak } from '../thread/speak.ts'
import { isLeftMessage } from './leaving.ts'
import { choosesToLeave, reachIn } from './offer.ts'

const HOUR_MS = 3_600_000

export function leaveMessageSubscriber(parts: Parts): Subscriber {
  return {
    name: 'conversation-leave-message',
    reactions: [
      on(messageReceived, async ({ conversationId, channelId, seq, concerns }, context) => {
        if (!concerns.includes('leaving')) return
        const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
        if (!channel) return
        await parts.database.withTenant(context, (tx) => hear(tx, context, channel, { conversationId, seq }))
      }),
    ],
  }
}

async function hear(tx: Tx, context: Context, channel: Channel, place: { conversationId: string; seq: number }) {
  const { conversationId, seq } = place
  const conversation = await findConversation(tx, context.tenantId, conversationId)
  // Somebody has taken it meanwhile: then he is answered by a person.
  if (conversation?.status !== 'queued') return
  const message = await findMessage(tx, context.tenantId, conversationId, seq)
  if (!message) return
  if (choosesToLeave(message.content, conversationId)) return ask(tx, context, channel, conversation, seq)
  if (!isLeftMessage(conversation, seq)) return
  await keep(tx, context, channel, conversation, plainText(message.content))
}

async function ask(tx: Tx, context: Context, channel: Channel, conversation: Conversation, seq: number): Promise<void> {
  const { conversationId, contactLocale } = conversation
  await tell(
    tx,
    context,
    channel,
    conversation,
    `leave-message:${conversationId}:${seq}`,
    phrase(contactLocale, 'leave-message-ask'),
  )
}

async function keep(
  tx: Tx,
  context: Context,
  channel: Channel,
  conversation: Conversation,
  text: string,
): Promise<void> {
  const { conversationId, contactLocale } = conversation
  const dueMs = await dueOf(tx, context, conversation)
  const dueAt = new Date(dueMs).toISOString()
  await openFollowUp(tx, context, { kind: 'message', conversationId, rating: null, text, reach: reachIn(text), dueAt })
  const by = await localTime(tx, context, dueMs, contactLocale ?? 'zh-CN')
  const thanks = phrase(contactLocale, 'leave-message-thanks', { by })
  await tell(tx, context, channel, conversation, `message-left:${conversationId}`, thanks)
  await close(tx, context, channel, { conversationId, reason: 'message', survey: false })
}

/** So many hours from now, or from the moment at which somebody is there again. */
async function dueOf(tx: Tx, context: Context, { queueId }: Conversation): Promise<number> {
  const { followUpHours } = await settingOf(tx, context)
  const hours = queueId === null ? ({ open: true } as const) : await hoursOf(tx, context, queueId, clock.ms())
  return (hours.open ? clock.ms() : hours.opensAtMs) + followUpHours * HOUR_MS
}

function tell(
  tx: Tx,
  context: Context,
  channel: Channel,
  { conversationId }: Conversation,
  sourceId: string,
  text: string,
) {
  const author = { kind: 'system', id: null, name: null } as const
  return speak(tx, context, channel, { conversationId, sourceId, author, content: { type: 'text', text } })
}
