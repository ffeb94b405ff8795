/** What a visitor can do besides writing. */
import { sql, type Tx } from '#engine/store'
import { close } from '../../close/close.ts'
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import { handOver } from '../../routing/transfer.ts'
import { readBefore, readSince } from '../../thread/message.ts'
import { presentToCustomer } from '../../thread/present.ts'
import type { Visitor, VisitorWords } from '../address.ts'
import type { Channel } from '../directory.ts'
import type { WebSettings } from './channel.ts'
import { findOwn, type KnownVisitor } from './visitor.ts'

export interface VisitorThreadQuery {
  readonly after?: number | undefined
  readonly change: number
  readonly before?: number | undefined
  readonly limit: number
}

/** The last conversation of the visitor: a page backwards, or what is new behind his cursor. */
export function readOwnThread(parts: Parts, visitor: KnownVisitor, query: VisitorThreadQuery) {
  return parts.database.withTenant(visitor, async (tx) => {
    const conversation = await findOwn(tx, visitor)
    if (!conversation) return { conversation, items: [] }
    const { conversationId } = conversation
    const { after, change, before, limit } = query
    const items =
      after === undefined
        ? await readBefore(tx, visitor.tenantId, conversationId, before, 'customer', limit)
        : await readSince(tx, visitor.tenantId, conversationId, { after, change }, 'customer', limit)
    return { conversation, items: items.map((message) => presentToCustomer(parts, visitor.context, message)) }
  })
}

const NO_CARD = { wants: '', confirmed: [], doesNotKnow: '', confidence: null, threshold: null }

export async function askForPerson(parts: Parts, visitor: KnownVisitor): Promise<void> {
  await parts.database.withTenant(visitor, async (tx) => {
    const own = await findOwn(tx, visitor)
    if (!own) throw conversationRefusals.conversationNotFound()
    await handOver(tx, visitor.context, own.conversationId, 'asked', NO_CARD, visitor.channel.conduct.queueId)
  })
}

/** Leaves the queue, or ends a conversation that was served. */
export async function leave(parts: Parts, visitor: KnownVisitor): Promise<void> {
  await parts.database.withTenant(visitor, async (tx) => {
    const own = await findOwn(tx, visitor)
    if (!own || own.status === 'closed') return
    const reason = own.status === 'queued' ? 'abandoned' : 'resolved'
    const { conversationId } = own
    await close(tx, visitor.context, visitor.channel, { conversationId, reason, survey: reason === 'resolved' })
  })
}

/** How a visitor who is known already calls himself now; a new one brings it with his first message. */
export async function nameContact(
  tx: Tx,
  { tenantId, channelId, externalId }: Visitor,
  { name, locale }: VisitorWords,
): Promise<void> {
  if (name === undefined && locale === undefined) return
  await tx.run(sql`
    update conversation.contact
    set name = coalesce(${name ?? null}, name), locale = coalesce(${locale ?? null}, locale)
    where tenant_id = ${tenantId} and channel_id = ${channelId} and external_id = ${externalId}
      and (name, locale) is distinct from (coalesce(${name ?? null}, name), coalesce(${locale ?? null}, locale))`)
}

export type Answers = Readonly<Record<string, string>>

/** The answers to the form before the first message, as far as the channel asks for them. */
export function answersAsked({ connection }: Channel, answers: Answers = {}): Answers {
  const { preChat } = connection.settings as WebSettings
  const asked = new Set(preChat.map(({ name }) => name))
  return Object.fromEntries(Object.entries(answers).filter(([name, answer]) => asked.has(name) && answer !== ''))
}

/** A name also names the contact. */
export async function keepAnswers(tx: Tx, visitor: Visitor, conversationId: string, answers: Answers): Promise<void> {
  await tx.run(sql`
    update conversation.conversation set attributes = attributes || ${JSON.stringify(answers)}::jsonb
    where tenant_id = ${visitor.tenantId} and conversation_id = ${conversationId}`)
  await nameContact(tx, visitor, { name: answers['name'] })
}
