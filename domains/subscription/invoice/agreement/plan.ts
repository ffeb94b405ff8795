import { ONE } from '../../pricing/exact.ts'
import { rate } from '../../pricing/rate/rate.ts'
import type { Cycle, Interval, LocalDate } from '../periods.ts'
import { exactly } from '../proration.ts'
import type { Plan, RecurringCharge } from '../scenario/plan.ts'
import type { Book, Running, Span } from './book.ts'
import { haltSpan, openSpan, setQuantity } from './span.ts'

interface Opening {
  /** The action that opens the plan; the ids of its spans begin with it. */
  readonly id: string
  readonly on: LocalDate
  readonly quantities: Readonly<Record<string, bigint>>
}

/** Begins to charge for the running plan: recurring spans, usage, and the minimum. */
export function openPlan(book: Book, running: Running, opening: Opening, kept = new Map<string, bigint>()): void {
  const { plan, id: subscription, billedFrom, cycle } = running
  const { id, on, quantities } = opening
  const paidFrom = on > billedFrom ? on : billedFrom
  const usageFrom = plan.trialCovers === 'everything' ? paidFrom : on
  running.spans = new Map()
  running.usages = []
  for (const charge of plan.charges) {
    if (charge.kind === 'once') continue
    const { code, interval = cycle.interval } = charge
    const opened = { id: `${id}:${code}`, subscription, cycle: { anchor: cycle.anchor, interval } }
    if (charge.kind === 'usage') {
      running.usages.push({ ...opened, charge, plan, from: usageFrom })
      continue
    }
    const span = openSpan(book, { ...opened, charge, quantity: 0n })
    running.spans.set(code, span)
    const quantity = quantities[code] ?? kept.get(code) ?? charge.quantity ?? ONE
    setQuantity(running, span, { by: id, on, quantity })
  }
  book.usages.push(...running.usages)
  running.minimum = undefined
  if (plan.minimum === undefined) return
  running.minimum = { id: `${id}:minimum`, subscription, amount: plan.minimum, cycle, from: paidFrom }
  book.minimums.push(running.minimum)
}

/** Ends what the running plan charges on `on`, the first day that is no longer its own. */
export function closePlan(running: Running, on: LocalDate, advanceUntil: LocalDate = on): void {
  for (const span of spansOf(running)) {
    haltSpan(span, span.charge.timing === 'advance' ? advanceUntil : on)
    span.endsOn = on
  }
  for (const usage of running.usages) usage.to = on
  if (running.minimum) running.minimum.to = on
}

/** What setting up costs, once, on the first day. */
export function chargeSetUp(book: Book, { id: subscription, plan }: Running, { id, on, quantities }: Opening): void {
  for (const charge of plan.charges) {
    if (charge.kind !== 'once') continue
    const { code, name, taxes, pricing } = charge
    const quantity = quantities[code] ?? charge.quantity ?? ONE
    const exact = exactly(rate(pricing, { quantity }).amount)
    const span = `${id}:${code}`
    const fee = { id: span, on, subscription, code, name, taxes, kind: 'setup' as const, exact, quantity }
    book.fees.push({ ...fee, spans: [span], devices: [] })
  }
}

export function spansOf({ spans }: Running): Span[] {
  return [...spans.values()]
}

export function recurringChargesOf(plan: Plan): RecurringCharge[] {
  return plan.charges.filter((charge) => charge.kind === 'recurring')
}

/** The recurring fees at present, one of each charge. */
export function recurringFeesOf(running: Running): { amount: bigint; cycle: Cycle }[] {
  return spansOf(running).map(({ charge, quantity, cycle }) => ({
    amount: rate(charge.pricing, { quantity }).amount,
    cycle,
  }))
}

/** Whether going from one plan to another costs less by the year; then it waits for the end of the period. */
export function isDowngrade(running: Running, plan: Plan, quantities: Readonly<Record<string, bigint>>): boolean {
  const after = recurringChargesOf(plan).map((charge) => {
    const kept = running.spans.get(charge.code)?.quantity
    const quantity = quantities[charge.code] ?? kept ?? charge.quantity ?? ONE
    return byYear(rate(charge.pricing, { quantity }).amount, charge.interval ?? plan.interval)
  })
  const before = recurringFeesOf(running).map(({ amount, cycle }) => byYear(amount, cycle.interval))
  return sum(after) < sum(before)
}

/** Amounts have 60 decimals: what the division cuts off decides nothing. */
function byYear(amount: bigint, interval: Interval): bigint {
  return 'months' in interval ? (amount * 12n) / BigInt(interval.months) : (amount * 365n) / BigInt(interval.days)
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
