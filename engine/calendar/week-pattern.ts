import type { CheckedDefinition, DayWindow } from './definition.ts'
import { dayNumber, parseDate, parseDayOfYear, parseTimeOfDay, weekdayOf, yearOfDay } from './date-text.ts'

/** A window of one local day in milliseconds after midnight, `[opens, closes)`. */
export interface LocalWindow {
  readonly opens: number
  readonly closes: number
}

/** Which windows a local date has; override before holiday before weekday. */
export interface WeekPattern {
  windowsOn(day: number): readonly LocalWindow[]
}

const CLOSED: readonly LocalWindow[] = []

export function weekPattern(definition: CheckedDefinition): WeekPattern {
  const week = Array.from({ length: 7 }, (_, weekday) => windowsOf(definition.weekly[`${weekday}` as '0'] ?? []))
  const overrides = new Map(
    Object.entries(definition.overrides).map(([date, windows]) => [dayOf(date), windowsOf(windows)] as const),
  )
  const holidays = new Set(definition.holidays.filter(parseDate).map(dayOf))
  const yearlyHolidaysIn = yearlyDays(definition.holidays)

  return {
    windowsOn(day) {
      const override = overrides.get(day)
      if (override) return override
      const windows = week[weekdayOf(day)]!
      if (windows.length === 0) return CLOSED
      return holidays.has(day) || yearlyHolidaysIn(yearOfDay(day)).has(day) ? CLOSED : windows
    },
  }
}

/** Windows in order of opening; those that touch or overlap become one. */
export function windowsOf(windows: readonly DayWindow[]): LocalWindow[] {
  const merged: { opens: number; closes: number }[] = []
  const sorted = windows
    .map(([start, end]) => ({ opens: parseTimeOfDay(start)!, closes: parseTimeOfDay(end)! }))
    .toSorted((a, b) => a.opens - b.opens)
  for (const window of sorted) {
    const last = merged.at(-1)
    if (last && window.opens <= last.closes) last.closes = Math.max(last.closes, window.closes)
    else merged.push(window)
  }
  return merged
}

function dayOf(date: string): number {
  const { year, month, day } = parseDate(date)!
  return dayNumber(year, month, day)
}

/** The dates of the holidays that come every year; 29 February only in leap years. */
function yearlyDays(holidays: readonly string[]): (year: number) => ReadonlySet<number> {
  const texts = holidays.filter(parseDayOfYear)
  let asked: { year: number; days: ReadonlySet<number> } | undefined
  return (year) => {
    if (asked?.year === year) return asked.days
    const dates = texts.map((text) => `${String(year).padStart(4, '0')}-${text}`)
    asked = { year, days: new Set(dates.filter(parseDate).map(dayOf)) }
    return asked.days
  }
}
