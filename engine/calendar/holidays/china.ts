import china from './china.json' with { type: 'json' }
import type { CalendarDefinition, DayWindow } from '../definition.ts'

/**
 * China's public holidays with their make-up workdays, as the State Council's yearly notices publish them.
 * The notice for a year appears in the autumn before; a year that is absent is not yet known.
 */
export const chinaHolidayYears: readonly number[] = Object.keys(china.years).map(Number)

/**
 * The calendar with China's holidays closed and its make-up workdays open with `workdayWindows`
 * (the windows of an ordinary working day). Overrides that the calendar already has stay.
 */
export function withChinaHolidays(
  definition: CalendarDefinition,
  workdayWindows: readonly DayWindow[],
): CalendarDefinition {
  const years = Object.values(china.years)
  const holidays = years.flatMap((year) => year.holidays.flatMap(({ from, to }) => datesBetween(from, to)))
  const workdays = years.flatMap((year) => year.workdays)
  const windows = workdayWindows.map(([start, end]): [string, string] => [start, end])
  return {
    ...definition,
    holidays: [...(definition.holidays ?? []), ...holidays],
    overrides: { ...Object.fromEntries(workdays.map((date) => [date, windows])), ...definition.overrides },
  }
}

function datesBetween(from: string, to: string): string[] {
  const dates: string[] = []
  const last = Temporal.PlainDate.from(to)
  let date = Temporal.PlainDate.from(from)
  while (Temporal.PlainDate.compare(date, last) <= 0) {
    dates.push(date.toString())
    date = date.add({ days: 1 })
  }
  return dates
}
