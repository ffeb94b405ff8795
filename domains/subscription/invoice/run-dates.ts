import type { Book } from './agreement/book.ts'
import { periodAt, type Cycle, type LocalDate } from './periods.ts'

/**
 * The next date on which something can fall due: the end of a period, an action, the end of a trial, of a term, of a
 * subscription. Cycles go on after the end of what they were made for, so that late usage finds an invoice.
 */
export function nextRunAfter(book: Book, date: LocalDate): LocalDate | undefined {
  const cycles = [...book.spans, ...book.usages, ...book.minimums].map(({ cycle }) => cycle)
  const ends = distinct(cycles).map((cycle) => periodAt(cycle, date).end)
  const { actions } = book.agreement
  return [
    ...ends,
    ...actions.map(({ knownOn }) => knownOn),
    ...book.spans.flatMap(({ steps, endsOn = '' }) => [steps[0]?.from ?? '', endsOn]),
    ...[...book.running.values()].flatMap(({ termEnd = '', endsOn = '', scheduled }) => [
      termEnd,
      endsOn,
      ...scheduled.map(({ on }) => on),
    ]),
  ]
    .filter((next) => next > date)
    .sort()[0]
}

function distinct(cycles: readonly Cycle[]): Cycle[] {
  return [...new Map(cycles.map((cycle) => [JSON.stringify(cycle), cycle])).values()]
}
