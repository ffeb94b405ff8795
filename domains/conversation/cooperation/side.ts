/**
 * Side conversations: colleagues talk beside a conversation, about it, and the customer never hears of it. A message's
 * place is given under the lock of its side conversation; how far each member has read is kept with him.
 */
import { clock, type Context } from '#engine/kernel'
import { notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { tellColleagues, type Parts } from '../parts.ts'
import { getConversation } from '../thread/conversation.ts'
import { membersOf, type Invited } from './colleagues.ts'
import { sideMessageNotice } from './notices.ts'

export interface SideMessage {
  readonly seq: number
  readonly sourceId: string
  readonly authorId: string
  readonly authorName: string
  readonly text: string
  readonly sentAt: string
}

export interface NewSide extends Invited {
  readonly sideId: string
  readonly subject: string
  readonly text: string
}

/** Begins one with its first words; asked twice with the same id it is the same one. */
export async function openSide(parts: Parts, context: Context, conversationId: string, side: NewSide): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    await getConversation(tx, context.tenantId, conversationId)
    const { sideId, subject, text } = side
    const now = clock.date()
    const opened = await tx.run(sql`
      insert into conversation.side (tenant_id, side_id, conversation_id, subject, opened_by, last_at, created_at)
      values (${context.tenantId}, ${sideId}, ${conversationId}, ${subject}, ${context.actor.id}, ${now}, ${now})
      on conflict do nothing`)
    if (opened === 0) return
    await join(tx, context, sideId, [context.actor.id, ...(await membersOf(tx, context, side))])
    await append(tx, context, sideId, { sourceId: sideId, text })
    tellColleagues(parts, tx, context, conversationId, 'side')
  })
}

/** Answers the place of the message. Who writes is a member from then on. */
export async function writeSide(
  parts: Parts,
  context: Context,
  sideId: string,
  message: { readonly sourceId: string; readonly text: string },
): Promise<number> {
  return parts.database.withTenant(context, async (tx) => {
    await join(tx, context, sideId, [context.actor.id])
    const { seq, conversationId } = await append(tx, context, sideId, message)
    tellColleagues(parts, tx, context, conversationId, 'side')
    return seq
  })
}

/** Asks more colleagues in: everything said so far is new to them. */
export async function addToSide(parts: Parts, context: Context, sideId: string, asked: Invited): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    const { conversationId, subject, lastSeq } = await lockSide(tx, context, sideId)
    const joined = await join(tx, context, sideId, await membersOf(tx, context, asked))
    await tell(tx, context, { sideId, conversationId, subject, seq: lastSeq }, joined)
    tellColleagues(parts, tx, context, conversationId, 'side')
  })
}

export async function markSideRead(parts: Parts, context: Context, sideId: string, seq: number): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    const { conversationId } = await lockSide(tx, context, sideId)
    const moved = await tx.run(sql`
      update conversation.side_member m set read_seq = least(${seq}::int, s.last_seq) from conversation.side s
      where s.tenant_id = m.tenant_id and s.side_id = m.side_id and m.tenant_id = ${context.tenantId}
        and m.side_id = ${sideId} and m.user_id::text = ${context.actor.id}
        and m.read_seq < least(${seq}::int, s.last_seq)`)
    if (moved > 0) tellColleagues(parts, tx, context, conversationId, 'side')
  })
}

interface LockedSide {
  readonly conversationId: string
  readonly subject: string
  readonly lastSeq: number
}

async function lockSide(tx: Tx, { tenantId }: Context, sideId: string): Promise<LockedSide> {
  const side = await tx.find(sql<LockedSide>`
    select conversation_id as "conversationId", subject, last_seq as "lastSeq" from conversation.side
    where tenant_id = ${tenantId} and side_id = ${sideId} for update`)
  if (!side) throw conversationRefusals.sideNotFound()
  return side
}

/** Answers who is new. */
async function join(tx: Tx, { tenantId }: Context, sideId: string, userIds: readonly string[]): Promise<string[]> {
  const rows = await tx.all(sql<{ userId: string }>`
    insert into conversation.side_member (tenant_id, side_id, user_id, joined_at)
    select ${tenantId}, s.side_id, id, ${clock.date()} from unnest(${[...new Set(userIds)]}::uuid[]) id
    join conversation.side s on s.tenant_id = ${tenantId} and s.side_id = ${sideId}
    on conflict do nothing returning user_id as "userId"`)
  return rows.map(({ userId }) => userId)
}

async function append(
  tx: Tx,
  context: Context,
  sideId: string,
  { sourceId, text }: { readonly sourceId: string; readonly text: string },
): Promise<{ seq: number; conversationId: string }> {
  const { tenantId, actor } = context
  const { conversationId, subject, lastSeq } = await lockSide(tx, context, sideId)
  const known = await tx.find(sql<{ seq: number }>`
    select seq from conversation.side_message
    where tenant_id = ${tenantId} and side_id = ${sideId} and source_id = ${sourceId}`)
  if (known) return { seq: known.seq, conversationId }
  const seq = lastSeq + 1
  await tx.run(sql`
    insert into conversation.side_message (tenant_id, side_id, seq, source_id, author_id, author_name, text, sent_at)
    values (${tenantId}, ${sideId}, ${seq}, ${sourceId}, ${actor.id}, ${actor.name}, ${text}, ${clock.date()})`)
  // Who had read everything is told; who has not read yet knows already.
  const told = await tx.all(sql<{ userId: string }>`
    select user_id as "userId" from conversation.side_member
    where tenant_id = ${tenantId} and side_id = ${sideId} and user_id::text <> ${actor.id} and read_seq = ${lastSeq}`)
  await tx.run(sql`
    update conversation.side set last_seq = ${seq}, last_text = left(${text}::text, 200), last_at = ${clock.date()}
    where tenant_id = ${tenantId} and side_id = ${sideId}`)
  await tx.run(sql`
    update conversation.side_member set read_seq = ${seq}
    where tenant_id = ${tenantId} and side_id = ${sideId} and user_id::text = ${actor.id}`)
  const place = { sideId, conversationId, subject, seq }
  await tell(
    tx,
    context,
    place,
    told.map(({ userId }) => userId),
  )
  return { seq, conversationId }
}

interface SidePlace {
  readonly sideId: string
  readonly conversationId: string
  readonly subject: string
  readonly seq: number
}

async function tell(tx: Tx, context: Context, { sideId, conversationId, subject, seq }: SidePlace, userIds: string[]) {
  if (userIds.length === 0) return
  await notify(tx, context, sideMessageNotice, {
    userIds,
    params: { by: context.actor.name, subject },
    link: `/conversation/${conversationId}?beside=cooperation&side=${sideId}`,
    source: `side:${sideId}:${seq}`,
  })
}
