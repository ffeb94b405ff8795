import type { Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { sql, type Database } from '#engine/store'
import {
  conversationAssigned,
  conversationClosed,
  conversationOpened,
  conversationRated,
  conversationReopened,
  handedOver,
} from '../events.ts'

/** Counts a conversation again whenever something has happened to it that a report tells; doubled events change nothing. */
export function rollUpSubscriber(database: Database): Subscriber {
  const rollUp = async ({ conversationId }: { conversationId: string }, context: Context): Promise<void> => {
    await database.withTenant(context, async (tx) => {
      const { former } = await tx.one(sql<{ former: string | null }>`
        select conversation.roll_up(${context.tenantId}, ${conversationId}), (
          select follows_id from conversation.conversation
          where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}) as former`)
      // The one before counts as reopened now.
      if (former !== null) await tx.run(sql`select conversation.roll_up(${context.tenantId}, ${former})`)
    })
  }
  return {
    name: 'conversation-figures',
    reactions: [
      on(conversationOpened, rollUp),
      on(handedOver, rollUp),
      on(conversationAssigned, rollUp),
      on(conversationClosed, rollUp),
      on(conversationReopened, rollUp),
      on(conversationRated, rollUp),
    ],
  }
}
