/** A customer in a queue who has chosen to leave a message: his next words are that message. */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Conversation } from '../thread/conversation.ts'

/** Where the place of the choice stands; `conversation.standing_of` looks for it too. */
const LEAVING = 'leavingSince'

/** Noted with the choice itself: the next message may follow at once. */
export async function beginLeaving(
  tx: Tx,
  { tenantId }: Context,
  { conversationId, seq }: { conversationId: string; seq: number },
): Promise<void> {
  await tx.run(sql`
    update conversation.conversation set attributes = attributes || ${JSON.stringify({ [LEAVING]: seq })}::jsonb
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and status = 'queued'`)
}

export function isLeftMessage({ attributes }: Conversation, seq: number): boolean {
  const since = attributes[LEAVING]
  return typeof since === 'number' && seq > since
}
