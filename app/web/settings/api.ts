import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { accountsContract } from '#engine/accounts/contract'
import { auditContract } from '#engine/audit/contract'
import { calendarContract } from '#engine/calendar/contract'
import { eventsContract } from '#engine/events/contract'
import type { identityContract } from '#engine/identity/contract'
import { notifyContract } from '#engine/notify/contract'
import { partyContract } from '#engine/party/contract'
import { noticeHooksContract, webhooksContract } from '#engine/webhooks/contract'

export const accountsApi = apiOf('accounts', accountsContract)
export const auditApi = apiOf('audit', auditContract)
export const calendarApi = apiOf('calendars', calendarContract)
export const eventsApi = apiOf('events', eventsContract)
export const mailApi = apiOf('mails', notifyContract)
export const partyApi = apiOf('party', partyContract)
/** Addresses that are told of notifications. */
export const hooksApi = apiOf('notification-hooks', noticeHooksContract)
export const webhooksApi = apiOf('webhooks', webhooksContract)

type Items<R extends { out: z.ZodType }> = z.infer<R['out']> extends { items: (infer T)[] } ? T : never

export type User = Items<typeof identityContract.listUsers>
export type OpenSession = Items<typeof identityContract.listSessions>
export type ApiKeyRow = Items<typeof identityContract.listApiKeys>
export type Team = Items<typeof accountsContract.listTeams>
export type Provider = Items<typeof accountsContract.listOidcProviders>
export type Access = z.infer<typeof accountsContract.sendAccess.out>
export type AuditRow = Items<typeof auditContract.listAudit>
export type Verification = z.infer<typeof auditContract.verifyAudit.out>
export type StoredCalendar = Items<typeof calendarContract.listCalendars>
export type CalendarDefinition = StoredCalendar['definition']
export type ParkedDelivery = Items<typeof eventsContract.listParkedDeliveries>
export type MailLine = Items<typeof notifyContract.listMails>
export type Endpoint = Items<typeof webhooksContract.listWebhooks>
export type NotificationHook = Items<typeof noticeHooksContract.listNotificationHooks>
export type Preferences = z.infer<typeof notifyContract.readNotificationPreferences.out>
export type WebhookDelivery = Items<typeof webhooksContract.listWebhookDeliveries>
