import type { MinimumSpan } from '../agreement/book.ts'
import { daysIn, overlap, type DateRange, type Period } from '../periods.ts'
import { fromMinor, inMinor, prorate } from '../proration.ts'
import type { Entry, Ledger } from '../settle/ledger.ts'
import type { Due } from './due.ts'

/**
 * What is missing to the least that a plan's charges come to; a part of a period promises its days of it.
 * It looks at what was billed for the same days, so it is settled after all else.
 */
export function minimumDue(
  span: MinimumSpan,
  period: Period,
  counted: readonly Entry[],
  currency: string,
): Due | undefined {
  const range = overlap(period, { start: span.from, end: span.to ?? period.end })
  if (!range) return undefined
  const promised = inMinor(prorate(span.amount, daysIn(range), daysIn(period)), currency)
  const missing = promised - billedFor(span, range, counted)
  return {
    key: `${span.id}@${range.start}`,
    kind: 'minimum',
    source: span.id,
    subscription: span.subscription,
    code: 'minimum',
    range,
    of: daysIn(period),
    dueOn: range.end,
    owed: { exact: fromMinor(missing > 0n ? missing : 0n, currency) },
    events: [],
    spans: [span.id],
    devices: [],
  }
}

/** Fees and usage of plans; devices and single fees stand apart from a minimum. */
export function countedEntries(ledger: Ledger): Entry[] {
  return [...ledger.values()].filter(
    ({ due }) => due.kind === 'usage' || (due.kind === 'recurring' && due.devices.length === 0),
  )
}

/** What was billed for days that begin within the range. */
function billedFor({ subscription }: MinimumSpan, range: DateRange, counted: readonly Entry[]): bigint {
  let billed = 0n
  for (const { due, billedMinor } of counted) {
    if (due.subscription !== subscription) continue
    if (range.start <= due.range.start && due.range.start < range.end) billed += billedMinor
  }
  return billed
}
