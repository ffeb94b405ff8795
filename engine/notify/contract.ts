import { z } from 'zod'
import { idParams, instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'

const notification = z
  .object({
    id: z.uuid(),
    kind: z.string(),
    title: z.string().meta({ description: 'In the language of the reader' }),
    body: z.string(),
    link: z.string().nullable().meta({ description: 'A path in the console' }),
    createdAt: instant,
    readAt: instant.nullable(),
  })
  .meta({ id: 'Notification' })

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is not a time such as 22:00')

export const quietHours = z
  .strictObject({ from: timeOfDay, until: timeOfDay, zone: z.string().min(1).max(60) })
  .nullable()
  .meta({
    description:
      'No mail, and nothing to addresses, between these times of the user; `from` after `until` goes over midnight',
  })

const kindPreference = z.object({ kind: z.string(), label: z.string(), inApp: z.boolean(), mail: z.boolean() })

const mailState = z.enum(['waiting', 'sent', 'failed', 'not-configured'])

const mailLine = z
  .object({
    id: z.uuid(),
    recipient: z.string(),
    subject: z.string(),
    state: mailState,
    attempts: z.int(),
    lastError: z.string().nullable(),
    createdAt: instant,
    sentAt: instant.nullable(),
  })
  .meta({ id: 'Mail' })

/** The bell, what rings it, and the mails that went out. */
export const notifyContract = {
  listNotifications: route({
    method: 'GET',
    path: '/api/engine/notifications',
    summary: 'The own notifications, newest first',
    may: 'signed-in',
    query: pageQuery.extend({ unread: z.stringbool().default(false) }),
    out: pageOf(notification),
  }),
  countUnread: route({
    method: 'GET',
    path: '/api/engine/notifications/unread',
    summary: 'How many of the own notifications are unread',
    may: 'signed-in',
    out: z.object({ count: z.int() }),
  }),
  markRead: route({
    method: 'POST',
    path: '/api/engine/notifications/:id/read',
    summary: 'Mark one as read',
    may: 'signed-in',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.notification-not-found'],
  }),
  markAllRead: route({
    method: 'POST',
    path: '/api/engine/notifications/read',
    summary: 'Mark all as read',
    may: 'signed-in',
    out: noContent,
    status: 204,
  }),
  readNotificationPreferences: route({
    method: 'GET',
    path: '/api/engine/notification-preferences',
    summary: 'Which kinds reach the caller, and how',
    may: 'signed-in',
    out: z.object({ quietHours, kinds: z.array(kindPreference) }),
  }),
  saveNotificationPreferences: route({
    method: 'PUT',
    path: '/api/engine/notification-preferences',
    summary: 'Choose which kinds reach the caller, and how',
    may: 'signed-in',
    body: z.strictObject({ quietHours, kinds: z.array(kindPreference.omit({ label: true })).max(200) }),
    out: noContent,
    status: 204,
  }),
  listMails: route({
    method: 'GET',
    path: '/api/engine/mails',
    summary: 'Mails and what became of them, newest first',
    may: 'engine.mail.read',
    query: pageQuery.extend({ state: mailState.optional() }),
    out: pageOf(mailLine),
  }),
  resendMail: route({
    method: 'POST',
    path: '/api/engine/mails/:id/send',
    summary: 'Try a mail again that did not get out',
    may: 'engine.mail.send',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.mail-not-found', 'engine.mail-already-sent'],
  }),
} as const
