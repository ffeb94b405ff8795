import { z } from 'zod'
import { defineEvent } from '#engine/events'
import type { TopicRule } from '#engine/live'

/** Somebody's account was made, changed, disabled or enabled. */
export const userChanged = defineEvent(
  'engine.user_changed',
  z.object({ userId: z.uuid(), change: z.enum(['invited', 'created', 'changed', 'disabled', 'enabled']) }),
  { aggregate: ({ userId }) => `user:${userId}`, topics: () => ['engine.users'] },
)

export const accountTopics: readonly TopicRule[] = [{ name: 'engine.users', may: 'engine.user.read' }]
