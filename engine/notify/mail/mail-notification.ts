import { clock, type Context } from '#engine/kernel'
import { findUser } from '#engine/identity'
import { enqueue } from '#engine/jobs'
import { sql, type Database, type Tx } from '#engine/store'
import type { NotificationKinds } from '../define.ts'
import { textsOf, type StoredNotification } from '../inbox.ts'
import { mailNotification } from '../notify.ts'
import { findQuietHours } from '../preferences.ts'
import { quietUntil } from '../quiet-hours.ts'
import { letterHtml, letterText } from './letter.ts'
import { sendMail } from './send-mail.ts'

export interface NotificationMailParts {
  readonly database: Database
  readonly kinds: NotificationKinds
  /** What browsers call this installation, without a slash at the end; makes links absolute. */
  readonly publicUrl: string
}

type Addressed = StoredNotification & { readonly userId: string }

/** Mails one notification, unless it was read meanwhile; in the user's quiet hours it waits for their end. */
export async function mailOneNotification(
  parts: NotificationMailParts,
  context: Context,
  notificationId: string,
): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    const notification = await findUnread(tx, context, notificationId)
    if (!notification) return
    const quiet = await findQuietHours(tx, context.tenantId, notification.userId)
    const end = quiet && quietUntil(quiet, clock.now())
    if (end) return enqueue(tx, context, mailNotification, { notificationId }, { runAt: end.toString() })
    await writeMail(parts, tx, context, notification)
  })
}

async function writeMail(
  { kinds, publicUrl }: NotificationMailParts,
  tx: Tx,
  context: Context,
  notification: Addressed,
): Promise<void> {
  const user = await findUser(tx, context.tenantId, notification.userId)
  if (!user || user.email === null || user.disabledAt !== null) return
  const { title, body } = textsOf(kinds, notification, user.locale)
  const url = notification.link === null ? {} : { url: `${publicUrl}${notification.link}` }
  const letter = { title, body, locale: user.locale, ...url }
  await sendMail(tx, context, {
    to: user.email,
    subject: title,
    text: letterText(letter),
    html: letterHtml(letter),
    source: `notification:${notification.id}`,
  })
}

function findUnread(tx: Tx, context: Context, id: string): Promise<Addressed | undefined> {
  return tx.find(sql<Addressed>`
    select id, user_id as "userId", kind, params, link, created_at as "createdAt", read_at as "readAt"
    from engine.notification where tenant_id = ${context.tenantId} and id = ${id} and read_at is null`)
}
