import { z } from 'zod'
import { defineEvent } from '#engine/events'

/** Told to the browsers of the user, so that the bell rings. */
export const notificationMade = defineEvent(
  'engine.notification_made',
  z.object({ notificationId: z.uuid(), userId: z.uuid(), kind: z.string() }),
  { aggregate: ({ userId }) => `user:${userId}`, topics: ({ userId }) => [`user:${userId}`] },
)

/** The user has read notifications somewhere; other open windows count again. */
export const notificationsRead = defineEvent('engine.notifications_read', z.object({ userId: z.uuid() }), {
  aggregate: ({ userId }) => `user:${userId}`,
  topics: ({ userId }) => [`user:${userId}`],
})

/** A mail will not reach its recipient without a person's help. */
export const mailFailed = defineEvent('engine.mail_failed', z.object({ mailId: z.uuid(), reason: z.string() }), {
  aggregate: ({ mailId }) => `mail:${mailId}`,
  topics: () => ['engine.mails'],
})
