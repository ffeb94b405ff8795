/** What a message on its way out answers, and how much was said without anybody saying it. */
import { clock } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { MessagePlace } from '../thread/amend.ts'
import type { MessageContent } from '../thread/content.ts'

const LATELY_MS = 3_600_000

/** The customer's last words before a place in the thread. */
export async function lastCustomerText(tx: Tx, tenantId: string, { conversationId, seq }: MessagePlace) {
  const found = await tx.find(sql<{ content: MessageContent }>`
    select content from conversation.message
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and seq < ${seq}
      and author_kind = 'customer' and type = 'text' and recalled_at is null
    order by seq desc limit 1`)
  return found?.content
}

/** To the same contact, in whichever conversation. */
export async function automaticLately(tx: Tx, tenantId: string, conversationId: string): Promise<number> {
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*)::int as count from conversation.conversation c
    join conversation.conversation o on o.tenant_id = c.tenant_id and o.contact_id = c.contact_id
    join conversation.message m on m.tenant_id = o.tenant_id and m.conversation_id = o.conversation_id
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}
      and m.author_kind in ('bot', 'system') and m.state in ('sent', 'delivered')
      and m.sent_at > ${new Date(clock.ms() - LATELY_MS)}`)
  return count
}
