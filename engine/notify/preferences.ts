import { invalidInput, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import type { NotificationKind } from './define.ts'
import type { QuietHours } from './quiet-hours.ts'

export interface Preferences {
  readonly quietHours: QuietHours | null
  readonly kinds: readonly KindPreference[]
}

export interface KindPreference {
  readonly kind: string
  /** In the language of the reader. */
  readonly label: string
  readonly inApp: boolean
  readonly mail: boolean
}

export interface NewPreferences {
  readonly quietHours: QuietHours | null
  readonly kinds: readonly Omit<KindPreference, 'label'>[]
}

/** What the user hears of, and how; kinds that they have not touched do as they do by themselves. */
export async function readPreferences(
  database: Database,
  context: Context,
  kinds: readonly NotificationKind[],
): Promise<Preferences> {
  return database.withTenant(context, async (tx) => {
    const [quietHours, own] = await Promise.all([
      findQuietHours(tx, context.tenantId, context.actor.id),
      tx.all(sql<Omit<KindPreference, 'label'>>`
        select kind, in_app as "inApp", mail from engine.notification_preference
        where tenant_id = ${context.tenantId} and user_id = ${context.actor.id}`),
    ])
    const changed = new Map(own.map((preference) => [preference.kind, preference]))
    return {
      quietHours: quietHours ?? null,
      kinds: kinds.map(({ kind, mail, texts }) => ({
        ...(changed.get(kind) ?? { kind, inApp: true, mail }),
        label: texts[context.locale].label,
      })),
    }
  })
}

export async function savePreferences(database: Database, context: Context, wanted: NewPreferences): Promise<void> {
  if (wanted.quietHours && !isZone(wanted.quietHours.zone)) {
    throw invalidInput([{ path: '/quietHours/zone', message: 'is not an IANA time zone, for example Asia/Shanghai' }])
  }
  const { tenantId, actor } = context
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`
      insert into engine.notification_preference (tenant_id, user_id, kind, in_app, mail)
      select ${tenantId}, ${actor.id}, kind, in_app, mail from unnest(${wanted.kinds.map(({ kind }) => kind)}::text[],
        ${wanted.kinds.map(({ inApp }) => inApp)}::boolean[], ${wanted.kinds.map(({ mail }) => mail)}::boolean[])
        as k (kind, in_app, mail)
      on conflict (tenant_id, user_id, kind) do update set in_app = excluded.in_app, mail = excluded.mail`)
    await saveQuietHours(tx, tenantId, actor.id, wanted.quietHours)
  })
}

async function saveQuietHours(tx: Tx, tenantId: string, userId: string, quiet: QuietHours | null): Promise<void> {
  if (!quiet) {
    await tx.run(sql`delete from engine.quiet_hours where tenant_id = ${tenantId} and user_id = ${userId}`)
    return
  }
  await tx.run(sql`
    insert into engine.quiet_hours (tenant_id, user_id, quiet_from, quiet_until, zone)
    values (${tenantId}, ${userId}, ${quiet.from}, ${quiet.until}, ${quiet.zone})
    on conflict (tenant_id, user_id) do update
      set quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until, zone = excluded.zone`)
}

export function findQuietHours(tx: Tx, tenantId: string, userId: string): Promise<QuietHours | undefined> {
  return tx.find(sql<QuietHours>`
    select to_char(quiet_from, 'HH24:MI') as from, to_char(quiet_until, 'HH24:MI') as until, zone
    from engine.quiet_hours where tenant_id = ${tenantId} and user_id = ${userId}`)
}

export function isZone(zone: string): boolean {
  try {
    return Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).timeZoneId !== ''
  } catch {
    return false
  }
}
