/** The end of a conversation: by its agent, a flow, the customer, or because nothing more came; and its survey. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { cancelJob } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import type { Channel } from '../channels/directory.ts'
import { conversationRefusals } from '../errors.ts'
import { conversationClosed, conversationReopened } from '../events.ts'
import { wakeRouting } from '../jobs.ts'
import { assertRoom, lockAgent } from '../routing/agent.ts'
import { assign, endStretch } from '../routing/assign.ts'
import { offerKey } from '../routing/offer.ts'
import { removeItem } from '../routing/queue-item.ts'
import { getConversation, told, type Conversation } from '../thread/conversation.ts'
import { phrase } from '../thread/phrases.ts'
import { noteEvent, speak } from '../thread/speak.ts'
import { ratingChoiceId } from './rating-choice.ts'

/** resolved; abandoned: the customer left the queue; message: he left one and went; idle: nothing more came; spam. */
export type CloseReason = 'resolved' | 'abandoned' | 'message' | 'idle' | 'spam'

export interface Closing {
  readonly conversationId: string
  readonly reason: CloseReason
  readonly survey: boolean
}

/** False when it was closed before. */
export async function close(tx: Tx, context: Context, channel: Channel, closing: Closing): Promise<boolean> {
  const { conversationId, reason } = closing
  await removeItem(tx, context.tenantId, conversationId)
  const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
  if (conversation.status === 'closed') return false
  if (closing.survey && reason !== 'spam') await sendSurvey(tx, context, channel, conversation)
  await noteEvent(tx, context, conversation, 'closed', { reason })
  await endStretch(tx, context, conversationId, 'close')
  await tx.run(sql`
    update conversation.conversation set status = 'closed', closed_at = ${clock.date()}, closed_by = ${context.actor.id},
      close_reason = ${reason}, awaiting_since = null, reply_due_at = 'infinity', unread = 0,
      queue_seconds = queue_seconds + ${waitedSeconds(conversation)}, version = version + 1
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
  await tx.run(sql`
    delete from conversation.draft where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
  await cancelJob(tx, context, offerKey(conversationId))
  const { personId, customerId, agentMessages } = conversation
  const withoutAgent = agentMessages === 0
  await emit(tx, context, conversationClosed, { ...told(conversation), reason, withoutAgent, personId, customerId })
  await wakeRouting(tx, context)
  return true
}

/** Who was never served waited from his entry until now. */
function waitedSeconds({ status, queuedAt }: Conversation): number {
  if (status !== 'queued' || queuedAt === null) return 0
  return Math.max(0, Math.round((clock.ms() - Date.parse(queuedAt)) / 1000))
}

/** Asks how it was, where the channel can ask and we may still write. No survey is worth an error. */
async function sendSurvey(tx: Tx, context: Context, channel: Channel, conversation: Conversation): Promise<void> {
  const { conversationId, contactLocale } = conversation
  if (!channel.conduct.survey || !channel.kind.capabilities.sends.includes('menu')) return
  if (conversation.agentMessages + conversation.botMessages === 0 || !(await mayWrite(tx, context, conversationId)))
    return
  const choices = [5, 4, 3, 2, 1].map((rating) => ({
    id: ratingChoiceId({ conversationId, rating }),
    label: phrase(contactLocale, `rating-${rating}` as 'rating-5'),
  }))
  await speak(tx, context, channel, {
    conversationId,
    sourceId: `survey:${conversationId}`,
    author: { kind: 'system', id: null, name: null },
    content: { type: 'menu', text: phrase(contactLocale, 'survey'), choices },
  })
  await tx.run(sql`
    update conversation.conversation set survey_sent_at = ${clock.date()}
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
}

async function mayWrite(tx: Tx, { tenantId }: Context, conversationId: string): Promise<boolean> {
  const { open } = await tx.one(sql<{ open: boolean }>`
    select coalesce(window_expires_at > ${clock.date()}, true) and coalesce(window_remaining > 0, true) as open
    from conversation.conversation where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
  return open
}

/** The agent goes on with it himself. Refused when the customer has begun another one meanwhile. */
export async function reopen(tx: Tx, context: Context, conversationId: string, agentId: string): Promise<void> {
  const agent = await lockAgent(tx, context.tenantId, agentId)
  const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
  if (conversation.status !== 'closed') throw conversationRefusals.conversationNotClosed()
  assertRoom(agent, conversation.units)
  const other = await tx.find(sql`
    select from conversation.conversation where tenant_id = ${context.tenantId} and channel_id = ${conversation.channelId}
      and contact_id = ${conversation.contactId} and status <> 'closed'`)
  if (other) throw conversationRefusals.anotherOpen()
  await tx.run(sql`
    update conversation.conversation set status = 'active', closed_at = null, closed_by = null, close_reason = null,
      reopened = reopened or closed_at > ${clock.date()}::timestamptz - interval '72 hours', agent_id = null, version = version + 1
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
  await assign(tx, context, { ...conversation, agentId: null }, agent, 'reopen')
  await emit(tx, context, conversationReopened, { ...told(conversation), agentId })
}
