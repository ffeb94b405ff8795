/** Satisfaction: 1–5 and why, once for each conversation, from the customer himself. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { conversationRated } from '../events.ts'
import { findConversation, told } from '../thread/conversation.ts'
import { noteEvent } from '../thread/speak.ts'

export interface Rating {
  readonly conversationId: string
  readonly rating: number
  readonly reason?: string | undefined
  /** Who rates: it must be the customer of the conversation. */
  readonly by: { readonly channelId: string; readonly externalId: string }
}

/** A first rating may get its reason later; another number is not taken. Repetitions change nothing. */
export async function rate(tx: Tx, context: Context, { conversationId, rating, reason, by }: Rating): Promise<void> {
  const conversation = await findConversation(tx, context.tenantId, conversationId, { lock: true })
  if (!conversation || conversation.channelId !== by.channelId || conversation.externalId !== by.externalId) {
    throw conversationRefusals.conversationNotFound()
  }
  if (conversation.rating !== null && conversation.rating !== rating) throw conversationRefusals.alreadyRated()
  const changed = await tx.run(sql`
    update conversation.conversation set rating = ${rating}, rated_at = coalesce(rated_at, ${clock.date()}),
      rating_reason = coalesce(${reason ?? null}, rating_reason), version = version + 1
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}
      and (rating is null or (${reason ?? null}::text is not null and rating_reason is distinct from ${reason ?? null}))`)
  if (changed === 0) return
  const { personId, customerId } = conversation
  await noteEvent(tx, context, conversation, 'rated', { rating, reason: reason ?? null }, { internal: true })
  await emit(tx, context, conversationRated, {
    ...told(conversation),
    rating,
    reason: reason ?? null,
    personId,
    customerId,
  })
}
