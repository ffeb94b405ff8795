import { clock } from '#engine/kernel'
import { handleJob, type JobHandler, type Schedule } from '#engine/jobs'
import { sql, type Database } from '#engine/store'
import { deliverWaitingMail, type MailParts } from './mail/deliver.ts'
import { mailOneNotification, type NotificationMailParts } from './mail/mail-notification.ts'
import { deliverMail } from './mail/send-mail.ts'
import { mailNotification } from './notify.ts'

export function notifyJobs(parts: MailParts & NotificationMailParts): JobHandler[] {
  return [
    handleJob(mailNotification, ({ notificationId }, context) => mailOneNotification(parts, context, notificationId)),
    handleJob(deliverMail, ({ mailId }, context) => deliverWaitingMail(parts, context, mailId)),
  ]
}

const KEPT_MS = 90 * 86_400_000

/** Once a day: what was read or sent three months ago is forgotten. */
export function notifySchedules(database: Database): Schedule[] {
  return [
    {
      name: 'engine.forget_old_notifications',
      at: { hour: 3, minute: 40 },
      run: (context) =>
        database.withTenant(context, async (tx) => {
          const before = new Date(clock.ms() - KEPT_MS)
          await tx.run(
            sql`delete from engine.notification where tenant_id = ${context.tenantId} and read_at < ${before}`,
          )
          await tx.run(sql`delete from engine.mail_out where tenant_id = ${context.tenantId} and sent_at < ${before}`)
        }),
    },
  ]
}
