/** What a supervisor does in somebody else's conversation: he listens, whispers to the agent, or joins in the open. */
import { clock, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { appendMessage, type Appended } from '../thread/append.ts'
import { getConversation, type Conversation } from '../thread/conversation.ts'
import { authorOf, noteEvent } from '../thread/speak.ts'
import { whisperNotice } from './notices.ts'

/** Nobody in the conversation notices; only our own trail knows. */
export async function listen(tx: Tx, context: Context, conversationId: string): Promise<void> {
  const { agentId, status } = await getConversation(tx, context.tenantId, conversationId)
  const subject = `conversation:${conversationId}`
  await audit(tx, context, { action: 'conversation.listen', subject, after: { agentId, status } })
}

export interface Whisper {
  readonly conversationId: string
  /** Made by the browser: a repetition is the same whisper. */
  readonly clientId: string
  readonly text: string
}

/** A note for the agent alone, which he cannot overlook. The customer never sees it. Refused: no-agent. */
export async function whisper(
  tx: Tx,
  context: Context,
  { conversationId, clientId, text }: Whisper,
): Promise<Appended> {
  const { channelId, agentId } = await openOne(tx, context, conversationId)
  if (agentId === null) throw conversationRefusals.noAgent()
  const appended = await appendMessage(tx, context, {
    conversationId,
    channelId,
    sourceId: `whisper:${clientId}`,
    author: authorOf(context),
    content: { type: 'note', text, mentions: [agentId], whisper: true },
    internal: true,
    pushed: false,
  })
  if (appended.outcome === 'repeated') return appended
  await notify(tx, context, whisperNotice, {
    userIds: [agentId],
    params: { by: context.actor.name, text },
    link: `/conversation/${conversationId}`,
    source: `whisper:${clientId}`,
  })
  return appended
}

/** From here on he writes to the customer under his own name, beside the agent. Once in, again changes nothing. */
export async function barge(tx: Tx, context: Context, conversationId: string): Promise<void> {
  const { tenantId, actor } = context
  const conversation = await openOne(tx, context, conversationId)
  const joined = await tx.run(sql`
    insert into conversation.participant (tenant_id, conversation_id, agent_id, invited_by, joined_at)
    values (${tenantId}, ${conversationId}, ${actor.id}, ${actor.id}, ${clock.date()})
    on conflict do nothing`)
  if (joined === 0) return
  await noteEvent(tx, context, conversation, 'joined', { name: actor.name })
  await audit(tx, context, { action: 'conversation.barge', subject: `conversation:${conversationId}` })
}

export async function leave(tx: Tx, context: Context, conversationId: string): Promise<void> {
  const { tenantId, actor } = context
  const conversation = await getConversation(tx, tenantId, conversationId)
  const left = await tx.run(sql`
    delete from conversation.participant
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and agent_id = ${actor.id}`)
  if (left > 0) await noteEvent(tx, context, conversation, 'left', { name: actor.name })
}

async function openOne(tx: Tx, { tenantId }: Context, conversationId: string): Promise<Conversation> {
  const conversation = await getConversation(tx, tenantId, conversationId)
  if (conversation.status === 'closed') throw conversationRefusals.conversationClosed()
  return conversation
}
