import { addDays, addMonths, anchorOf, periodAt, type LocalDate } from '../periods.ts'
import type { Plan } from '../scenario/plan.ts'
import type { Action } from '../scenario/scenario.ts'
import { runningOn, type Book, type Outcome, type Running } from './book.ts'
import { endDevicesOf } from './device.ts'
import { feeOf } from './fee-rule.ts'
import { chargeSetUp, closePlan, isDowngrade, openPlan, recurringFeesOf, spansOf } from './plan.ts'
import { haltSpan, resumeSpan, setQuantity } from './span.ts'

type Of<K extends Action['do']> = Extract<Action, { do: K }>

export function subscribe(book: Book, action: Of<'subscribe'>): Outcome {
  const { subscription: id, on, anchor } = action
  if (typeof runningOn(book, id, on) !== 'string') return `subscription "${id}" is running already`
  const plan = book.agreement.plans[action.plan]!
  const billedFrom = addDays(on, plan.trialDays)
  const counted = anchorOf(plan.anchorAfterTrial ? billedFrom : on, plan.interval, plan.alignment)
  const running: Running = {
    id,
    plan,
    cycle: { anchor: anchor ?? counted, interval: plan.interval },
    startedOn: on,
    billedFrom,
    spans: new Map(),
    usages: [],
    scheduled: [],
    termEnd: plan.term && addMonths(on, plan.term.months),
  }
  book.running.set(id, running)
  for (const coupon of action.coupons) book.coupons.push({ id: `${action.id}:${coupon}`, coupon, on, subscription: id })
  chargeSetUp(book, running, action)
  openPlan(book, running, action)
  return strangeQuantity(plan, action.quantities)
}

export function change(book: Book, action: Of<'change'>): Outcome {
  const { subscription, on, quantities } = action
  const running = runningOn(book, subscription, on)
  if (typeof running === 'string') return running
  const plan = book.agreement.plans[action.plan]!
  running.scheduled = running.scheduled.filter((waiting) => waiting.do === 'setQuantity')
  const when = action.when ?? (isDowngrade(running, plan, quantities) ? 'periodEnd' : 'now')
  if (when === 'now') switchPlan(book, running, plan, action)
  else running.scheduled.push({ ...action, when: 'now', on: periodAt(running.cycle, on).end })
  return strangeQuantity(plan, quantities)
}

/** The day of a change belongs to the new plan; seats that both plans have are kept. */
function switchPlan(book: Book, running: Running, plan: Plan, action: Of<'change'>): void {
  const kept = new Map(spansOf(running).map(({ charge, quantity }) => [charge.code, quantity]))
  closePlan(running, action.on)
  const anchor = action.anchor === 'reset' ? anchorOf(action.on, plan.interval, plan.alignment) : running.cycle.anchor
  running.termEnd = plan.term && (running.termEnd ?? addMonths(action.on, plan.term.months))
  running.plan = plan
  running.cycle = { anchor, interval: plan.interval }
  openPlan(book, running, action, kept)
}

export function changeQuantity(book: Book, action: Of<'setQuantity'>): Outcome {
  const { subscription, on, id, quantity, when } = action
  const running = runningOn(book, subscription, on)
  if (typeof running === 'string') return running
  const span = running.spans.get(action.charge)
  if (!span) return `the plan has no recurring charge "${action.charge}"`
  if (when === 'now') setQuantity(running, span, { by: id, on, quantity })
  else running.scheduled.push({ ...action, when: 'now', on: periodAt(running.cycle, on).end })
  return undefined
}

export function pause(book: Book, { subscription, on }: Of<'pause'>): Outcome {
  const running = runningOn(book, subscription, on)
  if (typeof running === 'string') return running
  if (running.pausedOn !== undefined) return `subscription "${subscription}" is paused already`
  running.pausedOn = on
  for (const span of spansOf(running)) haltSpan(span, on)
  return undefined
}

export function resume(book: Book, { id, subscription, on }: Of<'resume'>): Outcome {
  const running = runningOn(book, subscription, on)
  if (typeof running === 'string') return running
  if (running.pausedOn === undefined) return `subscription "${subscription}" is not paused`
  running.pausedOn = undefined
  for (const span of spansOf(running)) resumeSpan(span, on > running.billedFrom ? on : running.billedFrom, id)
  return undefined
}

/** The day of termination counts as used. */
export function terminate(book: Book, action: Of<'terminate'>): Outcome {
  const { subscription, on, when, waiveFee, credit } = action
  const running = runningOn(book, subscription, on)
  if (typeof running === 'string') return running
  const lastDay = when === 'now' ? on : addDays(periodAt(running.cycle, on).end, -1)
  running.scheduled = []
  if (lastDay > on) running.scheduled.push({ ...action, when: 'now', on: lastDay })
  else endSubscription(book, running, { id: action.id, lastDay, waiveFee, credit })
  return undefined
}

interface Ending {
  readonly id: string
  readonly lastDay: LocalDate
  readonly waiveFee: boolean
  readonly credit: boolean
}

/** Ends a subscription and its devices; an end before the term costs what the plan says. */
export function endSubscription(book: Book, running: Running, { id, lastDay, waiveFee, credit }: Ending): void {
  const endsOn = addDays(lastDay, 1)
  const rule = running.plan.term?.earlyTermination
  const { id: subscription, termEnd, startedOn } = running
  if (rule && termEnd !== undefined && endsOn < termEnd && !waiveFee) {
    const exact = feeOf(rule, { startedOn, endsOn, termEnd, fees: recurringFeesOf(running) })
    const fee = { id: `${id}:earlyTermination`, on: lastDay, subscription, code: 'earlyTermination', exact }
    book.fees.push({ ...fee, kind: 'fee', spans: spansOf(running).map((span) => span.id), devices: [] })
  }
  closePlan(running, endsOn, credit ? endsOn : periodAt(running.cycle, lastDay).end)
  endDevicesOf(book, subscription, { id, lastDay, waiveFee })
  running.endsOn = endsOn
  running.scheduled = []
}

/** At the end of a term the subscription goes on freely, for another term, or not at all. */
export function endTerm(book: Book, running: Running, termEnd: LocalDate): void {
  const { months, atEnd } = running.plan.term ?? { months: 0, atEnd: 'continue' as const }
  running.termEnd = atEnd === 'renew' ? addMonths(termEnd, months) : undefined
  if (atEnd !== 'end') return
  const lastDay = addDays(termEnd, -1)
  endSubscription(book, running, { id: `${running.id}:termEnd`, lastDay, waiveFee: false, credit: true })
}

function strangeQuantity(plan: Plan, quantities: Readonly<Record<string, bigint>>): Outcome {
  const strange = Object.keys(quantities).find((code) => !plan.charges.some((charge) => charge.code === code))
  return strange && `the plan has no charge "${strange}"`
}
