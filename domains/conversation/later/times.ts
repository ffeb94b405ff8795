/** Good times to write to a customer, as he keeps time. */
import { clock, type Context } from '#engine/kernel'
import { nextOpenInstant, readCalendar, type Calendar } from '#engine/calendar'
import { sql, type Tx } from '#engine/store'
import { tenantZone } from '#engine/tenancy'

export interface SendTimes {
  readonly inOneHour: string
  /** Nine o'clock tomorrow, or the opening after it. */
  readonly tomorrow: string
  /** The customer's time zone. */
  readonly zone: string
}

const HOUR_MS = 3_600_000
const MORNING_HOUR = 9

export async function sendTimesOf(tx: Tx, context: Context, conversationId: string): Promise<SendTimes> {
  const { zone, calendarId } = await placeOf(tx, context, conversationId)
  const { calendar } = await readCalendar(tx, context, calendarId ?? undefined)
  return {
    inOneHour: new Date(clock.ms() + HOUR_MS).toISOString(),
    tomorrow: new Date(tomorrowMorning(calendar, zone, clock.ms())).toISOString(),
    zone,
  }
}

/** `Friday 18:00 → Monday 09:00` where nobody works at the weekend. */
export function tomorrowMorning(calendar: Calendar, zone: string, nowMs: number): number {
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(zone)
  const morning = today.add({ days: 1 }).with({ hour: MORNING_HOUR, minute: 0, second: 0, millisecond: 0 })
  return nextOpenInstant(calendar, morning.round({ smallestUnit: 'minute' }).epochMilliseconds)
}

interface Place {
  readonly zone: string
  readonly calendarId: string | null
}

/** The site of the customer's own department, or the nearest above it; else our own company. */
async function placeOf(tx: Tx, context: Context, conversationId: string): Promise<Place> {
  const { tenantId } = context
  const site = await tx.find(sql<Place>`
    select s.zone, s.calendar_id as "calendarId" from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    left join engine.person p on p.tenant_id = k.tenant_id and p.id = k.person_id
    join engine.organisation o on o.tenant_id = k.tenant_id and o.id = coalesce(p.organisation_id, k.customer_id)
    join engine.site s on s.tenant_id = o.tenant_id and s.organisation_id = any(o.path) and s.archived_at is null
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}
    order by array_position(o.path, s.organisation_id) desc, s.calendar_id is null, s.id limit 1`)
  return site ?? { zone: await tenantZone(tx, context), calendarId: null }
}
