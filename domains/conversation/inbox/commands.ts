/** What an agent does in a thread. Each is one transaction; repetitions with the same client id change nothing. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { rewords } from '../channels/channel.ts'
import { messageIdOf } from '../channels/deliver.ts'
import { attachmentOf } from '../channels/media.ts'
import type { Channel } from '../channels/directory.ts'
import { mentionedNotice } from '../cooperation/notices.ts'
import { conversationRefusals } from '../errors.ts'
import { colleagueMentioned } from '../events.ts'
import type { Parts } from '../parts.ts'
import { setContent, setRecalled, toggleReaction, type MessagePlace } from '../thread/amend.ts'
import { appendMessage, type Appended } from '../thread/append.ts'
import { isAttachment, type MessageContent } from '../thread/content.ts'
import { getConversation, told, type Conversation } from '../thread/conversation.ts'
import { findMessage, type Message } from '../thread/message.ts'
import { plainText } from '../thread/plain-text.ts'
import { authorOf, speak } from '../thread/speak.ts'
import { assertSayable, keepHits } from '../words/guard.ts'

export interface Reply {
  readonly conversationId: string
  /** Made by the browser: a repetition is the same message. */
  readonly clientId: string
  readonly content: MessageContent
  readonly replyTo?: number | undefined
  /** The last place that the agent has read; refused when a colleague has answered the customer behind it. */
  readonly seen?: number | undefined
  /** The agent was asked about the sensitive words in it. */
  readonly anyway?: boolean | undefined
}

/** Finds the conversation and its channel; the channel is not read inside the transaction. */
export async function channelOf(parts: Parts, context: Context, conversationId: string): Promise<Channel> {
  const { channelId } = await parts.database.withTenant(context, (tx) =>
    getConversation(tx, context.tenantId, conversationId),
  )
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  if (!channel) throw conversationRefusals.channelNotFound()
  return channel
}

/** The agent of the conversation writes to the customer. Who is not its agent must take it over first. */
export async function reply(parts: Parts, context: Context, given: Reply): Promise<Appended> {
  const channel = await channelOf(parts, context, given.conversationId)
  const content = await withFile(parts, context, given.content)
  return parts.database.withTenant(context, async (tx) => {
    await assertServing(tx, context, given.conversationId)
    const { conversationId, replyTo, seen } = given
    const sourceId = `agent:${given.clientId}`
    if (seen !== undefined) await assertUnanswered(tx, context, { conversationId, seq: seen }, sourceId)
    const words = await assertSayable(tx, context, plainText(content), { asked: given.anyway ?? false })
    const speech = { conversationId, sourceId, author: authorOf(context), content, replyTo }
    const appended = await speak(tx, context, channel, speech)
    await keepHits(tx, context, appended, 'agent', words)
    return appended
  })
}

/** Two colleagues do not answer the same question unawares. A repetition of what was stored is no new answer. */
async function assertUnanswered(
  tx: Tx,
  { tenantId, actor }: Context,
  { conversationId, seq }: { conversationId: string; seq: number },
  sourceId: string,
): Promise<void> {
  await getConversation(tx, tenantId, conversationId, { lock: true })
  const answer = await tx.find(sql<{ name: string | null; own: boolean }>`
    select author_name as name, source_id = ${sourceId} as own from conversation.message
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and seq > ${seq} and not internal
      and author_kind = 'agent' and type <> 'event' and recalled_at is null
      and (author_id <> ${actor.id} or source_id = ${sourceId})
    order by own desc, seq desc limit 1`)
  if (answer && !answer.own) throw conversationRefusals.answeredMeanwhile({ name: answer.name ?? '' })
}

/** What a file is, is what our store says of it, not what the browser said. */
export async function withFile(parts: Parts, context: Context, content: MessageContent): Promise<MessageContent> {
  if (!isAttachment(content)) return content
  if (content.fileId === null) throw conversationRefusals.fileNotFound()
  const stored = await parts.files.get(context, content.fileId)
  // A visitor sends what he has uploaded himself, and nothing whose id he has come by.
  if (context.actor.kind !== 'user' && stored.createdBy !== context.actor.id) throw conversationRefusals.fileNotFound()
  return { ...content, ...attachmentOf(stored) }
}

/** Who is not the agent of the conversation, nor asked into it, must take it over first. */
export async function assertServing(tx: Tx, { tenantId, actor }: Context, conversationId: string): Promise<void> {
  const conversation = await getConversation(tx, tenantId, conversationId)
  if (conversation.status === 'closed') throw conversationRefusals.conversationClosed()
  if (conversation.agentId === actor.id) return
  const guest = await tx.find(sql`
    select from conversation.participant
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and agent_id = ${actor.id}`)
  if (!guest) throw conversationRefusals.notYours()
}

export interface Note {
  readonly conversationId: string
  readonly clientId: string
  readonly text: string
  readonly mentions: readonly string[]
}

/** An internal note; who is mentioned is told, and may from then on write in the thread. */
export async function note(parts: Parts, context: Context, { conversationId, clientId, text, mentions }: Note) {
  return parts.database.withTenant(context, async (tx) => {
    const conversation = await getConversation(tx, context.tenantId, conversationId)
    const appended = await appendMessage(tx, context, {
      conversationId,
      channelId: conversation.channelId,
      sourceId: `note:${clientId}`,
      author: authorOf(context),
      content: { type: 'note', text, mentions: [...mentions] },
      internal: true,
      pushed: false,
    })
    if (appended.outcome === 'stored')
      await tellMentioned(tx, context, conversation, { seq: appended.seq, text, mentions })
    return appended
  })
}

/** As much of a note as the bell shows. */
const EXCERPT_MAX = 200

async function tellMentioned(
  tx: Tx,
  context: Context,
  conversation: Conversation,
  { seq, text, mentions }: { seq: number; text: string; mentions: readonly string[] },
): Promise<void> {
  const { conversationId } = conversation
  const by = context.actor.name
  const userIds = [...new Set(mentions)].filter((userId) => userId !== context.actor.id)
  for (const userId of userIds) {
    await invite(tx, context, conversationId, userId)
    await emit(tx, context, colleagueMentioned, { ...told(conversation), seq, userId, by })
  }
  await notify(tx, context, mentionedNotice, {
    userIds,
    params: { by, text: text.slice(0, EXCERPT_MAX) },
    link: `/conversation/${conversationId}`,
    source: `conversation:${conversationId}:mentioned:${seq}`,
  })
}

/** Asks a colleague into the thread beside its agent. */
export async function invite(tx: Tx, context: Context, conversationId: string, agentId: string): Promise<void> {
  await tx.run(sql`
    insert into conversation.participant (tenant_id, conversation_id, agent_id, invited_by, joined_at)
    values (${context.tenantId}, ${conversationId}, ${agentId}, ${context.actor.id}, ${clock.date()})
    on conflict do nothing`)
}

/** Takes an own message back, on the platform first. Refused: not-your-message, not-recallable, recall-too-late. */
export async function recall(parts: Parts, context: Context, conversationId: string, seq: number): Promise<void> {
  const channel = await channelOf(parts, context, conversationId)
  const message = await parts.database.withTenant(context, (tx) => ownMessage(tx, context, conversationId, seq))
  if (message.recalledAt !== null) return
  assertRecallable(message, channel)
  if (message.state === 'sent' || message.state === 'delivered') {
    await recallOutside(parts, context, channel, { conversationId, seq })
  }
  await parts.database.withTenant(context, (tx) => setRecalled(tx, context, { conversationId, seq }))
}

async function recallOutside(parts: Parts, context: Context, { kind, connection }: Channel, place: MessagePlace) {
  if (!kind.recall) return
  const { conversationId, seq } = place
  const { externalId } = await parts.database.withTenant(context, (tx) =>
    getConversation(tx, context.tenantId, conversationId),
  )
  const done = await kind.recall({ externalId, messageId: messageIdOf(conversationId, seq) }, connection)
  if (!done) throw conversationRefusals.notRecallable()
}

function assertRecallable({ internal, sentAt }: Message, { kind }: Channel): void {
  const minutes = internal ? 24 * 60 : kind.capabilities.recallMinutes
  if (minutes === 0) throw conversationRefusals.notRecallable()
  if (clock.ms() - Date.parse(sentAt) > minutes * 60_000) throw conversationRefusals.recallTooLate({ minutes })
}

/** Corrects an own text, where the customer's side can show it. Refused: not-your-message, not-correctable. */
export async function edit(parts: Parts, context: Context, conversationId: string, seq: number, text: string) {
  const channel = await channelOf(parts, context, conversationId)
  await parts.database.withTenant(context, async (tx) => {
    const { content, internal, recalledAt } = await ownMessage(tx, context, conversationId, seq)
    const isText = content.type === 'text' || content.type === 'note'
    const canChange = internal || rewords(channel.kind)
    if (!isText || !canChange || recalledAt !== null) throw conversationRefusals.notCorrectable()
    if (content.text === text) return
    if (!internal) await assertSayable(tx, context, text, { asked: true })
    await setContent(tx, context, { conversationId, seq }, reworded(content, text), { edited: true })
  })
}

/** The preview showed where the old words led; the new ones get their own. */
function reworded(content: Extract<MessageContent, { text: string }>, text: string): MessageContent {
  return content.type === 'text' ? { ...content, text, preview: undefined } : { ...content, text }
}

async function ownMessage(tx: Tx, { tenantId, actor }: Context, conversationId: string, seq: number): Promise<Message> {
  const message = await findMessage(tx, tenantId, conversationId, seq)
  if (!message) throw conversationRefusals.messageNotFound()
  if (message.author.kind !== 'agent' || message.author.id !== actor.id) throw conversationRefusals.notYourMessage()
  return message
}

export function react(parts: Parts, context: Context, conversationId: string, seq: number, emoji: string) {
  return parts.database.withTenant(context, (tx) =>
    toggleReaction(tx, context, { conversationId, seq }, emoji, `agent:${context.actor.id}`),
  )
}

export async function saveDraft(
  tx: Tx,
  { tenantId, actor }: Context,
  conversationId: string,
  { text, internal }: { text: string; internal: boolean },
): Promise<void> {
  if (text === '') {
    await tx.run(sql`
      delete from conversation.draft
      where tenant_id = ${tenantId} and conversation_id = ${conversationId} and agent_id = ${actor.id}`)
    return
  }
  await tx.run(sql`
    insert into conversation.draft (tenant_id, conversation_id, agent_id, text, internal, updated_at)
    values (${tenantId}, ${conversationId}, ${actor.id}, ${text}, ${internal}, ${clock.date()})
    on conflict (tenant_id, conversation_id, agent_id) do update
      set text = excluded.text, internal = excluded.internal, updated_at = excluded.updated_at`)
}
