import type { Clerk } from '../clerk.ts'
import {
  addDays,
  dateAt,
  periodAt,
  periodsWithin,
  startOfDay,
  type Cycle,
  type LocalDate,
  type Period,
} from '../periods.ts'
import type { Span, UsageSpan } from '../agreement/book.ts'
import { withdraw } from '../settle/settle.ts'
import type { Due } from './due.ts'
import { feeDue } from './fee.ts'
import { countedEntries, minimumDue } from './minimum.ts'
import { recurringDues } from './recurring.ts'

/** What falls due by a date or may have changed since it did, and what was billed but is no longer owed. */
export function owedOn(clerk: Clerk, date: LocalDate): Due[] {
  const { book } = clerk
  const dues = [
    ...book.spans.flatMap((span) => recurringOn(clerk, span, date)),
    ...book.usages.flatMap((span) => usageOn(clerk, span, date)),
    ...book.fees.map(feeDue),
  ].filter(({ dueOn }) => dueOn <= date)
  return [...dues, ...goneOn(clerk, dues)]
}

function recurringOn({ horizon }: Clerk, span: Span, date: LocalDate): Due[] {
  const shape = [...span.steps.map(({ from, to, quantity }) => `${from} ${to} ${quantity}`), span.endsOn].join()
  const reached = horizon.reached(span.id, shape)
  if (reached !== undefined && !fallsDue(span, reached, date)) return []
  return recurringDues(span, horizon.advance(span.id, shape, span.steps[0]?.from ?? date, date), date)
}

/** Whether a span that kept its shape can owe more: a period, a step or the span itself began or ended since. */
function fallsDue({ cycle, steps, endsOn }: Span, since: LocalDate, date: LocalDate): boolean {
  const dates = [periodAt(cycle, since).end, endsOn, ...steps.map(({ from }) => from)]
  return dates.some((on) => on !== undefined && since < on && on <= date)
}

/** Late usage waits for the next end of a period; an action on some day in between does not bring it up. */
function usageOn(clerk: Clerk, span: UsageSpan, date: LocalDate): Due[] {
  if (!isBillingDay(span, date)) return []
  const { agreement, horizon, rateUsage } = clerk
  const knownMs = startOfDay(date, agreement.customer.timeZone)
  const shape = span.to ?? ''
  const late = earliestNews(clerk, span, horizon.reached(span.id, shape), knownMs)
  const reckoned = horizon.advance(span.id, shape, span.from, date)
  const since = late !== undefined && late < reckoned ? late : reckoned
  return periodsUpTo(span, since, date).flatMap((period) => rateUsage(span, period, knownMs))
}

/** The first day of which something was learnt since the usage was last reckoned. */
function earliestNews(
  { agreement, log }: Clerk,
  { subscription, charge }: UsageSpan,
  reached: LocalDate | undefined,
  knownMs: number,
): LocalDate | undefined {
  if (reached === undefined) return undefined
  const { timeZone } = agreement.customer
  const ms = log.earliestNews(subscription, charge.meter, startOfDay(reached, timeZone), knownMs)
  return ms === undefined ? undefined : dateAt(ms, timeZone)
}

function goneOn({ book, horizon, ledger }: Clerk, dues: readonly Due[]): Due[] {
  const sources = [...book.spans, ...book.usages, ...book.fees].map(({ id }) => id)
  for (const { id } of book.fees) horizon.advance(id, '', '', '')
  const changed = horizon.takeChanged(new Set(sources))
  if (changed.size === 0) return []
  const owed = new Set(dues.map(({ key }) => key))
  return [...ledger.values()]
    .filter(({ due, billedMinor }) => changed.has(due.source) && billedMinor !== 0n && !owed.has(due.key))
    .map(withdraw)
}

/** What is missing to the minimums; reckoned after all else of the day, for the periods in which something was billed. */
export function minimumsOn(clerk: Clerk, date: LocalDate): Due[] {
  const { agreement, book, ledger, minimumHorizon, touched } = clerk
  const ready = book.minimums.filter((span) => isBillingDay(span, date))
  if (ready.length === 0) return []
  const counted = countedEntries(ledger)
  const dues = ready.flatMap((span) => {
    const first = touched.get(span.id)
    touched.delete(span.id)
    const reckoned = minimumHorizon.advance(span.id, span.to ?? '', span.from, date)
    const since = first !== undefined && first < reckoned ? first : reckoned
    return periodsUpTo(span, since, date).flatMap(
      (period) => minimumDue(span, period, counted, agreement.currency) ?? [],
    )
  })
  return [...dues.filter(({ dueOn }) => dueOn <= date), ...goneMinimums(clerk)]
}

/** Minimums of plans, or of days of a plan, that later knowledge took away. */
function goneMinimums({ book, ledger }: Clerk): Due[] {
  const ends = new Map(book.minimums.map(({ id, to = LAST_DAY }) => [id, to]))
  return [...ledger.values()]
    .filter(({ due, billedMinor }) => due.kind === 'minimum' && billedMinor !== 0n)
    .filter(({ due }) => due.range.start >= (ends.get(due.source) ?? ''))
    .map(withdraw)
}

const LAST_DAY: LocalDate = '9999-12-31'

interface Measured {
  readonly cycle: Cycle
  readonly from: LocalDate
  readonly to?: LocalDate
}

function isBillingDay({ cycle, to }: Measured, date: LocalDate): boolean {
  return to === date || periodAt(cycle, date).start === date
}

function periodsUpTo({ cycle, from, to }: Measured, since: LocalDate, date: LocalDate): Period[] {
  const end = to !== undefined && to <= date ? to : addDays(date, 1)
  return periodsWithin(cycle, { start: since > from ? since : from, end })
}
