import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import type { SideMessage } from './side.ts'

/** A side conversation as a row of the list; `unread` counts for the reader, and is 0 for who is no member. */
export interface Side {
  readonly sideId: string
  readonly subject: string
  readonly members: readonly { readonly userId: string; readonly name: string | null }[]
  readonly lastSeq: number
  readonly lastText: string | null
  readonly lastAt: string
  readonly unread: number
}

/** Of one conversation, the latest first. */
export function listSides(tx: Tx, { tenantId, actor }: Context, conversationId: string): Promise<Side[]> {
  return tx.all(sql<Side>`
    select s.side_id as "sideId", s.subject, s.last_seq as "lastSeq", s.last_text as "lastText", s.last_at as "lastAt",
      coalesce((select s.last_seq - m.read_seq from conversation.side_member m
        where m.tenant_id = s.tenant_id and m.side_id = s.side_id and m.user_id::text = ${actor.id}), 0) as unread,
      (select jsonb_agg(jsonb_build_object('userId', m.user_id, 'name', u.name) order by m.joined_at, u.name)
        from conversation.side_member m
        left join engine.user_account u on u.tenant_id = m.tenant_id and u.user_id = m.user_id
        where m.tenant_id = s.tenant_id and m.side_id = s.side_id) as members
    from conversation.side s
    where s.tenant_id = ${tenantId} and s.conversation_id = ${conversationId}
    order by s.last_at desc, s.side_id limit 100`)
}

/** In order; behind `after`, or the last ones. */
export async function readSide(
  tx: Tx,
  { tenantId }: Context,
  sideId: string,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<SideMessage[]> {
  const side = await tx.find(sql`select from conversation.side where tenant_id = ${tenantId} and side_id = ${sideId}`)
  if (!side) throw conversationRefusals.sideNotFound()
  const rows = await tx.all(sql<SideMessage>`
    select seq, source_id as "sourceId", author_id as "authorId", author_name as "authorName", text, sent_at as "sentAt"
    from conversation.side_message
    where tenant_id = ${tenantId} and side_id = ${sideId} and seq > ${after ?? 0}
    order by ${after === undefined ? sql`seq desc` : sql`seq`} limit ${limit}`)
  return after === undefined ? rows.reverse() : rows
}
