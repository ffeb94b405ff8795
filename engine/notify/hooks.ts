/** Third way of a notification: an address of the user's, or of a team of the user's. How it is sent is not known here. */
import { z } from 'zod'
import { clock, type Context, type Locale } from '#engine/kernel'
import { defineJob } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { textsOf, type StoredNotification } from './inbox.ts'
import type { NotificationKinds } from './define.ts'
import { findQuietHours } from './preferences.ts'
import { quietUntil, type QuietHours } from './quiet-hours.ts'

/** Told after a notification was made for which an address is known; with `hookId`, to that one only. */
export const hookNotification = defineJob(
  'engine.hook_notification',
  z.object({ notificationId: z.uuid(), hookId: z.uuid().optional() }),
)

export interface NotificationHook {
  readonly id: string
  readonly userId: string | null
  readonly teamId: string | null
  /** `*` for every kind. */
  readonly kinds: readonly string[]
  readonly locale: Locale
  /** A team's own; a person's are the person's. */
  readonly quiet: QuietHours | null
  readonly version: number
}

const COLUMNS = sql.raw(`h.id, h.user_id as "userId", h.team_id as "teamId", h.kinds, h.locale, h.quiet, h.version`)

export type HookDraft = Omit<NotificationHook, 'version'>

export async function saveHook(tx: Tx, { tenantId }: Context, hook: HookDraft): Promise<void> {
  const quiet = hook.quiet === null ? null : JSON.stringify(hook.quiet)
  await tx.run(sql`
    insert into engine.notification_hook as h (tenant_id, id, user_id, team_id, kinds, locale, quiet, created_at)
    values (${tenantId}, ${hook.id}, ${hook.userId}, ${hook.teamId}, ${[...hook.kinds]}, ${hook.locale}, ${quiet}::jsonb,
      ${clock.date()})
    on conflict (tenant_id, id) do update set kinds = excluded.kinds, locale = excluded.locale, quiet = excluded.quiet,
      version = h.version + 1`)
}

export async function removeHook(tx: Tx, { tenantId }: Context, id: string): Promise<void> {
  await tx.run(sql`delete from engine.notification_hook where tenant_id = ${tenantId} and id = ${id}`)
}

export function findHook(tx: Tx, { tenantId }: Context, id: string): Promise<NotificationHook | undefined> {
  return tx.find(sql<NotificationHook>`
    select ${COLUMNS} from engine.notification_hook h where h.tenant_id = ${tenantId} and h.id = ${id}`)
}

/** The own ones of a user, or those of all teams. */
export function listHooks(tx: Tx, { tenantId }: Context, userId: string | undefined): Promise<NotificationHook[]> {
  const whose = userId === undefined ? sql`h.team_id is not null` : sql`h.user_id = ${userId}`
  return tx.all(sql<NotificationHook>`
    select ${COLUMNS} from engine.notification_hook h where h.tenant_id = ${tenantId} and ${whose} order by h.id`)
}

/** A notification as one address hears of it. */
export interface HookedNotification {
  readonly hook: NotificationHook
  /** Of the person, or of the team's group. */
  readonly locale: Locale
  readonly kind: string
  readonly title: string
  readonly body: string
  readonly link: string | null
  readonly createdAt: string
  /** The same for everybody who is told of the same thing: a team's group hears it once. */
  readonly cause: string
  /** Quiet hours hold there until then. */
  readonly quietUntil: string | undefined
}

type Hooked = StoredNotification & {
  readonly userId: string
  readonly source: string
  readonly hook: NotificationHook
  readonly ownLocale: Locale
}

/** To which addresses a notification goes now; read meanwhile, a person's own do not hear of it any more. */
export async function hookedOf(
  tx: Tx,
  context: Context,
  kinds: NotificationKinds,
  { notificationId, hookId }: { readonly notificationId: string; readonly hookId?: string | undefined },
): Promise<HookedNotification[]> {
  const rows = await tx.all(sql<Hooked>`
    select n.id, n.user_id as "userId", n.kind, n.params, n.link, n.source, n.created_at as "createdAt",
      n.read_at as "readAt", a.locale as "ownLocale",
      jsonb_build_object('id', h.id, 'userId', h.user_id, 'teamId', h.team_id, 'kinds', h.kinds, 'locale', h.locale,
        'quiet', h.quiet, 'version', h.version) as hook
    from engine.notification n
    join engine.user_account a on a.tenant_id = n.tenant_id and a.user_id = n.user_id
    join engine.notification_hook h on h.tenant_id = n.tenant_id and h.kinds && array[n.kind, '*']
      and (h.user_id = n.user_id or h.team_id in (
        select m.team_id from engine.team_member m where m.tenant_id = n.tenant_id and m.user_id = n.user_id))
    where n.tenant_id = ${context.tenantId} and n.id = ${notificationId}
      and (${hookId ?? null}::uuid is null or h.id = ${hookId ?? null})
      and (h.user_id is null or n.read_at is null)`)
  return Promise.all(rows.map((row) => hookedNotification(tx, context, kinds, row)))
}

async function hookedNotification(tx: Tx, { tenantId }: Context, kinds: NotificationKinds, row: Hooked) {
  const { hook, kind, link, createdAt, source } = row
  const own = hook.userId !== null
  const quiet = own ? await findQuietHours(tx, tenantId, hook.userId) : (hook.quiet ?? undefined)
  const locale = own ? row.ownLocale : hook.locale
  const { title, body } = textsOf(kinds, row, locale)
  const until = quiet && quietUntil(quiet, clock.now())
  return { hook, locale, kind, title, body, link, createdAt, cause: `${kind} ${source}`, quietUntil: until?.toString() }
}
