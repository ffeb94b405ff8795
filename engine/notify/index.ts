/** Tells people what they should know: in the app at once, by mail as they want it. */
export {
  defineNotification,
  notificationKinds,
  type NotificationKind,
  type NotificationKinds,
  type NotificationTexts,
} from './define.ts'
export { notifyRefusals } from './errors.ts'
export { mailFailed, notificationMade, notificationsRead } from './events.ts'
export {
  findHook,
  hookedOf,
  hookNotification,
  listHooks,
  removeHook,
  saveHook,
  type HookDraft,
  type HookedNotification,
  type NotificationHook,
} from './hooks.ts'
export type { Notification } from './inbox.ts'
export { notifyJobs, notifySchedules } from './jobs.ts'
export type { MailParts } from './mail/deliver.ts'
export type { NotificationMailParts } from './mail/mail-notification.ts'
export { sendMail, type NewMail } from './mail/send-mail.ts'
export { MailRefused, smtpTransport, type MailTransport, type OutgoingMail } from './mail/transport.ts'
export { notify, type Notice } from './notify.ts'
export { isZone } from './preferences.ts'
export type { QuietHours } from './quiet-hours.ts'
export { notifySentences } from './policy.ts'
export { notifyRoutes } from './routes.ts'
export { mailTopics } from './topics.ts'
