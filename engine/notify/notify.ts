import { z } from 'zod'
import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { defineJob, enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import type { NotificationKind } from './define.ts'
import { notificationMade } from './events.ts'

export interface Notice<Params> {
  readonly userIds: readonly string[]
  readonly params: Params
  /** A path in the console, opened from the bell and from the mail. */
  readonly link?: string
  /** What caused it, `incident:<id>:assigned:3`; each user is told once of it. */
  readonly source: string
}

export const mailNotification = defineJob('engine.mail_notification', z.object({ notificationId: z.uuid() }))

interface Made {
  readonly id: string
  readonly userId: string
  readonly inApp: boolean
  readonly mail: boolean
}

/** Tells users something, in the transaction of the change: in the app at once, by mail as each of them wants it. */
export async function notify<Params>(
  tx: Tx,
  context: Context,
  kind: NotificationKind<Params>,
  notice: Notice<Params>,
): Promise<void> {
  const made = await insertNotifications(tx, context, kind, notice)
  for (const { id, userId, inApp, mail } of made) {
    if (inApp) await emit(tx, context, notificationMade, { notificationId: id, userId, kind: kind.kind })
    if (mail) await enqueue(tx, context, mailNotification, { notificationId: id })
  }
}

function insertNotifications<Params>(
  tx: Tx,
  { tenantId }: Context,
  { kind, mail, params: schema }: NotificationKind<Params>,
  { userIds, params, link, source }: Notice<Params>,
): Promise<Made[]> {
  const users = [...new Set(userIds)]
  return tx.all(sql<Made>`
    with wanted as (
      select u.id, u.user_id, coalesce(p.in_app, true) as in_app, coalesce(p.mail, ${mail}) as mail
      from unnest(${users.map(() => newId())}::uuid[], ${users}::uuid[]) as u (id, user_id)
      join engine.user_account a on a.tenant_id = ${tenantId} and a.user_id = u.user_id and a.disabled_at is null
      left join engine.notification_preference p
        on p.tenant_id = ${tenantId} and p.user_id = u.user_id and p.kind = ${kind}),
    made as (
      insert into engine.notification (tenant_id, id, user_id, kind, params, link, source, in_app, created_at)
      select ${tenantId}, id, user_id, ${kind}, ${JSON.stringify(schema.parse(params))}, ${link ?? null}, ${source}, in_app,
        ${clock.date()}
      from wanted where in_app or mail
      on conflict do nothing returning id)
    select id, user_id as "userId", in_app as "inApp", mail from wanted join made using (id)`)
}
