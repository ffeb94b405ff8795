import { z } from 'zod'
import { parseDate, parseDayOfYear, parseTimeOfDay } from './date-text.ts'

/**
 * A business calendar as people write it: the working week of one IANA zone, the local dates on which
 * nobody works, and the dates with windows of their own (a short day, a make-up workday).
 *
 * A window is `[start, end)` in local wall-clock time, "24:00" being the end of the day; a night shift
 * is two windows, one on each side of midnight. Windows of a day that touch or overlap count once.
 */

const timeOfDay = z.string().refine((text) => parseTimeOfDay(text) !== undefined, 'is not a time of day such as 09:30')

const dayWindow = z
  .tuple([timeOfDay, timeOfDay], 'is not a pair of times such as ["09:00", "17:00"]')
  .refine(
    ([start, end]) => !isReversed(start, end),
    'must end after it starts; a night shift is split at midnight into two windows',
  )

const dayWindows = z.array(dayWindow)

const zone = z.string().refine(isIanaZone, 'is not an IANA time zone such as Asia/Shanghai')

const holiday = z
  .string()
  .refine((text) => isDate(text) || parseDayOfYear(text) !== undefined, 'is not a date (YYYY-MM-DD or MM-DD)')

const overrideDate = z.string().refine(isDate, 'is not a date (YYYY-MM-DD)')

const WEEKDAYS = ['0', '1', '2', '3', '4', '5', '6'] as const

const fields = z.object({
  tz: zone,
  /** Monday is "0"; a weekday that is absent is closed. */
  weekly: z.partialRecord(z.enum(WEEKDAYS, 'is not a weekday "0" (Monday) to "6" (Sunday)'), dayWindows).default({}),
  /** Local dates without work: once (`YYYY-MM-DD`) or every year (`MM-DD`). */
  holidays: z.array(holiday).default([]),
  /** Local dates whose windows replace the week's; they win over holidays, and `[]` closes the day. */
  overrides: z.record(overrideDate, dayWindows).default({}),
})

/** What the caller writes; `weekly`, `holidays` and `overrides` may be left out. */
export type CalendarDefinition = z.input<typeof fields>

/** A definition that was checked; every text in it can be read. */
export type CheckedDefinition = z.output<typeof fields>

export const calendarDefinition = fields.refine(opensSomeDay, 'never opens')

export type DayWindow = readonly [start: string, end: string]

function isReversed(start: string, end: string): boolean {
  const opens = parseTimeOfDay(start)
  const closes = parseTimeOfDay(end)
  return opens !== undefined && closes !== undefined && opens >= closes
}

function isDate(text: string): boolean {
  return parseDate(text) !== undefined
}

/** An offset such as "+08:00" is refused: it knows no daylight saving and no history. */
function isIanaZone(text: string): boolean {
  if (/^[+-]/.test(text)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function opensSomeDay({ weekly, holidays, overrides }: CheckedDefinition): boolean {
  if (Object.values(overrides).some((windows) => windows.length > 0)) return true
  // Every day of the year falls on every weekday sooner or later, 29 February too.
  const closedDaysOfYear = new Set(holidays.filter((text) => !isDate(text)))
  return closedDaysOfYear.size < 366 && Object.values(weekly).some((windows) => windows.length > 0)
}

/** The last UTC year in which the calendar can open; the horizon for a calendar with a working week. */
export function lastOpenYear({ weekly, overrides }: CheckedDefinition, horizon: number): number {
  if (Object.values(weekly).some((windows) => windows.length > 0)) return horizon
  return Math.max(...Object.keys(overrides).map((text) => parseDate(text)!.year)) + 1
}
