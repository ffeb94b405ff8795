import { DAY_MS, firstDayOf } from './date-text.ts'
import type { WeekPattern } from './week-pattern.ts'
import { offsetStretches, type OffsetStretch } from './zone-offsets.ts'

/**
 * The open intervals of one UTC year with their running total, so that "how much business time until
 * this instant" and "which instant after so much business time" are each one binary search.
 *
 * An instant is open when the wall clock of the zone shows a time inside a window of that local date.
 * An hour that the clock skips is therefore never open, and an hour that it repeats is open twice.
 */
export interface YearTable {
  readonly startsAt: number
  readonly endsAt: number
  readonly opens: Float64Array
  readonly closes: Float64Array
  /** Business milliseconds of this year before interval i; the last entry is the year's total. */
  readonly openBefore: Float64Array
}

export function yearTable(tz: string, pattern: WeekPattern, year: number): YearTable {
  const startsAt = firstDayOf(year) * DAY_MS
  const endsAt = firstDayOf(year + 1) * DAY_MS
  const opens: number[] = []
  const closes: number[] = []
  for (const stretch of offsetStretches(tz, startsAt, endsAt)) appendOpenTime(pattern, stretch, opens, closes)

  const openBefore = new Float64Array(opens.length + 1)
  for (let i = 0; i < opens.length; i++) openBefore[i + 1] = openBefore[i]! + closes[i]! - opens[i]!
  return { startsAt, endsAt, opens: Float64Array.from(opens), closes: Float64Array.from(closes), openBefore }
}

function appendOpenTime(pattern: WeekPattern, stretch: OffsetStretch, opens: number[], closes: number[]): void {
  const { startsAt, endsAt, offsetMs } = stretch
  const lastDay = Math.ceil((endsAt + offsetMs) / DAY_MS) - 1
  for (let day = Math.floor((startsAt + offsetMs) / DAY_MS); day <= lastDay; day++) {
    const midnight = day * DAY_MS - offsetMs
    for (const window of pattern.windowsOn(day)) {
      const from = Math.max(startsAt, midnight + window.opens)
      const to = Math.min(endsAt, midnight + window.closes)
      if (from >= to) continue
      // A night shift goes on over midnight, and a window over a change of the clock.
      if (closes.at(-1) === from) closes[closes.length - 1] = to
      else {
        opens.push(from)
        closes.push(to)
      }
    }
  }
}

/** Business milliseconds between the start of the table's year and an instant of it. */
export function openUntil(table: YearTable, ms: number): number {
  const i = lastAtMost(table.opens, ms)
  if (i < 0) return 0
  return table.openBefore[i]! + Math.min(ms, table.closes[i]!) - table.opens[i]!
}

/**
 * The instant at which `businessMs` (> 0, at most the total) of the year have passed; when that is the
 * end of a window, the closing instant and not the next opening.
 */
export function instantAfter(table: YearTable, businessMs: number): number {
  const { openBefore, opens } = table
  let low = 0
  let high = opens.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (openBefore[middle + 1]! < businessMs) low = middle + 1
    else high = middle
  }
  return opens[low]! + businessMs - openBefore[low]!
}

/** The index of the last value that is not above `ms`, or -1. */
export function lastAtMost(values: Float64Array, ms: number): number {
  let low = -1
  let high = values.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (values[middle]! <= ms) low = middle
    else high = middle - 1
  }
  return low
}
