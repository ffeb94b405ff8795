import { dateAt, startOfDay, type LocalDate } from '../periods.ts'

const HAS_OFFSET = /(Z|[+-]\d{2}:\d{2})$/i

/** Milliseconds since the epoch of a date, a local time or an instant in a zone. */
export function msOf(moment: string, timeZone: string): number {
  if (HAS_OFFSET.test(moment)) return Temporal.Instant.from(moment).epochMilliseconds
  if (!moment.includes('T')) return startOfDay(moment, timeZone)
  return Temporal.PlainDateTime.from(moment).toZonedDateTime(timeZone).epochMilliseconds
}

/** The date on the customer's wall: 23:00 UTC is already tomorrow in Shanghai. */
export function dateOf(moment: string, timeZone: string): LocalDate {
  if (HAS_OFFSET.test(moment)) return dateAt(msOf(moment, timeZone), timeZone)
  return moment.slice(0, 10)
}
