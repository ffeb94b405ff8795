/**
 * The one way into a thread. `conversation.append` gives the place (seq) under the lock of the conversation, so that
 * nothing is lost, doubled or reordered: see schema/002-append.sql.
 */
import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { messageReceived, messageSent } from '../events.ts'
import { beginLeaving } from '../leave-message/leaving.ts'
import { choosesToLeave } from '../leave-message/offer.ts'
import { concernsLinks, concernsOf, type Standing } from './concerns.ts'
import type { MessageContent } from './content.ts'
import { plainText } from './plain-text.ts'
import { storable, storableJson } from './storable.ts'

export type AuthorKind = 'customer' | 'agent' | 'bot' | 'system'
export type Status = 'bot' | 'queued' | 'active' | 'closed'

export interface Appended {
  readonly outcome: 'stored' | 'repeated'
  readonly conversationId: string
  readonly seq: number
  readonly contactId: string
  readonly status: Status
  readonly agentId: string | null
  readonly queueId: string | null
  /** The message opened the conversation. */
  readonly opened: boolean
  readonly storedAt: string
}

interface AppendRow extends Omit<Appended, 'outcome'> {
  readonly outcome: Appended['outcome'] | 'missing' | 'closed' | 'window_closed' | 'quota_used'
}

const APPENDED =
  sql.raw(`a.outcome, a.conversation_id as "conversationId", a.seq, a.contact_id as "contactId", a.status,
  a.agent_id as "agentId", a.queue_id as "queueId", a.opened, a.sent_at as "storedAt"`)

const STANDING = sql.raw('s.words_revision as "wordsRevision", s.scheduled, s.leaving')

/** A message of a customer, as its channel has read it. */
export interface Arrival {
  readonly channelId: string
  /** The customer's id on the channel. */
  readonly externalId: string
  readonly name?: string | undefined
  readonly locale?: string | undefined
  /** The message's id on the channel; a repetition carries the same. */
  readonly sourceId: string
  readonly content: MessageContent
  readonly sentAt: string
  /** The right to answer that it gives, where the channel limits answers. */
  readonly window?: { readonly expiresAt: string; readonly sends: number } | undefined
  /** What its channel has noticed about it; added to the conversation's. */
  readonly tags?: readonly string[] | undefined
}

/** How a conversation begins when this message is its first. */
export interface Opening {
  readonly status: 'bot' | 'queued'
  readonly queueId: string | null
  readonly replyTargetSeconds: number
  readonly units: number
}

/** Stores what a customer has written and tells of it; the second time it only says where it lies. */
export async function receiveMessage(tx: Tx, context: Context, arrival: Arrival, opening: Opening): Promise<Appended> {
  const { content, window } = arrival
  const { wordsRevision, scheduled, leaving, ...row } = await tx.one(sql<AppendRow & Standing>`
    select ${APPENDED}, ${STANDING} from conversation.receive(${context.tenantId}, ${arrival.channelId},
      ${storable(arrival.externalId)},
      ${arrival.name ?? null}, ${arrival.locale ?? null}, ${newId()}, ${newId()}, ${storable(arrival.sourceId)},
      ${content.type}, ${storableJson(content)}, ${storable(plainText(content))}, ${window?.expiresAt ?? null}, ${window?.sends ?? null},
      ${arrival.sentAt}, ${clock.date()}, ${opening.status}, ${opening.queueId}, ${opening.replyTargetSeconds},
      ${opening.units}) a, conversation.standing_of(${context.tenantId}, a.conversation_id) s`)
  const appended = accepted(row)
  if (appended.outcome === 'stored') {
    const { conversationId, contactId, agentId, seq } = appended
    const standing = { wordsRevision, scheduled, leaving }
    if (choosesToLeave(content, conversationId)) await beginLeaving(tx, context, appended)
    const concerns = await concernsOf(tx, context, { conversationId, content }, standing)
    const told = { conversationId, channelId: arrival.channelId, contactId, agentId, seq, type: content.type }
    await emit(tx, context, messageReceived, { ...told, concerns })
  }
  return appended
}

/** A message of ours: an agent's, the bot's, Facet's own; or an internal one that no customer sees. */
export interface Utterance {
  readonly conversationId: string
  readonly channelId: string
  /** The sender's id of it: a repetition with the same id changes nothing. */
  readonly sourceId: string
  readonly author: { readonly kind: AuthorKind; readonly id: string | null; readonly name: string | null }
  readonly content: MessageContent
  readonly internal: boolean
  readonly replyTo?: number | undefined
  /** Whether it is sent to a platform, and so counts against the window and has a state. */
  readonly pushed: boolean
}

/** Refused: conversation-not-found, conversation-closed, window-closed, quota-used. */
export async function appendMessage(tx: Tx, context: Context, utterance: Utterance): Promise<Appended> {
  const { content, author, internal, pushed } = utterance
  const now = clock.date()
  const row = await tx.one(sql<AppendRow>`
    select ${APPENDED} from conversation.append(${context.tenantId}, ${utterance.conversationId}, ${utterance.sourceId},
      ${author.kind}, ${author.id}, ${author.name}, ${content.type}, ${storableJson(content)},
      ${storable(plainText(content))},
      ${internal}, ${utterance.replyTo ?? null}, ${pushed ? 'queued' : null}, null, null, ${pushed}, ${now}, ${now}) a`)
  const appended = accepted(row)
  if (appended.outcome === 'stored') {
    const { conversationId, contactId, agentId, seq } = appended
    const told = { conversationId, channelId: utterance.channelId, contactId, agentId, seq, type: content.type }
    const link = concernsLinks(content)
    await emit(tx, context, messageSent, { ...told, author: author.kind, internal, link })
  }
  return appended
}

function accepted(row: AppendRow): Appended {
  switch (row.outcome) {
    case 'stored':
    case 'repeated':
      return { ...row, outcome: row.outcome }
    case 'missing':
      throw conversationRefusals.conversationNotFound()
    case 'closed':
      throw conversationRefusals.conversationClosed()
    case 'window_closed':
      throw conversationRefusals.windowClosed()
    case 'quota_used':
      throw conversationRefusals.quotaUsed()
  }
}
