import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { HeldClock, SlaClock } from './clock.ts'

/** The rows of `engine.sla_clock`. Every function is one statement, whatever the number of clocks. */

type Tenant = Pick<Context, 'tenantId'>

/** The columns of an `SlaClock`, from `engine.sla_clock k`. */
export const SHOWN =
  sql.raw(`k.id, k.subject, k.metric, k.calendar_id as "calendarId", k.target_seconds as "targetSeconds",
  k.warn_share as "warnShare", k.state, k.started_at as "startedAt", k.due_at as "dueAt", k.warn_at as "warnAt",
  k.paused_at as "pausedAt", k.stopped_at as "stoppedAt", k.used_seconds as "usedSeconds",
  k.warned_at as "warnedAt", k.breached_at as "breachedAt", k.version`)

const HELD = sql`${SHOWN}, k.history, k.wake_at as "wakeAt"`

/** A recordset of clocks, as PostgreSQL reads it from one parameter. */
const RECORD = sql.raw(`r (id uuid, subject text, metric text, calendar_id uuid, target_seconds int, warn_share real,
  state text, history jsonb, started_at timestamptz, due_at timestamptz, warn_at timestamptz, paused_at timestamptz,
  stopped_at timestamptz, used_seconds double precision, warned_at timestamptz, breached_at timestamptz,
  wake_at timestamptz, calendar_version int)`)

const COLUMNS = sql.raw(`subject, metric, calendar_id, target_seconds, warn_share, state, history, started_at, due_at,
  warn_at, paused_at, stopped_at, used_seconds, warned_at, breached_at, wake_at`)

/**
 * Writes new clocks and answers the ids of those written. Left out are a metric that its subject has already, and a
 * clock that was reckoned with an old calendar: the calendar's row is locked against change until this is durable,
 * so a change of hours either is seen here or finds these clocks.
 */
export async function insertClocks(
  tx: Tx,
  { tenantId }: Tenant,
  clocks: readonly HeldClock[],
  versions: ReadonlyMap<string, number>,
): Promise<Set<string>> {
  const records = clocks.map((held) => ({
    ...recordOf(held),
    calendar_version: versions.get(held.calendarId),
  }))
  const rows = await tx.all(sql<{ id: string }>`
    insert into engine.sla_clock (tenant_id, id, ${COLUMNS})
    select ${tenantId}, r.id, ${COLUMNS}
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb) as ${RECORD}
    where exists (
      select from engine.calendar c
      where c.tenant_id = ${tenantId} and c.id = r.calendar_id and c.version = r.calendar_version for share)
    on conflict (tenant_id, subject, metric) where state <> 'cancelled' do nothing
    returning id`)
  return new Set(rows.map(({ id }) => id))
}

/** Locks the clocks of a subject, in one order so that no two transactions wait for each other. */
export function holdClocksOf(tx: Tx, { tenantId }: Tenant, subject: string): Promise<HeldClock[]> {
  return tx.all(sql<HeldClock>`
    select ${HELD} from engine.sla_clock k
    where k.tenant_id = ${tenantId} and k.subject = ${subject} and k.state <> 'cancelled'
    order by k.id for update`)
}

export function holdOpenClocks(tx: Tx, { tenantId }: Tenant, calendarId: string): Promise<HeldClock[]> {
  return tx.all(sql<HeldClock>`
    select ${HELD} from engine.sla_clock k
    where k.tenant_id = ${tenantId} and k.calendar_id = ${calendarId} and k.stopped_at is null
    order by k.id for update`)
}

/** The versions at this moment of the calendars that the clocks of a subject follow. */
export function versionsFor(tx: Tx, { tenantId }: Tenant, subject: string): Promise<{ id: string; version: number }[]> {
  return tx.all(sql<{ id: string; version: number }>`
    select id, version from engine.calendar
    where tenant_id = ${tenantId} and id in (
      select calendar_id from engine.sla_clock where tenant_id = ${tenantId} and subject = ${subject})`)
}

export async function updateClocks(tx: Tx, { tenantId }: Tenant, clocks: readonly HeldClock[]): Promise<void> {
  if (clocks.length === 0) return
  await tx.run(sql`
    update engine.sla_clock k set
      (calendar_id, target_seconds, warn_share, state, history, due_at, warn_at, paused_at, stopped_at, used_seconds,
        warned_at, breached_at, wake_at)
      = (r.calendar_id, r.target_seconds, r.warn_share, r.state, r.history, r.due_at, r.warn_at, r.paused_at,
        r.stopped_at, r.used_seconds, r.warned_at, r.breached_at, r.wake_at),
      version = k.version + 1
    from jsonb_to_recordset(${JSON.stringify(clocks.map(recordOf))}::jsonb) as ${RECORD}
    where k.tenant_id = ${tenantId} and k.id = r.id`)
}

export function clocksOf(tx: Tx, { tenantId }: Tenant, subjects: readonly string[]): Promise<SlaClock[]> {
  return tx.all(sql<SlaClock>`
    select ${SHOWN} from engine.sla_clock k
    where k.tenant_id = ${tenantId} and k.subject = any(${subjects}) and k.state <> 'cancelled'
    order by k.subject, k.started_at, k.metric`)
}

function recordOf(held: HeldClock): object {
  return {
    id: held.id,
    subject: held.subject,
    metric: held.metric,
    calendar_id: held.calendarId,
    target_seconds: held.targetSeconds,
    warn_share: held.warnShare,
    state: held.state,
    history: held.history,
    started_at: held.startedAt,
    due_at: held.dueAt,
    warn_at: held.warnAt,
    paused_at: held.pausedAt,
    stopped_at: held.stoppedAt,
    used_seconds: held.usedSeconds,
    warned_at: held.warnedAt,
    breached_at: held.breachedAt,
    wake_at: held.wakeAt,
  }
}
