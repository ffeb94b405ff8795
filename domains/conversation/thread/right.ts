import { sql, type Tx } from '#engine/store'
import type { Arrival } from './append.ts'

type Right = NonNullable<Arrival['window']>

/** The customer gave it without words. One that ends later and is not used up stays: see schema/022-short-right.sql. */
export async function giveRight(
  tx: Tx,
  { tenantId, conversationId }: { tenantId: string; conversationId: string },
  { expiresAt, sends }: Right,
): Promise<void> {
  await tx.run(sql`
    update conversation.conversation set window_expires_at = ${expiresAt}, window_remaining = ${sends}
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
}
