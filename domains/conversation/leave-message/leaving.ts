/** A customer in a queue who has chosen to leave a message: his next words are that message. */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Conversation } from '../thread/conversation.ts'

/** Noted with the choice itself: the next message may follow at once. */
export async function beginLeaving(
  tx: Tx,
  { tenantId }: Context,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<void> {
  await tx.run(sql`
    update conversation.conversation set leaving_since = ${seq}
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and status = 'queued'`)
}

export function isLeftMessage({ leavingSince }: Conversation, seq: number): boolean {
  return leavingSince !== null && seq > leavingSince
}
