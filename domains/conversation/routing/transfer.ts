/** Into a queue: from the bot, from an agent to a team, or to one colleague who has to accept. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { conversationQueued, handedOver, type HandOverCard } from '../events.ts'
import { wakeRouting } from '../jobs.ts'
import { getConversation, told, type Conversation } from '../thread/conversation.ts'
import { noteEvent } from '../thread/speak.ts'
import { findAgent } from './agent.ts'
import { endStretch } from './assign.ts'
import { findAnyQueue, getQueue } from './queue.ts'
import { insertItem, removeItem, type Entry } from './queue-item.ts'

export type TransferTarget = { readonly queueId: string } | { readonly agentId: string }

export async function transfer(
  tx: Tx,
  context: Context,
  conversationId: string,
  target: TransferTarget,
  note: string | null,
): Promise<void> {
  const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
  if (conversation.status === 'closed') throw conversationRefusals.conversationClosed()
  if (conversation.status === 'queued') await removeItem(tx, context.tenantId, conversationId)
  const entry = await entryOf(tx, context, conversation, target)
  const formerAgentId = conversation.agentId
  await endStretch(tx, context, conversationId, 'transfer')
  await enterQueue(tx, context, conversation, {
    ...entry,
    ...(formerAgentId === null ? {} : { fromAgentId: formerAgentId }),
    sinceMs: Date.parse(conversation.openedAt),
  })
  await noteEvent(tx, context, conversation, 'transferred', { ...target, note }, { internal: true })
  const queued = { ...told(conversation), agentId: null, queueId: entry.queueId, formerAgentId }
  await emit(tx, context, conversationQueued, queued)
  await wakeRouting(tx, context)
}

async function entryOf(
  tx: Tx,
  context: Context,
  conversation: Conversation,
  target: TransferTarget,
): Promise<Pick<Entry, 'queueId' | 'wantedAgentId'>> {
  if ('queueId' in target) return { queueId: (await getQueue(tx, context.tenantId, target.queueId)).queueId }
  const agent = await findAgent(tx, context.tenantId, target.agentId)
  if (!agent) throw conversationRefusals.agentNotFound()
  if (agent.presence !== 'online') throw conversationRefusals.agentNotOnline()
  return { queueId: await queueFor(tx, context, conversation), wantedAgentId: agent.agentId }
}

async function queueFor(tx: Tx, { tenantId }: Context, { queueId }: Conversation): Promise<string> {
  const found = queueId ?? (await findAnyQueue(tx, tenantId))
  if (found === undefined) throw conversationRefusals.queueNotFound()
  return found
}

/** The bot, or the customer, wants a person. Harmless when the conversation is already beyond the bot. */
export async function handOver(
  tx: Tx,
  context: Context,
  conversationId: string,
  reason: string,
  card: HandOverCard,
  wantedQueueId?: string | null,
): Promise<boolean> {
  const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
  if (conversation.status !== 'bot') return false
  const queueId = wantedQueueId ?? (await queueFor(tx, context, conversation))
  await enterQueue(tx, context, conversation, { queueId })
  await tx.run(sql`
    update conversation.conversation set handed_over_at = ${clock.date()}
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
  await noteEvent(tx, context, conversation, 'handed_over', { reason, ...card }, { internal: true })
  const { personId, customerId } = conversation
  await emit(tx, context, handedOver, { ...told(conversation), queueId, reason, personId, customerId, card })
  return true
}

/** The conversation's row is locked. From now on the customer waits for a person. */
export async function enterQueue(tx: Tx, context: Context, conversation: Conversation, entry: Entry): Promise<void> {
  const now = clock.date()
  await tx.run(sql`
    update conversation.conversation set status = 'queued', queue_id = ${entry.queueId}, agent_id = null,
      queued_at = coalesce(queued_at, ${now}), handled_since = null,
      awaiting_since = coalesce(awaiting_since, ${now}),
      reply_due_at = least(reply_due_at, ${now}::timestamptz + make_interval(secs => reply_target_seconds)),
      version = version + 1
    where tenant_id = ${context.tenantId} and conversation_id = ${conversation.conversationId}`)
  await insertItem(tx, context, conversation, entry)
}
