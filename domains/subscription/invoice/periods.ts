/**
 * Billing periods are half-open ranges of local dates, `[start, end)`, in the customer's zone. Every boundary is
 * counted from one anchor, never from the boundary before: 31 Jan, 28 Feb, 31 Mar. So there is neither a gap nor an
 * overlap, and a short month does not shorten the months after it. Time zones enter only where a date becomes
 * an instant.
 */

/** A date on the customer's wall, `2026-11-20`; its text sorts like the date. */
export type LocalDate = string

/** How long a period is: whole months, or whole days. */
export type Interval = { readonly months: number } | { readonly days: number }

export interface DateRange {
  readonly start: LocalDate
  /** The first date that no longer belongs to it. */
  readonly end: LocalDate
}

/** A period of a cycle; `index` 0 starts at the anchor, those before it count down. */
export interface Period extends DateRange {
  readonly index: number
}

export interface Cycle {
  readonly anchor: LocalDate
  readonly interval: Interval
}

/** Whether periods begin on the day of the subscription, or with the calendar's weeks, months, quarters, years. */
export type Alignment = 'anniversary' | 'calendar'

/** Where period `index` of a cycle begins: anchor 31 Jan, months: 31 Jan, 28 Feb, 31 Mar. */
export function boundary({ anchor, interval }: Cycle, index: number): LocalDate {
  const step = 'months' in interval ? { months: interval.months * index } : { days: interval.days * index }
  const key = `${anchor} ${step.months} ${step.days}`
  const known = boundaries.get(key)
  if (known !== undefined) return known
  if (boundaries.size >= MAX_BOUNDARIES) boundaries.clear()
  const date = plainDate(anchor).add(step).toString()
  boundaries.set(key, date)
  return date
}

/** A thousand devices share the dates of one subscription; counting them once makes a bill several times faster. */
const boundaries = new Map<string, LocalDate>()
const MAX_BOUNDARIES = 20_000

/** The period of a cycle that a date falls into. */
export function periodAt(cycle: Cycle, date: LocalDate): Period {
  let index = estimate(cycle, date)
  while (boundary(cycle, index) > date) index -= 1
  while (boundary(cycle, index + 1) <= date) index += 1
  return { index, start: boundary(cycle, index), end: boundary(cycle, index + 1) }
}

/** The periods of a cycle that have a day in common with `[start, end)`. */
export function periodsWithin(cycle: Cycle, { start, end }: DateRange): Period[] {
  if (start >= end) return []
  const periods = [periodAt(cycle, start)]
  for (let last = periods[0]!; last.end < end; last = periods[periods.length - 1]!) {
    periods.push({ index: last.index + 1, start: last.end, end: boundary(cycle, last.index + 2) })
  }
  return periods
}

/** The anchor of a subscription that begins on `start`. */
export function anchorOf(start: LocalDate, interval: Interval, alignment: Alignment): LocalDate {
  if (alignment === 'anniversary') return start
  const date = plainDate(start)
  if ('months' in interval) return date.with({ month: 1, day: 1 }).toString()
  return date.subtract({ days: date.dayOfWeek - 1 }).toString()
}

export function daysIn({ start, end }: DateRange): number {
  return (utcMs(end) - utcMs(start)) / DAY_MS
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return plainDate(date).add({ days }).toString()
}

/** Counted from `date`, so a day that the month does not have becomes its last. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  return plainDate(date).add({ months }).toString()
}

/** Whole months from one date to another: 31 Jan to 28 Feb is one. */
export function monthsBetween(from: LocalDate, to: LocalDate): number {
  const { year, month } = plainDate(to)
  const start = plainDate(from)
  const months = (year - start.year) * 12 + month - start.month
  return addMonths(from, months) <= to ? months : months - 1
}

/** The part of two ranges that both have; `undefined` when they share no day. */
export function overlap(a: DateRange, b: DateRange): DateRange | undefined {
  const start = a.start > b.start ? a.start : b.start
  const end = a.end < b.end ? a.end : b.end
  return start < end ? { start, end } : undefined
}

/**
 * The instant, in milliseconds, at which a local date begins in a zone: the first of its midnights, or the first
 * moment after a midnight that a clock change skipped. A moment belongs to the period between two such instants.
 */
export function startOfDay(date: LocalDate, timeZone: string): number {
  return plainDate(date).toZonedDateTime(timeZone).epochMilliseconds
}

/** The local date whose day has begun, and the next has not, at an instant. */
export function dateAt(ms: number, timeZone: string): LocalDate {
  const date = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone).toPlainDate()
  const next = date.add({ days: 1 }).toString()
  // A clock that is set back over midnight shows the old date again after the new day has begun.
  return startOfDay(next, timeZone) <= ms ? next : date.toString()
}

function plainDate(date: LocalDate): Temporal.PlainDate {
  return Temporal.PlainDate.from(date)
}

/** A first guess at the period of a date, at most one off. */
function estimate({ anchor, interval }: Cycle, date: LocalDate): number {
  if ('days' in interval) return Math.floor(daysIn({ start: anchor, end: date }) / interval.days)
  const [from, to] = [anchor, date].map((text) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)))
  return Math.floor((to! - from!) / interval.months)
}

const DAY_MS = 86_400_000

function utcMs(date: LocalDate): number {
  return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8, 10)))
}
