/** How far each side has received and read: positions in the thread that only ever move forward. */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

export interface Receipts {
  readonly customerDeliveredSeq: number
  readonly customerReadSeq: number
  readonly agentReadSeq: number
}

/** Answers true when it moved a mark. */
export async function markCustomerSeen(
  tx: Tx,
  { tenantId }: Context,
  conversationId: string,
  { delivered, read }: { delivered: number; read: number },
): Promise<boolean> {
  const moved = await tx.run(sql`
    update conversation.conversation set
      customer_delivered_seq = greatest(customer_delivered_seq, least(${delivered}::int, last_seq)),
      customer_read_seq = greatest(customer_read_seq, least(${read}::int, last_seq))
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}
      and (customer_delivered_seq < least(${delivered}::int, last_seq) or customer_read_seq < least(${read}::int, last_seq))`)
  return moved > 0
}

export async function markAgentRead(
  tx: Tx,
  { tenantId }: Context,
  conversationId: string,
  seq: number,
): Promise<boolean> {
  const moved = await tx.run(sql`
    update conversation.conversation set
      agent_read_seq = least(${seq}::int, last_seq),
      unread = case when ${seq}::int >= last_seq then 0 else (
        select count(*)::int from conversation.message m
        where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId}
          and m.seq > ${seq} and m.author_kind = 'customer') end
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and agent_read_seq < least(${seq}::int, last_seq)`)
  return moved > 0
}
