import { clock, type Context, type Locale } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { rewords } from '../channels/channel.ts'
import { channelKinds } from '../channels/index.ts'
import { conversationRefusals } from '../errors.ts'
import { standingOf, type Standing } from '../routing/standing.ts'
import { readBefore, readSince, type Cursor, type Message } from '../thread/message.ts'
import type { LinkState } from '../thread/links.ts'
import type { Receipts } from '../thread/receipts.ts'
import { inSight } from './sight.ts'
import { ITEM_COLUMNS, ITEM_JOINS, type InboxItem } from './list.ts'

/** A conversation with all that the desk shows beside its thread. */
export interface ConversationDetail extends InboxItem, Receipts {
  readonly lastChange: number
  readonly attributes: Readonly<Record<string, unknown>>
  readonly personId: string | null
  readonly customerId: string | null
  readonly closeReason: string | null
  readonly ratingReason: string | null
  readonly followsId: string | null
  readonly links: readonly { ref: string; label: string; state: LinkState | null; path: string | null }[]
  readonly participants: readonly { agentId: string; name: string | null }[]
  readonly draft: { text: string; internal: boolean } | null
  /** What was asked before the talk; `attributes` has the answers by name. */
  readonly questions: readonly { name: string; label: Record<Locale, string> }[]
  readonly standing: Standing | null
  readonly rewords: boolean
  readonly recallMinutes: number
  readonly priority: number
  readonly version: number
}

export async function readConversation(tx: Tx, context: Context, conversationId: string): Promise<ConversationDetail> {
  const { tenantId, actor } = context
  const row = await tx.find(sql<Omit<ConversationDetail, 'standing' | 'rewords' | 'recallMinutes'>>`
    select ${ITEM_COLUMNS}, c.last_change as "lastChange", c.attributes, k.person_id as "personId",
      k.customer_id as "customerId", c.close_reason as "closeReason", c.rating_reason as "ratingReason",
      c.follows_id as "followsId", c.customer_delivered_seq as "customerDeliveredSeq",
      c.customer_read_seq as "customerReadSeq", c.agent_read_seq as "agentReadSeq", c.priority, c.version,
      coalesce((select jsonb_agg(jsonb_build_object('ref', l.ref, 'label', l.label, 'state', l.state, 'path', l.path) order by l.created_at)
        from conversation.link l
        where l.tenant_id = c.tenant_id and l.conversation_id = c.conversation_id), '[]') as links,
      coalesce((select jsonb_agg(jsonb_build_object('agentId', t.agent_id, 'name', w.name) order by t.joined_at)
        from conversation.participant t
        left join engine.user_account w on w.tenant_id = t.tenant_id and w.user_id = t.agent_id
        where t.tenant_id = c.tenant_id and t.conversation_id = c.conversation_id), '[]') as participants,
      coalesce((select jsonb_agg(jsonb_build_object('name', q -> 'name', 'label', q -> 'label'))
        from jsonb_array_elements(h.settings -> 'preChat') q), '[]') as questions,
      (select jsonb_build_object('text', d.text, 'internal', d.internal) from conversation.draft d
        where d.tenant_id = c.tenant_id and d.conversation_id = c.conversation_id
          and d.agent_id::text = ${actor.id}) as draft
    from conversation.conversation c ${ITEM_JOINS}
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}`)
  if (!row) throw conversationRefusals.conversationNotFound()
  const standing = (await standingOf(tx, tenantId, conversationId)) ?? null
  const kind = channelKinds.find((known) => known.kind === row.channelKind)
  const recallMinutes = kind?.capabilities.recallMinutes ?? 0
  return { ...row, standing, rewords: kind !== undefined && rewords(kind), recallMinutes }
}

export interface ThreadPage {
  readonly items: readonly Message[]
  readonly lastSeq: number
  readonly lastChange: number
}

export type ThreadQuery = Partial<Cursor> & { readonly before?: number; readonly limit: number }

/**
 * A page backwards (`before`), or what is new behind a cursor (`after` and `change`): the way to resume after a break,
 * never by time. `lastSeq` and `lastChange` were read before the messages, so a cursor taken from them skips nothing.
 */
export async function readThread(
  tx: Tx,
  { tenantId }: Context,
  conversationId: string,
  { after, change = 0, before, limit }: ThreadQuery,
): Promise<ThreadPage> {
  const ends = await tx.find(sql<{ lastSeq: number; lastChange: number }>`
    select last_seq as "lastSeq", last_change as "lastChange" from conversation.conversation
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
  if (!ends) throw conversationRefusals.conversationNotFound()
  const items =
    after === undefined
      ? await readBefore(tx, tenantId, conversationId, before, 'colleague', limit)
      : await readSince(tx, tenantId, conversationId, { after, change }, 'colleague', limit)
  return { items, ...ends }
}

/** The person behind a conversation, and how it went before. */
export interface CustomerCard {
  readonly contactId: string
  readonly name: string | null
  readonly title: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly vip: boolean
  readonly personId: string | null
  readonly customerId: string | null
  readonly organisationName: string | null
  readonly attributes: Readonly<Record<string, unknown>>
  readonly subscribed: boolean
  /** Of the last five ratings; null without any. */
  readonly ratingMean: number | null
  readonly ratingCount: number
  readonly conversations30Days: number
  readonly recent: readonly RecentConversation[]
}

interface RecentConversation {
  readonly conversationId: string
  readonly openedAt: string
  readonly status: string
  readonly lastText: string | null
  readonly rating: number | null
}

/** Of the conversations before, those that the reader sees. */
export async function readCustomerCard(tx: Tx, context: Context, conversationId: string): Promise<CustomerCard> {
  const { tenantId } = context
  const card = await tx.find(sql<CustomerCard>`
    with own as (
      select k.* from conversation.conversation c
      join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
      where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}),
    history as (
      select c.conversation_id, c.opened_at, c.status, c.last_text, c.rating, c.rated_at
      from own, conversation.contact k join conversation.conversation c
        on c.tenant_id = k.tenant_id and c.contact_id = k.contact_id
      where k.tenant_id = ${tenantId} and (k.contact_id = own.contact_id or k.person_id = own.person_id)
        and ${inSight(context)}
      order by c.opened_at desc limit 50),
    rated as (select rating from history where rating is not null order by rated_at desc limit 5)
    select own.contact_id as "contactId", coalesce(p.name, own.name) as name, p.title, p.email, p.phone, own.vip,
      own.person_id as "personId", own.customer_id as "customerId", o.name as "organisationName", own.attributes,
      own.subscribed, (select avg(rating)::float8 from rated) as "ratingMean",
      (select count(*)::int from rated) as "ratingCount",
      (select count(*)::int from history h where h.opened_at > ${clock.date()}::timestamptz - interval '30 days') as "conversations30Days",
      coalesce((select jsonb_agg(jsonb_build_object('conversationId', h.conversation_id, 'openedAt', h.opened_at,
          'status', h.status, 'lastText', h.last_text, 'rating', h.rating) order by h.opened_at desc)
        from (select * from history where conversation_id <> ${conversationId} limit 5) h), '[]') as recent
    from own
    left join engine.person p on p.tenant_id = own.tenant_id and p.id = own.person_id
    left join engine.organisation o on o.tenant_id = own.tenant_id and o.id = own.customer_id`)
  if (!card) throw conversationRefusals.conversationNotFound()
  return card
}
