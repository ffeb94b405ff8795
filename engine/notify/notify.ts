import { z } from 'zod'
import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { defineJob, enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import type { NotificationKind } from './define.ts'
import { notificationMade } from './events.ts'
import { hookNotification } from './hooks.ts'

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
  /** An address of the user's, or of a team of the user's, wants this kind. */
  readonly hooked: boolean
}

/** Tells users something, in the transaction of the change: in the app at once, by mail and to addresses as each of them wants it. */
export async function notify<Params>(
  tx: Tx,
  context: Context,
  kind: NotificationKind<Params>,
  notice: Notice<Params>,
): Promise<void> {
  const made = await insertNotifications(tx, context, kind, notice)
  for (const { id, userId, inApp, mail, hooked } of made) {
    if (inApp) await emit(tx, context, notificationMade, { notificationId: id, userId, kind: kind.kind })
    if (mail) await enqueue(tx, context, mailNotification, { notificationId: id })
    if (hooked) await enqueue(tx, context, hookNotification, { notificationId: id })
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
      select u.id, u.user_id, coalesce(p.in_app, true) as in_app, coalesce(p.mail, ${mail}) as mail,
        exists (select from engine.notification_hook h
          where h.tenant_id = ${tenantId} and h.kinds && array[${kind}, '*'] and (h.user_id = u.user_id or h.team_id in (
            select m.team_id from engine.team_member m where m.tenant_id = ${tenantId} and m.user_id = u.user_id))) as hooked
      from unnest(${users.map(() => newId())}::uuid[], ${users}::uuid[]) as u (id, user_id)
      join engine.user_account a on a.tenant_id = ${tenantId} and a.user_id = u.user_id and a.disabled_at is null
      left join engine.notification_preference p
        on p.tenant_id = ${tenantId} and p.user_id = u.user_id and p.kind = ${kind}),
    made as (
      insert into engine.notification (tenant_id, id, user_id, kind, params, link, source, in_app, created_at)
      select ${tenantId}, id, user_id, ${kind}, ${JSON.stringify(schema.parse(params))}, ${link ?? null}, ${source}, in_app,
        ${clock.date()}
      from wanted where in_app or mail or hooked
      on conflict do nothing returning id)
    select id, user_id as "userId", in_app as "inApp", mail, hooked from wanted join made using (id)`)
}
