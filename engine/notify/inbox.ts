import { clock, type Context, type Locale, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { beyond, sql, toPage, type Database } from '#engine/store'
import { fillIn, type NotificationKinds } from './define.ts'
import { notifyRefusals } from './errors.ts'
import { notificationsRead } from './events.ts'

/** What a user sees below the bell, in the reader's language. */
export interface Notification {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly body: string
  readonly link: string | null
  readonly createdAt: string
  readonly readAt: string | null
}

export type StoredNotification = Omit<Notification, 'title' | 'body'> & { readonly params: Record<string, unknown> }

/** A kind that no module brings any more still shows its name. */
export function textsOf(kinds: NotificationKinds, { kind, params }: StoredNotification, locale: Locale) {
  const texts = kinds.get(kind)?.texts[locale]
  return { title: fillIn(texts?.title ?? kind, params), body: fillIn(texts?.body ?? '', params) }
}

export async function listNotifications(
  database: Database,
  kinds: NotificationKinds,
  context: Context,
  { unread, limit, after }: { unread: boolean; limit: number; after?: string | undefined },
): Promise<Page<Notification>> {
  const page = await database.withTenant(context, async (tx) => {
    const rows = await tx.all(sql<StoredNotification>`
      select id, kind, params, link, created_at as "createdAt", read_at as "readAt" from engine.notification
      where tenant_id = ${context.tenantId} and user_id = ${context.actor.id} and in_app
        and (not ${unread} or read_at is null) and ${beyond(['id'], after, 'desc')}
      order by id desc limit ${limit + 1}`)
    return toPage(rows, limit, ({ id }) => [id])
  })
  const items = page.items.map((stored) => {
    const { params: _params, ...shown } = stored
    return { ...shown, ...textsOf(kinds, stored, context.locale) }
  })
  return { items, next: page.next }
}

export async function countUnread(database: Database, context: Context): Promise<number> {
  const { count } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ count: number }>`
      select count(*)::int as count from engine.notification
      where tenant_id = ${context.tenantId} and user_id = ${context.actor.id} and read_at is null and in_app`),
  )
  return count
}

/** Marks one notification as read, or all of the user's; reading twice is harmless. */
export async function markRead(database: Database, context: Context, id?: string): Promise<void> {
  const { tenantId, actor } = context
  await database.withTenant(context, async (tx) => {
    const own = await tx.run(sql`
      update engine.notification set read_at = coalesce(read_at, ${clock.date()})
      where tenant_id = ${tenantId} and user_id = ${actor.id}
        and (id = ${id ?? null} or (${id ?? null}::uuid is null and read_at is null))`)
    if (id !== undefined && own === 0) throw notifyRefusals.notificationNotFound()
    if (own > 0) await emit(tx, context, notificationsRead, { userId: actor.id })
  })
}
