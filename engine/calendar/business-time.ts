import { yearAfter, type Calendar } from './calendar.ts'
import { mergePauses, type Pause } from './pauses.ts'
import { calendarRefusals } from './refusals.ts'
import { instantAfter, lastAtMost, openUntil, type YearTable } from './year-table.ts'

/**
 * Arithmetic on the open time of a calendar. Instants are epoch milliseconds, durations are real elapsed
 * seconds: a night shift over a change of the clock lasts seven or nine hours. Cost: one binary search
 * per question and per pause, plus one addition for every year that lies between.
 */

/**
 * The instant at which the calendar has been open for `seconds` since `start`, pauses left out.
 * A due time at the end of a window is that closing instant; zero seconds give the next open instant.
 * Refuses negative seconds, and `engine.never-reached` when the calendar closes for good before.
 */
export function dueAt(calendar: Calendar, start: number, seconds: number, pauses: readonly Pause[] = []): number {
  assertDuration(seconds)
  let from = start
  let remaining = Math.round(seconds * 1000)
  for (const [pausedAt, resumedAt] of mergePauses(pauses)) {
    if (resumedAt <= from) continue
    if (remaining === 0) {
      const opensAt = nextOpenInstant(calendar, from)
      if (opensAt < pausedAt) return opensAt
    } else if (pausedAt > from) {
      const used = elapsedMs(calendar, from, pausedAt)
      if (used >= remaining) return instantAfterMs(calendar, from, remaining)
      remaining -= used
    }
    from = resumedAt
  }
  return remaining === 0 ? nextOpenInstant(calendar, from) : instantAfterMs(calendar, from, remaining)
}

/** Open seconds between two instants, pauses left out; 0 when `end` is before `start`. */
export function elapsedSeconds(calendar: Calendar, start: number, end: number, pauses: readonly Pause[] = []): number {
  let ms = elapsedMs(calendar, start, end)
  for (const [pausedAt, resumedAt] of mergePauses(pauses)) {
    ms -= elapsedMs(calendar, Math.max(start, pausedAt), Math.min(end, resumedAt))
  }
  return ms / 1000
}

/**
 * The instant to warn at: `beforeSeconds` of business time before the due time. A warning that is
 * longer than the time itself comes at once, that is at the next open instant.
 */
export function warnAt(
  calendar: Calendar,
  start: number,
  seconds: number,
  beforeSeconds: number,
  pauses: readonly Pause[] = [],
): number {
  assertDuration(beforeSeconds)
  return dueAt(calendar, start, Math.max(0, seconds - beforeSeconds), pauses)
}

export function isOpen(calendar: Calendar, ms: number): boolean {
  const { opens, closes } = calendar.yearAt(ms)
  const i = lastAtMost(opens, ms)
  return i >= 0 && ms < closes[i]!
}

/** The given instant when the calendar is open then, else the next opening. */
export function nextOpenInstant(calendar: Calendar, ms: number): number {
  for (let table = calendar.yearAt(ms); ; table = nextYear(calendar, table)) {
    const i = Math.max(0, lastAtMost(table.opens, ms))
    if (i < table.opens.length && ms < table.closes[i]!) return Math.max(ms, table.opens[i]!)
    if (i + 1 < table.opens.length) return table.opens[i + 1]!
  }
}

function elapsedMs(calendar: Calendar, start: number, end: number): number {
  if (end <= start) return 0
  let table = calendar.yearAt(start)
  let ms = -openUntil(table, start)
  while (table.endsAt <= end) {
    ms += total(table)
    table = calendar.yearAt(table.endsAt)
  }
  return ms + openUntil(table, end)
}

function instantAfterMs(calendar: Calendar, start: number, businessMs: number): number {
  let table = calendar.yearAt(start)
  let target = openUntil(table, start) + businessMs
  while (target > total(table)) {
    target -= total(table)
    table = nextYear(calendar, table)
  }
  return instantAfter(table, target)
}

function nextYear(calendar: Calendar, table: YearTable): YearTable {
  const next = yearAfter(calendar, table)
  if (!next) throw calendarRefusals.neverReached()
  return next
}

function total(table: YearTable): number {
  return table.openBefore[table.opens.length]!
}

function assertDuration(seconds: number): void {
  if (!(seconds >= 0)) throw calendarRefusals.negativeTime({ seconds })
}
