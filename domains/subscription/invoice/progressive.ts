import type { Running, UsageSpan } from './agreement/book.ts'
import type { Clerk } from './clerk.ts'
import type { Due } from './due/due.ts'
import { usageRange } from './due/usage.ts'
import { dateAt, periodAt, startOfDay, type LocalDate } from './periods.ts'
import { inMinor } from './proration.ts'
import type { UsageEvent } from './scenario/events.ts'

export interface ThresholdRun {
  readonly date: LocalDate
  dues(): readonly Due[]
}

/**
 * What does not wait for the end of the period: usage whose charge is due in advance is billed as it arrives, and the
 * usage of a period is billed when its amount passes a threshold of the plan. The rest follows at the end, as the
 * difference to what was billed. The clerk must bill each run before the next is asked for.
 */
export function* thresholdRuns(clerk: Clerk, startMs: number, endMs: number): Generator<ThresholdRun> {
  const { agreement, book } = clerk
  const watched = [...book.running.values()].filter(({ plan, usages }) => plan.progressive ?? usages.some(isInAdvance))
  if (watched.length === 0) return
  const arrived = agreement.events
    .filter(({ receivedAt }) => startMs <= receivedAt && receivedAt < endMs)
    .sort((a, b) => a.receivedAt - b.receivedAt)
  for (const event of arrived) {
    const running = watched.find(({ id }) => id === event.subscription)
    if (!running) continue
    const dues = duesAt(clerk, running, event)
    if (dues.length > 0) yield { date: dateAt(event.receivedAt, agreement.customer.timeZone), dues: () => dues }
  }
}

function isInAdvance({ charge }: UsageSpan): boolean {
  return charge.timing === 'advance'
}

function duesAt(clerk: Clerk, running: Running, event: UsageEvent): readonly Due[] {
  const dues = running.usages.flatMap((span) => currentDues(clerk, span, event).map((due) => ({ span, due })))
  if (
    passes(
      clerk,
      running,
      dues.map(({ due }) => due),
    )
  )
    return dues.map(({ due }) => due)
  return dues.filter(({ span }) => isInAdvance(span) && span.charge.meter === event.meter).map(({ due }) => due)
}

/** The usage of the period the event falls into, as known with the event; a period that is over waits for its correction. */
function currentDues({ agreement, rateUsage }: Clerk, span: UsageSpan, event: UsageEvent): readonly Due[] {
  const { timeZone } = agreement.customer
  const period = periodAt(span.cycle, dateAt(event.at, timeZone))
  const range = usageRange(span, period)
  const isOpen =
    range && startOfDay(range.start, timeZone) <= event.at && event.receivedAt < startOfDay(range.end, timeZone)
  return isOpen ? rateUsage(span, period, event.receivedAt + 1) : []
}

/** Whether the usage of the period has passed more thresholds than it was billed for. */
function passes({ agreement, ledger }: Clerk, { plan }: Running, dues: readonly Due[]): boolean {
  if (!plan.progressive) return false
  const owed = dues.reduce(
    (sum, { owed }) => sum + ('exact' in owed ? inMinor(owed.exact, agreement.currency) : 0n),
    0n,
  )
  const billed = dues.reduce((sum, { key }) => sum + (ledger.get(key)?.billedMinor ?? 0n), 0n)
  return passed(plan.progressive, owed, agreement.currency) > passed(plan.progressive, billed, agreement.currency)
}

function passed(
  { thresholds, recurring }: { thresholds: readonly bigint[]; recurring?: bigint | undefined },
  amountMinor: bigint,
  currency: string,
): bigint {
  const steps = thresholds.map((amount) => inMinor({ numerator: amount, denominator: 1n }, currency))
  const last = steps[steps.length - 1]!
  const reached = BigInt(steps.filter((step) => step <= amountMinor).length)
  if (recurring === undefined || amountMinor < last) return reached
  return reached + (amountMinor - last) / inMinor({ numerator: recurring, denominator: 1n }, currency)
}
