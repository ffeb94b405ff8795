import { newId, type Context } from '#engine/kernel'
import { sql, violates, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'

/** A text that is written once and used often; typed by its shortcut after `/`. */
export interface CannedReply {
  readonly cannedReplyId: string
  readonly shortcut: string
  readonly title: string
  readonly text: string
  readonly locale: string
  /** Only its owner sees an own one. */
  readonly own: boolean
  readonly uses: number
  readonly version: number
}

export interface CannedReplyDraft {
  readonly shortcut: string
  readonly title: string
  readonly text: string
  readonly locale: string
  readonly own: boolean
}

/** Everybody's and one's own, the most used first. */
export function listCannedReplies(tx: Tx, { tenantId, actor }: Context): Promise<CannedReply[]> {
  return tx.all(sql<CannedReply>`
    select canned_reply_id as "cannedReplyId", shortcut, title, text, locale, owner_id is not null as own, uses, version
    from conversation.canned_reply
    where tenant_id = ${tenantId} and (owner_id is null or owner_id::text = ${actor.id})
    order by uses desc, shortcut, canned_reply_id limit 500`)
}

export async function saveCannedReply(
  tx: Tx,
  { tenantId, actor }: Context,
  draft: CannedReplyDraft,
  cannedReplyId: string = newId(),
): Promise<string> {
  const { shortcut, title, text, locale, own } = draft
  try {
    const saved = await tx.run(sql`
      insert into conversation.canned_reply as r (tenant_id, canned_reply_id, shortcut, title, text, locale, owner_id)
      values (${tenantId}, ${cannedReplyId}, ${shortcut}, ${title}, ${text}, ${locale}, ${own ? actor.id : null})
      on conflict (tenant_id, canned_reply_id) do update set shortcut = excluded.shortcut, title = excluded.title,
        text = excluded.text, locale = excluded.locale, version = r.version + 1
        where r.owner_id is null or r.owner_id = excluded.owner_id`)
    if (saved === 0) throw conversationRefusals.cannedReplyNotFound()
  } catch (error) {
    const isTaken = violates(error, 'canned_reply_shortcut') || violates(error, 'canned_reply_own')
    throw isTaken ? conversationRefusals.shortcutTaken({ shortcut }) : error
  }
  return cannedReplyId
}

export async function countUse(tx: Tx, { tenantId }: Context, cannedReplyId: string): Promise<void> {
  await tx.run(sql`
    update conversation.canned_reply set uses = uses + 1
    where tenant_id = ${tenantId} and canned_reply_id = ${cannedReplyId}`)
}

export async function removeCannedReply(tx: Tx, { tenantId, actor }: Context, cannedReplyId: string): Promise<void> {
  const removed = await tx.run(sql`
    delete from conversation.canned_reply where tenant_id = ${tenantId} and canned_reply_id = ${cannedReplyId}
      and (owner_id is null or owner_id::text = ${actor.id})`)
  if (removed === 0) throw conversationRefusals.cannedReplyNotFound()
}
