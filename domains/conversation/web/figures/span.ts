export type RangeName = 'today' | 'week' | 'month'

const DAYS: Readonly<Record<RangeName, number>> = { today: 1, week: 7, month: 30 }
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
