import { WHOLE } from '../../pricing/exact.ts'
import { daysIn, monthsBetween, overlap, periodsWithin, type Cycle, type LocalDate } from '../periods.ts'
import { add, exactly, NOTHING, prorate, scale, type Exact } from '../proration.ts'
import type { FeeRule } from '../scenario/plan.ts'

/** A periodic fee that an early end cuts off. */
export interface PeriodicFee {
  readonly amount: bigint
  readonly cycle: Cycle
}

export interface Ending {
  readonly startedOn: LocalDate
  /** The first day that is no longer used. */
  readonly endsOn: LocalDate
  readonly termEnd: LocalDate
  readonly fees: readonly PeriodicFee[]
  readonly listPrice?: bigint | undefined
}

/** What ending costs by a rule. Pure: the same dates cost the same. */
export function feeOf(rule: FeeRule, ending: Ending): Exact {
  if (rule.amount !== undefined) return exactly(rule.amount)
  if (rule.periods !== undefined) return scale(ofOnePeriod(ending), BigInt(rule.periods))
  if (rule.remainingPercent !== undefined) return scale(remaining(ending), rule.remainingPercent, WHOLE)
  return byAge(rule.valuePercent!, ending)
}

function ofOnePeriod({ fees }: Ending): Exact {
  return exactly(fees.reduce((sum, { amount }) => sum + amount, 0n))
}

/** The fees from the end to the end of the term, whole periods and days of the first and the last. */
function remaining({ fees, endsOn, termEnd }: Ending): Exact {
  const cut = { start: endsOn, end: termEnd }
  let total = NOTHING
  for (const { amount, cycle } of fees) {
    for (const period of periodsWithin(cycle, cut)) {
      const days = daysIn(overlap(period, cut)!)
      const of = daysIn(period)
      total = add(total, days === of ? exactly(amount) : prorate(amount, days, of))
    }
  }
  return total
}

/** A share of the list price; before the first row the whole. */
function byAge(rows: NonNullable<FeeRule['valuePercent']>, { startedOn, endsOn, listPrice }: Ending): Exact {
  const age = monthsBetween(startedOn, endsOn)
  const row = rows.findLast(({ afterMonths }) => afterMonths <= age)
  return scale(exactly(listPrice!), row?.percent ?? WHOLE, WHOLE)
}
