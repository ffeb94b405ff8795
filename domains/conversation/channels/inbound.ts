/**
 * What a channel has read enters here: stored and told of in one transaction, everything slow left to jobs. The same
 * thing may come three times, in parallel, to different processes.
 */
import { clock, newId, Refusal, systemContext, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { decodeRating } from '../close/rating-choice.ts'
import { rate } from '../close/rating.ts'
import { conversationOpened } from '../events.ts'
import { botTurnJob, fetchMediaJob, greetJob } from '../jobs.ts'
import { addTags } from '../inbox/signs.ts'
import type { Parts } from '../parts.ts'
import { findAnyQueue } from '../routing/queue.ts'
import { insertItem } from '../routing/queue-item.ts'
import { setDeliveryState, setRecalled } from '../thread/amend.ts'
import { appendMessage, receiveMessage, type Appended, type Arrival, type Opening } from '../thread/append.ts'
import { isAttachment, type MessageContent } from '../thread/content.ts'
import { findLastOf, findOpenOf, getConversation } from '../thread/conversation.ts'
import { recogniseContact } from '../thread/recognise-contact.ts'
import { giveRight } from '../thread/right.ts'
import { noteEvent } from '../thread/speak.ts'
import { storableJson } from '../thread/storable.ts'
import type { Inbound } from './channel.ts'
import type { Channel } from './directory.ts'
import { countScan, keepScan, leadIn, takeScan } from './scan.ts'

/** Messages of a customer that follow one another quickly are answered together. */
const BOT_WAITS_MS = 900

export function takeIn(parts: Parts, channel: Channel, inbound: Inbound, traceId = newId()): Promise<void> {
  const context = channelContext(channel, traceId)
  return parts.database.withTenant(context, (tx) => takeInside(tx, context, channel, inbound))
}

/** The same inside a transaction that does more: what a feed gave is stored together with how far it was read. */
export async function takeInside(tx: Tx, context: Context, channel: Channel, inbound: Inbound): Promise<void> {
  switch (inbound.kind) {
    case 'message':
      await takeMessage(tx, context, channel, { ...inbound, channelId: channel.channelId })
      return
    case 'event':
      return takeEvent(tx, context, channel, inbound)
    case 'said_elsewhere':
      return takeSaidElsewhere(tx, context, channel, inbound)
    case 'recall':
      return takeRecall(tx, context, channel, inbound.sourceId)
    case 'delivered':
    case 'send_failed':
      return takeReport(tx, context, channel, inbound)
  }
}

/** A customer on a channel acts for himself; what he may do is what his channel offers. */
export function channelContext({ tenantId, kind }: Channel, traceId: string): Context {
  return systemContext(tenantId, `channel:${kind.kind}`, traceId)
}

/** Undefined when it was the answer to a survey and no message. */
export async function takeMessage(
  tx: Tx,
  context: Context,
  channel: Channel,
  arrival: Arrival,
): Promise<Appended | undefined> {
  const rating = decodeRating(arrival.content)
  if (rating) {
    await rate(tx, context, { ...rating, by: arrival }).catch(ignoreRefusal)
    return undefined
  }
  const appended = await receiveMessage(tx, context, arrival, await openingOf(tx, context, channel))
  if (appended.outcome === 'stored') await follow(tx, context, channel, arrival, appended)
  return appended
}

/** A second thought, or the menu of somebody else: there is nobody whom a refusal would help. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}

async function openingOf(tx: Tx, context: Context, { conduct }: Channel): Promise<Opening> {
  const { bot, replyTargetSeconds, units } = conduct
  const queueId = conduct.queueId ?? (bot ? null : ((await findAnyQueue(tx, context.tenantId)) ?? null))
  return { status: bot || queueId === null ? 'bot' : 'queued', queueId, replyTargetSeconds, units }
}

async function follow(tx: Tx, context: Context, channel: Channel, arrival: Arrival, appended: Appended): Promise<void> {
  const { conversationId, status } = appended
  if (appended.opened) await begin(tx, context, channel, appended)
  if (arrival.tags) await addTags(tx, context, conversationId, arrival.tags)
  await fetchFileOf(tx, context, channel.channelId, arrival.content, appended)
  if (status === 'bot') {
    const runAt = new Date(clock.ms() + BOT_WAITS_MS).toISOString()
    await enqueue(tx, context, botTurnJob, { conversationId }, { key: `bot-turn:${conversationId}`, runAt })
  }
}

async function begin(tx: Tx, context: Context, channel: Channel, appended: Appended): Promise<void> {
  const { conversationId, contactId, queueId } = appended
  const status = appended.status === 'queued' ? 'queued' : 'bot'
  await recogniseContact(tx, context, contactId, channel.kind.kind)
  const lead = await takeScan(tx, context, contactId)
  if (lead) await leadIn(tx, context, conversationId, lead)
  if (status === 'queued' && queueId !== null) {
    const entry = { queueId: lead?.queueId ?? queueId }
    await tx.run(sql`
      update conversation.conversation set queued_at = opened_at, queue_id = ${entry.queueId}
      where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
    await insertItem(tx, context, await getConversation(tx, context.tenantId, conversationId), entry)
  }
  const { channelId } = channel
  await emit(tx, context, conversationOpened, { conversationId, channelId, contactId, agentId: null, status })
}

/**
 * Kept with the contact; noted in the thread when one is open, which may use the right to answer that it gives. A
 * greeting that would take of that right is for those alone with whom nobody talks yet.
 */
async function takeEvent(
  tx: Tx,
  context: Context,
  channel: Channel,
  inbound: Extract<Inbound, { kind: 'event' }>,
): Promise<void> {
  const { tenantId } = context
  const { channelId } = channel
  const { contactId } = await tx.one(sql<{ contactId: string }>`
    select k.contact_id as "contactId" from conversation.contact_of(${tenantId}, ${channelId}, ${inbound.externalId},
      ${inbound.name ?? null}, ${inbound.locale ?? null}, ${newId()}, ${clock.date()}) k`)
  const isNew = await tx.run(sql`
    insert into conversation.contact_event (tenant_id, channel_id, source_id, contact_id, name, details, occurred_at)
    values (${tenantId}, ${channelId}, ${inbound.sourceId}, ${contactId}, ${inbound.event},
      ${storableJson(inbound.details)}, ${inbound.sentAt})
    on conflict do nothing`)
  if (isNew === 0) return
  if (inbound.event === 'subscribed' || inbound.event === 'unsubscribed') {
    await tx.run(sql`
      update conversation.contact set subscribed = ${inbound.event === 'subscribed'}, version = version + 1
      where tenant_id = ${tenantId} and contact_id = ${contactId}`)
  }
  const open = await findOpenOf(tx, tenantId, channelId, inbound.externalId)
  if (inbound.greet && !(open && inbound.window)) {
    const welcome = { channelId, externalId: inbound.externalId, ...inbound.greet }
    await enqueue(tx, context, greetJob, welcome)
  }
  const lead = inbound.scene === undefined ? undefined : await countScan(tx, channel, inbound.scene)
  if (lead && open) await leadIn(tx, context, open.conversationId, lead)
  if (lead && !open) await keepScan(tx, context, contactId, lead)
  if (!open) return
  if (inbound.window) await giveRight(tx, { tenantId, ...open }, inbound.window)
  const options = { internal: true, sourceId: `event:${inbound.sourceId}` }
  const details = { ...inbound.details, ...(lead ? { code: lead.name } : {}) }
  await noteEvent(tx, context, open, inbound.event, details, options)
}

/**
 * What a colleague wrote in the platform's own app stands in the thread as an agent's message. When we have closed the
 * conversation since, it is kept there among ourselves.
 */
async function takeSaidElsewhere(
  tx: Tx,
  context: Context,
  channel: Channel,
  said: Extract<Inbound, { kind: 'said_elsewhere' }>,
): Promise<void> {
  const { channelId } = channel
  const conversation = await findLastOf(tx, context.tenantId, channelId, said.externalId)
  if (!conversation) return takeEvent(tx, context, channel, unaddressed(said))
  const appended = await appendMessage(tx, context, {
    conversationId: conversation.conversationId,
    channelId,
    sourceId: said.sourceId,
    author: { kind: 'agent', ...said.author },
    content: said.content,
    internal: conversation.status === 'closed',
    pushed: false,
  })
  if (appended.outcome === 'stored') await fetchFileOf(tx, context, channelId, said.content, appended)
}

function unaddressed({ content, author, ...sender }: Extract<Inbound, { kind: 'said_elsewhere' }>) {
  return { ...sender, kind: 'event', event: 'said_elsewhere', details: { author, content } } as const
}

async function fetchFileOf(
  tx: Tx,
  context: Context,
  channelId: string,
  content: MessageContent,
  { conversationId, seq }: Appended,
): Promise<void> {
  if (!isAttachment(content) || content.state !== 'pending') return
  await enqueue(tx, context, fetchMediaJob, { conversationId, channelId, seq })
}

/** A message was taken back where it was written. It may not be here yet: then there is nothing to take back. */
async function takeRecall(tx: Tx, context: Context, { channelId }: Channel, sourceId: string): Promise<void> {
  const place = await tx.find(sql<{ conversationId: string; seq: number }>`
    select conversation_id as "conversationId", seq from conversation.message
    where tenant_id = ${context.tenantId} and channel_id = ${channelId} and source_id = ${sourceId}
      and author_kind in ('customer', 'agent') and recalled_at is null`)
  if (place) await setRecalled(tx, context, place)
}

async function takeReport(
  tx: Tx,
  context: Context,
  { channelId }: Channel,
  report: Extract<Inbound, { kind: 'delivered' | 'send_failed' }>,
): Promise<void> {
  const place = await tx.find(sql<{ conversationId: string; seq: number }>`
    select conversation_id as "conversationId", seq from conversation.delivery
    where tenant_id = ${context.tenantId} and channel_id = ${channelId} and platform_id = ${report.platformId}`)
  if (!place) return
  if (report.kind === 'delivered') await setDeliveryState(tx, context, place, 'delivered')
  else await setDeliveryState(tx, context, place, 'failed', report.reason)
}
