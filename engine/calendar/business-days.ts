import type { Calendar } from './calendar.ts'
import { DAY_MS, yearOfDay } from './date-text.ts'
import { calendarRefusals } from './refusals.ts'
import { localDayAt, offsetStretches } from './zone-offsets.ts'

/**
 * The instant that lies `days` business days after `start`. A business day is a local date with at least
 * one window; days are counted from the start's date, whatever its time, and the time of day is kept
 * (moved out of an hour that the clock skips). `endOfDay` takes the closing instant of the date instead.
 *
 * Zero days mean the start itself, or from a date without windows the next date that has one; with
 * `endOfDay`, a start after closing means the next business day, so that nothing is due before it starts.
 */
export function addBusinessDays(
  calendar: Calendar,
  start: number,
  days: number,
  options: { readonly endOfDay?: boolean } = {},
): number {
  if (!Number.isInteger(days) || days < 0) throw calendarRefusals.negativeTime({ days })
  const startDay = localDayAt(calendar.tz, start)
  const day = days === 0 ? businessDayFrom(calendar, startDay, 1) : businessDayFrom(calendar, startDay + 1, days)
  if (!options.endOfDay) return day === startDay ? start : sameTimeOn(calendar, start, day - startDay)
  const closesAt = closingInstant(calendar, day)
  return closesAt > start ? closesAt : closingInstant(calendar, businessDayFrom(calendar, day + 1, 1))
}

/** The `count`th business day, counted from `day`, which is the first if it is one. */
function businessDayFrom(calendar: Calendar, day: number, count: number): number {
  const firstYear = yearOfDay(day)
  let left = count
  for (let year = firstYear; year <= calendar.lastYear; year++) {
    const days = calendar.businessDaysIn(year)
    const passed = year === firstYear ? countBelow(days, day) : 0
    if (passed + left <= days.length) return days[passed + left - 1]!
    left -= days.length - passed
  }
  throw calendarRefusals.neverReached()
}

function countBelow(days: Int32Array, day: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (days[middle]! < day) low = middle + 1
    else high = middle
  }
  return low
}

function sameTimeOn(calendar: Calendar, start: number, days: number): number {
  const local = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(calendar.tz)
  return local.toPlainDateTime().add({ days }).toZonedDateTime(calendar.tz).epochMilliseconds
}

/** The end of the date's last window; in an hour that the clock repeats, its second pass. */
function closingInstant(calendar: Calendar, day: number): number {
  const closes = day * DAY_MS + calendar.pattern.windowsOn(day).at(-1)!.closes
  const stretches = offsetStretches(calendar.tz, (day - 2) * DAY_MS, (day + 3) * DAY_MS)
  const last = stretches.findLast((stretch) => stretch.startsAt + stretch.offsetMs < closes)!
  return Math.min(last.endsAt, closes - last.offsetMs)
}
