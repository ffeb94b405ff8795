import { yearAfter, type Calendar } from './calendar.ts'
import { lastAtMost, type YearTable } from './year-table.ts'

/** One stretch of open time in epoch milliseconds; `closesAt` is absent when it goes on for over a year. */
export interface Opening {
  readonly opensAt: number
  readonly closesAt?: number
}

/**
 * The next stretches of open time from an instant on, at most `count`, the one that is under way first;
 * fewer when the calendar closes for good. A night shift is one stretch. For the preview of an editor.
 */
export function nextOpenings(calendar: Calendar, from: number, count: number): Opening[] {
  const openings: Opening[] = []
  let ms = from
  while (openings.length < count) {
    const opening = findOpening(calendar, ms)
    if (!opening) break
    openings.push(opening)
    if (opening.closesAt === undefined) break
    ms = opening.closesAt
  }
  return openings
}

function findOpening(calendar: Calendar, ms: number): Opening | undefined {
  let table: YearTable | undefined = calendar.yearAt(ms)
  while (table) {
    let i = Math.max(0, lastAtMost(table.opens, ms))
    if (i < table.opens.length && ms >= table.closes[i]!) i++
    if (i < table.opens.length) return wholeOpening(calendar, table, i)
    table = yearAfter(calendar, table)
  }
  return undefined
}

/** Tables end at New Year in UTC; open time does not. */
function wholeOpening(calendar: Calendar, table: YearTable, i: number): Opening {
  const before = i === 0 ? calendar.yearAt(table.startsAt - 1) : undefined
  const opensAt = before && before.closes.at(-1) === table.opens[0] ? before.opens.at(-1)! : table.opens[i]!
  if (table.closes[i] !== table.endsAt) return { opensAt, closesAt: table.closes[i]! }
  const after = yearAfter(calendar, table)
  if (after?.opens[0] !== table.endsAt) return { opensAt, closesAt: table.endsAt }
  return after.closes[0] === after.endsAt ? { opensAt } : { opensAt, closesAt: after.closes[0]! }
}
