/** The lists of the agent desk: by deadline, not by arrival; the queue in its true order. */
import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import type { Status } from '../thread/append.ts'
import { inSight } from './sight.ts'

/** `invited`: a colleague's, into which the reader was asked. */
export type View = 'mine' | 'invited' | 'queue' | 'bot' | 'all' | 'closed'

export interface InboxQuery {
  readonly view: View
  readonly channelId?: string | undefined
  readonly queueId?: string | undefined
  readonly agentId?: string | undefined
  readonly customerId?: string | undefined
  readonly tag?: string | undefined
  /** The beginning of the contact's name. */
  readonly name?: string | undefined
  readonly after?: string | undefined
  readonly limit: number
}

/** A conversation as a row of a list. */
export interface InboxItem {
  readonly conversationId: string
  readonly status: Status
  readonly channelId: string
  readonly channelKind: string
  readonly channelName: string
  readonly contactId: string
  readonly contactName: string | null
  readonly organisationName: string | null
  readonly vip: boolean
  readonly agentId: string | null
  readonly agentName: string | null
  readonly queueId: string | null
  readonly queueName: string | null
  readonly offeredTo: string | null
  readonly offerExpiresAt: string | null
  readonly enteredAt: string | null
  readonly lastText: string | null
  readonly lastAuthor: string | null
  readonly lastMessageAt: string
  readonly lastSeq: number
  readonly unread: number
  readonly awaitingSince: string | null
  readonly replyDueAt: string | null
  readonly windowExpiresAt: string | null
  readonly windowRemaining: number | null
  readonly tags: readonly string[]
  readonly rating: number | null
  readonly openedAt: string
  readonly closedAt: string | null
}

type Row = InboxItem & { readonly position: string }

export const ITEM_COLUMNS = sql.raw(`c.conversation_id as "conversationId", c.status, c.channel_id as "channelId",
  h.kind as "channelKind", h.name as "channelName", c.contact_id as "contactId",
  coalesce(p.name, k.name) as "contactName", o.name as "organisationName", k.vip, c.agent_id as "agentId",
  u.name as "agentName", c.queue_id as "queueId", q.name as "queueName", i.offered_to as "offeredTo",
  i.offer_expires_at as "offerExpiresAt", i.entered_at as "enteredAt", c.last_text as "lastText",
  c.last_author as "lastAuthor", c.last_message_at as "lastMessageAt", c.last_seq as "lastSeq", c.unread,
  c.awaiting_since as "awaitingSince", nullif(c.reply_due_at, 'infinity') as "replyDueAt",
  c.window_expires_at as "windowExpiresAt", c.window_remaining as "windowRemaining", c.tags, c.rating,
  c.opened_at as "openedAt", c.closed_at as "closedAt"`)

export const ITEM_JOINS = sql.raw(`
  join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
  join conversation.channel h on h.tenant_id = c.tenant_id and h.channel_id = c.channel_id
  left join conversation.queue q on q.tenant_id = c.tenant_id and q.queue_id = c.queue_id
  left join conversation.queue_item i on i.tenant_id = c.tenant_id and i.conversation_id = c.conversation_id
  left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
  left join engine.organisation o on o.tenant_id = k.tenant_id and o.id = k.customer_id
  left join engine.user_account u on u.tenant_id = c.tenant_id and u.user_id = c.agent_id`)

interface Order {
  /** Trusted SQL; its text is the position of a page. */
  readonly key: string
  readonly direction: 'asc' | 'desc'
}

const BY_DEADLINE: Order = { key: 'c.reply_due_at', direction: 'asc' }
const BY_RANK: Order = { key: 'i.rank_at', direction: 'asc' }
const BY_END: Order = { key: 'c.closed_at', direction: 'desc' }

export async function listInbox(tx: Tx, context: Context, query: InboxQuery): Promise<Page<InboxItem>> {
  const { key, direction } = query.view === 'queue' ? BY_RANK : query.view === 'closed' ? BY_END : BY_DEADLINE
  const columns = [`${key}`, 'c.conversation_id']
  const [contacts, tagged] = await Promise.all([
    contactsNamed(tx, context, query),
    conversationsTagged(tx, context, query),
  ])
  const rows = await tx.all(sql<Row>`
    select ${ITEM_COLUMNS}, ${sql.raw(key)}::text as position
    from conversation.conversation c ${ITEM_JOINS}
    where c.tenant_id = ${context.tenantId} and ${inSight(context)} and ${viewOf(context, query)} and ${filtersOf(query)}
      and (${contacts}::uuid[] is null or c.contact_id = any(${contacts}::uuid[]))
      and (${tagged}::uuid[] is null or c.conversation_id = any(${tagged}::uuid[]))
      and ${beyond(columns, query.after, direction)}
    order by ${sql.raw(`${key} ${direction}, c.conversation_id ${direction}`)} limit ${query.limit + 1}`)
  return toPage(rows, query.limit, ({ position, conversationId }) => [position, conversationId])
}

function viewOf({ actor }: Context, { view, agentId }: InboxQuery): RawBuilder<boolean> {
  switch (view) {
    case 'mine':
      return sql`c.status = 'active' and c.agent_id = ${actor.id}`
    case 'invited':
      return sql`c.status in ('bot', 'active') and c.agent_id is distinct from ${actor.id} and c.conversation_id in (
        select t.conversation_id from conversation.participant t
        where t.tenant_id = c.tenant_id and t.agent_id = ${actor.id})`
    case 'queue':
      return sql`c.status = 'queued' and i.conversation_id is not null`
    case 'bot':
      return sql`c.status = 'bot'`
    case 'closed':
      return sql`c.status = 'closed' and (${agentId ?? null}::uuid is null or c.agent_id = ${agentId ?? null})`
    case 'all':
      return sql`c.status <> 'closed' and (${agentId ?? null}::uuid is null or c.agent_id = ${agentId ?? null})`
  }
}

function filtersOf({ channelId, queueId, customerId, tag }: InboxQuery): RawBuilder<boolean> {
  return sql`(${channelId ?? null}::uuid is null or c.channel_id = ${channelId ?? null})
    and (${queueId ?? null}::uuid is null or c.queue_id = ${queueId ?? null})
    and (${customerId ?? null}::uuid is null or k.customer_id = ${customerId ?? null})
    and (${tag ?? null}::text is null or ${tag ?? null} = any(c.tags))`
}

/** A name that more contacts begin with is not typed to its end yet: those first in the alphabet are shown. */
const NAMED_MAX = 2000

/** Found first, and their conversations by their contacts: no list of conversations could be walked for a name. */
async function contactsNamed(tx: Tx, { tenantId }: Context, { name }: InboxQuery): Promise<string[] | null> {
  if (name === undefined) return null
  const [from, below] = [name.toLowerCase(), `${name.toLowerCase()}\u{10ffff}`]
  const rows = await tx.all(sql<{ id: string }>`
    (select contact_id as id from conversation.contact
      where tenant_id = ${tenantId} and person_id is null and name_key >= ${from} and name_key < ${below}
      order by name_key limit ${NAMED_MAX})
    union all
    (select k.contact_id from engine.person p
      join conversation.contact k on k.tenant_id = p.tenant_id and k.person_id = p.id
      where p.tenant_id = ${tenantId} and p.name_key >= ${from} and p.name_key < ${below}
      order by p.name_key limit ${NAMED_MAX})`)
  return rows.map(({ id }) => id)
}

/** A tag that fewer have is looked up; one that more have is met soon enough when the list is walked. */
const TAGGED_MAX = 2000

async function conversationsTagged(tx: Tx, { tenantId }: Context, { tag }: InboxQuery): Promise<string[] | null> {
  if (tag === undefined) return null
  const rows = await tx.all(sql<{ id: string }>`
    select conversation_id as id from conversation.tagged
    where tenant_id = ${tenantId} and tag = ${tag} limit ${TAGGED_MAX + 1}`)
  return rows.length > TAGGED_MAX ? null : rows.map(({ id }) => id)
}

export interface InboxCounts {
  readonly mine: number
  readonly invited: number
  readonly mineUnread: number
  readonly queue: number
  readonly bot: number
  readonly all: number
  readonly longestWaitSince: string | null
}

export function countInbox(tx: Tx, context: Context): Promise<InboxCounts> {
  const { tenantId, actor } = context
  return tx.one(sql<InboxCounts>`
    select count(*) filter (where c.status = 'active' and c.agent_id::text = ${actor.id})::int as mine,
      count(*) filter (where c.status = 'active' and c.agent_id::text = ${actor.id} and c.unread > 0)::int as "mineUnread",
      (select count(*)::int from conversation.participant t
        join conversation.conversation p on p.tenant_id = t.tenant_id and p.conversation_id = t.conversation_id
        where t.tenant_id = ${tenantId} and t.agent_id = ${actor.id} and p.status in ('bot', 'active')
          and p.agent_id is distinct from ${actor.id}) as invited,
      count(*) filter (where c.status = 'queued')::int as queue,
      count(*) filter (where c.status = 'bot')::int as bot,
      count(*)::int as all,
      ${longestWait(context)} as "longestWaitSince"
    from conversation.conversation c where c.tenant_id = ${tenantId} and c.status <> 'closed' and ${inSight(context)}`)
}

function longestWait(context: Context): RawBuilder<string | null> {
  const { tenantId, actor } = context
  if (!actor.onlyTeams)
    return sql`(select min(i.entered_at) from conversation.queue_item i where i.tenant_id = ${tenantId})`
  return sql`(select min(i.entered_at) from conversation.queue_item i
    join conversation.conversation c on c.tenant_id = i.tenant_id and c.conversation_id = i.conversation_id
    where i.tenant_id = ${tenantId} and ${inSight(context)})`
}
