import type { Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import type { Database } from '#engine/store'
import { conversationClosed, conversationRated, conversationReopened } from '../events.ts'
import { judge } from './score-card.ts'

/** Every conversation is judged when it ends, and once more when its customer has rated it. */
export function qualitySubscriber(database: Database): Subscriber {
  const again = ({ conversationId }: { conversationId: string }, context: Context): Promise<void> =>
    database.withTenant(context, (tx) => judge(tx, context, conversationId))
  return {
    name: 'conversation-quality',
    reactions: [on(conversationClosed, again), on(conversationReopened, again), on(conversationRated, again)],
  }
}
