import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { PRIORITY_STEP_SECONDS } from './rank.ts'

/** Sets how urgent a conversation is; one that waits moves by what the difference is worth. */
export async function setPriority(
  tx: Tx,
  { tenantId }: Context,
  conversationId: string,
  priority: number,
): Promise<void> {
  const former = await tx.find(sql<{ priority: number }>`
    select priority from conversation.conversation
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} for update`)
  if (!former) throw conversationRefusals.conversationNotFound()
  await tx.run(sql`
    update conversation.conversation set priority = ${priority}, version = version + 1
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
  const seconds = (former.priority - priority) * PRIORITY_STEP_SECONDS
  await tx.run(sql`
    update conversation.queue_item set rank_at = rank_at + make_interval(secs => ${seconds})
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
}
