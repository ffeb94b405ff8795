import { invalidInput } from '#engine/kernel'
import { businessDaysOf } from './business-day-table.ts'
import { DAY_MS, yearOfDay } from './date-text.ts'
import { calendarDefinition, lastOpenYear, type CalendarDefinition, type CheckedDefinition } from './definition.ts'
import { problemsOf } from './problems.ts'
import { weekPattern, type WeekPattern } from './week-pattern.ts'
import { yearTable, type YearTable } from './year-table.ts'

/** RFC 3339 writes years with four digits, so business time ends there. */
const LAST_YEAR = 9999

const YEARS_KEPT_MAX = 256

/** A calendar made ready for questions; its years are worked out when they are first asked for. */
export interface Calendar {
  readonly tz: string
  readonly pattern: WeekPattern
  /** No window opens after this UTC year. */
  readonly lastYear: number
  /** The open intervals of the UTC year in which an instant lies. */
  yearAt(ms: number): YearTable
  /** The business days of a local year, as day numbers. */
  businessDaysIn(year: number): Int32Array
}

/**
 * Makes a calendar ready for questions. Refuses (`engine.invalid-input`, every problem with its place)
 * unknown zones, impossible windows and dates, and a calendar that never opens.
 */
export function compileCalendar(definition: CalendarDefinition): Calendar {
  const checked = calendarDefinition.safeParse(definition)
  if (!checked.success) throw invalidInput(problemsOf(checked.error))
  return openCalendar(checked.data)
}

/** The same for a definition that was checked before. */
export function openCalendar(definition: CheckedDefinition): Calendar {
  const { tz } = definition
  const pattern = weekPattern(definition)
  const tableOf = keepYears((year) => yearTable(tz, pattern, year))
  return {
    tz,
    pattern,
    lastYear: lastOpenYear(definition, LAST_YEAR),
    yearAt: (ms) => tableOf(yearOfDay(Math.floor(ms / DAY_MS))),
    businessDaysIn: keepYears((year) => businessDaysOf(tz, pattern, year)),
  }
}

/** The table of the next UTC year; undefined once the calendar has closed for good. */
export function yearAfter(calendar: Calendar, table: YearTable): YearTable | undefined {
  return yearOfDay(table.endsAt / DAY_MS) > calendar.lastYear ? undefined : calendar.yearAt(table.endsAt)
}

/** Remembers what was worked out for a year; a question over millennia does not fill the memory. */
function keepYears<T>(workOut: (year: number) => T): (year: number) => T {
  const years = new Map<number, T>()
  return (year) => {
    const known = years.get(year)
    if (known) return known
    if (years.size >= YEARS_KEPT_MAX) years.clear()
    const fresh = workOut(year)
    years.set(year, fresh)
    return fresh
  }
}
