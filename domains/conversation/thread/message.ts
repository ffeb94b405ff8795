import { sql, type Tx } from '#engine/store'
import type { AuthorKind } from './append.ts'
import type { MessageContent } from './content.ts'

/** A message as it stands in its thread. */
export interface Message {
  readonly seq: number
  readonly change: number
  readonly author: { readonly kind: AuthorKind; readonly id: string | null; readonly name: string | null }
  readonly sourceId: string
  readonly content: MessageContent
  readonly internal: boolean
  readonly replyTo: number | null
  readonly sentAt: string
  readonly state: 'queued' | 'sent' | 'delivered' | 'failed' | null
  readonly failure: string | null
  readonly editedAt: string | null
  readonly recalledAt: string | null
  /** Who reacted how: `{ "👍": ["customer", "agent:…"] }`. */
  readonly reactions: Readonly<Record<string, readonly string[]>> | null
}

interface MessageRow extends Omit<Message, 'author'> {
  readonly authorKind: AuthorKind
  readonly authorId: string | null
  readonly authorName: string | null
}

const COLUMNS = sql.raw(`m.seq, m.change, m.author_kind as "authorKind", m.author_id as "authorId",
  m.author_name as "authorName", m.source_id as "sourceId",
  case when m.recalled_at is null then m.content
    else jsonb_build_object('type', 'event', 'event', 'recalled', 'details', '{}'::jsonb) end as content,
  m.internal, m.reply_to as "replyTo", m.sent_at as "sentAt", m.state, m.failure, m.edited_at as "editedAt",
  m.recalled_at as "recalledAt", m.reactions`)

/** Who reads: colleagues see internal messages, customers do not know that there are any. */
export type Reader = 'colleague' | 'customer'

/** A place in a thread: the last message known, and the number of the last change known. */
export interface Cursor {
  readonly after: number
  readonly change: number
}

/** Messages behind the cursor and older ones that changed since, in the order of the thread. */
export async function readSince(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  cursor: Cursor,
  reader: Reader,
  limit: number,
): Promise<Message[]> {
  const visible = visibleTo(reader)
  const rows = await tx.all(sql<MessageRow>`
    select ${COLUMNS} from conversation.message m
    where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.seq > ${cursor.after} and ${visible}
    union all
    select ${COLUMNS} from conversation.message m
    where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.change > ${cursor.change}
      and m.seq <= ${cursor.after} and ${visible}
    order by seq limit ${limit}`)
  return rows.map(toMessage)
}

/** The page of a thread that ends before `before`, newest at the end. */
export async function readBefore(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  before: number | undefined,
  reader: Reader,
  limit: number,
): Promise<Message[]> {
  const rows = await tx.all(sql<MessageRow>`
    select ${COLUMNS} from conversation.message m
    where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId}
      and m.seq < ${before ?? 2_147_483_647} and ${visibleTo(reader)}
    order by m.seq desc limit ${limit}`)
  return rows.reverse().map(toMessage)
}

export async function findMessage(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  seq: number,
): Promise<Message | undefined> {
  const row = await tx.find(sql<MessageRow>`
    select ${COLUMNS} from conversation.message m
    where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.seq = ${seq}`)
  return row && toMessage(row)
}

function visibleTo(reader: Reader) {
  return reader === 'colleague' ? sql<boolean>`true` : sql<boolean>`not m.internal`
}

function toMessage({ authorKind, authorId, authorName, ...row }: MessageRow): Message {
  return { ...row, author: { kind: authorKind, id: authorId, name: authorName } }
}
