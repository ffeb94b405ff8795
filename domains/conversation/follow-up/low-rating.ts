import { on, type Subscriber } from '#engine/events'
import type { Database } from '#engine/store'
import { conversationRated } from '../events.ts'
import { settingOf } from '../review/setting.ts'
import { openFollowUp } from './task.ts'

const HOUR_MS = 3_600_000

/** Who was not satisfied is spoken to. He is told nothing by itself: that is a person's work. */
export function lowRatingSubscriber(database: Database): Subscriber {
  return {
    name: 'conversation-low-rating',
    reactions: [
      on(conversationRated, async ({ conversationId, rating, reason }, context, { occurredAt }) => {
        await database.withTenant(context, async (tx) => {
          const { lowRating, followUpHours } = await settingOf(tx, context)
          if (rating > lowRating) return
          const dueAt = new Date(Date.parse(occurredAt) + followUpHours * HOUR_MS).toISOString()
          await openFollowUp(tx, context, {
            kind: 'low_rating',
            conversationId,
            rating,
            text: reason,
            reach: null,
            dueAt,
          })
        })
      }),
    ],
  }
}
