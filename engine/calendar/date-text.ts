/**
 * Dates and times of day as text, and dates as day numbers (1970-01-01 is 0), so that the hot path
 * needs neither objects nor text.
 */

export interface PlainDay {
  readonly year: number
  readonly month: number
  readonly day: number
}

export const DAY_MS = 86_400_000

/** `YYYY-MM-DD`; undefined when there is no such date. */
export function parseDate(text: string): PlainDay | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return day >= 1 && day <= daysInMonth(year, month) ? { year, month, day } : undefined
}

/** `MM-DD`; 29 February is a day of some years. */
export function parseDayOfYear(text: string): Omit<PlainDay, 'year'> | undefined {
  const leapYear = parseDate(`2000-${text}`)
  return leapYear && { month: leapYear.month, day: leapYear.day }
}

/** Milliseconds after local midnight of `HH:MM` or `HH:MM:SS`, up to "24:00". */
export function parseTimeOfDay(text: string): number | undefined {
  const match = /^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text)
  if (!match) return undefined
  const ms = (Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3] ?? 0)) * 1000
  return ms <= DAY_MS ? ms : undefined
}

/** Days since 1970-01-01 in the proleptic Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  let days = firstDayOf(year) + day - 1
  for (let m = 1; m < month; m++) days += daysInMonth(year, m)
  return days
}

export function firstDayOf(year: number): number {
  const past = year - 1
  return 365 * (year - 1970) + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - 477
}

/** The year in which a day number lies. */
export function yearOfDay(day: number): number {
  const year = 1970 + Math.floor(day / 365.2425)
  if (day < firstDayOf(year)) return year - 1
  return day >= firstDayOf(year + 1) ? year + 1 : year
}

/** Monday is 0; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
}
