export type RangeName = 'today' | 'week' | 'month' | 'quarter'

const DAYS: Readonly<Record<RangeName, number>> = { today: 1, week: 7, month: 30, quarter: 90 }
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface Span {
  readonly from: string
  readonly to: string
}

export function spanOf(range: RangeName, nowMs: number, zone: string): Span {
  return daysUntilNow(DAYS[range], nowMs, zone)
}

/** Whole days of the company's zone, the present one included, to the end of the present hour. */
export function daysUntilNow(days: number, nowMs: number, zone: string): Span {
  const midnight = midnightOf(nowMs - (days - 1) * DAY_MS, zone)
  return { from: iso(midnight), to: iso((Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS) }
}

/** Whole days of the company's zone, `YYYY-MM-DD`, both included. */
export function spanOfDays(from: string, to: string, zone: string): Span {
  return { from: iso(noonless(from, zone)), to: iso(noonless(to, zone) + DAY_MS) }
}

/** The midnight at which a day begins in a zone: the one before its noon in UTC, or behind it. */
function noonless(day: string, zone: string): number {
  const noon = Date.parse(`${day}T12:00:00Z`)
  const midnight = midnightOf(noon, zone)
  return midnight + (Date.parse(day) - Date.parse(dayOf(noon, zone)))
}

/** The day that it is in a zone then, `YYYY-MM-DD`. */
export function dayOf(ms: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(ms)
}

/** The time before, as long; of a range that ends now the same hours of the days before. */
export function formerSpan({ from, to }: Span, range: RangeName | undefined): Span {
  const shift = range === undefined ? Date.parse(to) - Date.parse(from) : DAYS[range] * DAY_MS
  return { from: iso(Date.parse(from) - shift), to: iso(Date.parse(to) - shift) }
}

function midnightOf(ms: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  })
    .formatToParts(ms)
    .map(({ type, value }) => [type, Number(value)] as const)
  const { hour = 0, minute = 0 } = Object.fromEntries(parts) as { hour?: number; minute?: number }
  const minuteMs = 60_000
  return Math.floor(ms / minuteMs) * minuteMs - hour * HOUR_MS - minute * minuteMs
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
