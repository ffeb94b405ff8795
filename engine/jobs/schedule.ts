import { clock, systemContext, type Context } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'

/**
 * Work that comes round by the tenant's own clock: `{ hour: 2 }` is two in the morning in the tenant's zone,
 * through every change to and from summer time.
 */
export interface Schedule {
  readonly name: string
  readonly at: TimeOfRound
  readonly run: (context: Context) => Promise<void>
}

export interface TimeOfRound {
  /** Every so many minutes, counted from the hour; excludes the other fields. */
  readonly everyMinutes?: number
  readonly hour?: number
  readonly minute?: number
  /** 1 = Monday … 7 = Sunday. */
  readonly dayOfWeek?: number
  /** 1 … 28. */
  readonly dayOfMonth?: number
}

/** The first round strictly after `after`. */
export function nextRound(at: TimeOfRound, zone: string, after: Temporal.Instant): Temporal.Instant {
  const local = after.toZonedDateTimeISO(zone)
  if (at.everyMinutes !== undefined) return nextStep(local, at.everyMinutes)
  const time = Temporal.PlainTime.from({ hour: at.hour ?? 0, minute: at.minute ?? 0 })
  for (let day = local.toPlainDate(); ; day = day.add({ days: 1 })) {
    const instant = day.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
    if (isDay(at, day) && Temporal.Instant.compare(instant, after) > 0) return instant
  }
}

function isDay(at: TimeOfRound, day: Temporal.PlainDate): boolean {
  return (
    (at.dayOfWeek === undefined || day.dayOfWeek === at.dayOfWeek) &&
    (at.dayOfMonth === undefined || day.day === at.dayOfMonth)
  )
}

function nextStep(local: Temporal.ZonedDateTime, minutes: number): Temporal.Instant {
  const hour = local.round({ smallestUnit: 'hour', roundingMode: 'floor' })
  const passed = local.since(hour).total('minutes')
  return hour.add({ minutes: (Math.floor(passed / minutes) + 1) * minutes }).toInstant()
}

interface Round {
  readonly tenantId: string
  readonly zone: string
  readonly name: string
  readonly nextAt: string | null
}

/** Finds the rounds that are due in any tenant, sets the next ones, and hands the due ones over. */
export async function dueRounds(
  database: Database,
  schedules: readonly Schedule[],
): Promise<{ schedule: Schedule; context: Context }[]> {
  const now = clock.now()
  const rounds = await database.acrossTenants(async (tx) => {
    const found = await openRounds(tx, schedules)
    await setNext(tx, schedules, found, now)
    return found.filter((round) => round.nextAt !== null)
  })
  return rounds.map((round) => ({
    schedule: schedules.find(({ name }) => name === round.name)!,
    context: systemContext(round.tenantId, round.name),
  }))
}

/** Due rounds, and those never planned yet (`nextAt` null), locked so that no other process takes them, too. */
function openRounds(tx: Tx, schedules: readonly Schedule[]): Promise<Round[]> {
  const names = schedules.map(({ name }) => name)
  return tx.all(sql<Round>`
    select t.tenant_id as "tenantId", t.zone, n.name, s.next_at as "nextAt"
    from engine.tenant t cross join unnest(${names}::text[]) as n (name)
    left join engine.schedule s on s.tenant_id = t.tenant_id and s.name = n.name
    where s.next_at is null or s.next_at <= ${clock.date()}
    limit 500`)
}

async function setNext(tx: Tx, schedules: readonly Schedule[], rounds: Round[], now: Temporal.Instant): Promise<void> {
  for (const { tenantId, name, zone } of rounds) {
    const { at } = schedules.find((schedule) => schedule.name === name)!
    const next = nextRound(at, zone, now).toString()
    await tx.run(sql`
      insert into engine.schedule (tenant_id, name, next_at) values (${tenantId}, ${name}, ${next})
      on conflict (tenant_id, name) do update set next_at = excluded.next_at`)
  }
}
