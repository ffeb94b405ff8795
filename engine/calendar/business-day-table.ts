import { DAY_MS, firstDayOf } from './date-text.ts'
import type { WeekPattern } from './week-pattern.ts'
import { offsetStretches, type OffsetStretch } from './zone-offsets.ts'

/**
 * The business days of one local year. A date that the zone left out when it crossed the date line
 * (Apia had no 30 December 2011) is no day at all.
 */
export function businessDaysOf(tz: string, pattern: WeekPattern, year: number): Int32Array {
  const first = firstDayOf(year)
  const end = firstDayOf(year + 1)
  const leftOut = datesLeftOut(offsetStretches(tz, (first - 2) * DAY_MS, (end + 2) * DAY_MS))
  const days: number[] = []
  for (let day = first; day < end; day++) {
    if (pattern.windowsOn(day).length > 0 && !leftOut.has(day)) days.push(day)
  }
  return Int32Array.from(days)
}

function datesLeftOut(stretches: readonly OffsetStretch[]): Set<number> {
  const leftOut = new Set<number>()
  for (const [i, stretch] of stretches.entries()) {
    const before = stretches[i - 1] ?? stretch
    const skippedFrom = stretch.startsAt + before.offsetMs
    const skippedTo = stretch.startsAt + stretch.offsetMs
    const first = Math.ceil(skippedFrom / DAY_MS)
    for (let day = first; (day + 1) * DAY_MS <= skippedTo; day++) leftOut.add(day)
  }
  return leftOut
}
