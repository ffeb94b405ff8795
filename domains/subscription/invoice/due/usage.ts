import { invalidInput } from '#engine/kernel'
import { rate, rateWindows, type Pricing } from '../../pricing/rate/rate.ts'
import type { Price } from '../../pricing/model.ts'
import type { UsageSpan } from '../agreement/book.ts'
import { daysIn, overlap, startOfDay, type DateRange, type Period } from '../periods.ts'
import { exactly, prorate } from '../proration.ts'
import type { UsageEvent } from '../scenario/events.ts'
import type { Meter } from '../scenario/meter.ts'
import type { UsageCharge } from '../scenario/plan.ts'
import type { Agreement } from '../scenario/scenario.ts'
import type { Due } from './due.ts'
import type { EventLog } from './event-log.ts'
import { measure, type Reading } from './measure.ts'

/** The days of a period in which a usage span ran. */
export function usageRange(span: UsageSpan, period: Period): DateRange | undefined {
  return overlap(period, { start: span.from, end: span.to ?? period.end })
}

/** Answers what a usage span owes for a period by the events that arrived before `knownMs`; one due per group. */
export type UsageRating = (span: UsageSpan, period: Period, knownMs: number) => readonly Due[]

/** Rates usage, and remembers what it rated until another event of the period arrives. */
export function openUsageRating(agreement: Agreement, log: EventLog): UsageRating {
  const rated = new Map<string, { readonly stamp: string; readonly dues: readonly Due[] }>()
  return (span, period, knownMs) => {
    const range = usageRange(span, period)
    if (!range) return []
    const end = startOfDay(range.end, agreement.customer.timeZone)
    const until = Math.min(end, knownMs)
    const key = `${span.id}@${range.start}`
    const stamp = `${range.end} ${until} ${log.count(span.subscription, span.charge.meter, end, knownMs)}`
    const known = rated.get(key)
    if (known?.stamp === stamp) return known.dues
    const dues = rateUsage(agreement, log, span, { range, period, end, until, knownMs })
    rated.set(key, { stamp, dues })
    return dues
  }
}

interface Stretch {
  readonly range: DateRange
  readonly period: Period
  readonly end: number
  readonly until: number
  readonly knownMs: number
}

function rateUsage(agreement: Agreement, log: EventLog, span: UsageSpan, stretch: Stretch): Due[] {
  const { charge, subscription } = span
  const { range, period, end, until, knownMs } = stretch
  const { timeZone } = agreement.customer
  const meter = agreement.meters[charge.meter]!
  const start = startOfDay(range.start, timeZone)
  const from = looksBack(meter) ? -Infinity : start
  const known = log.between(subscription, charge.meter, from, end, knownMs).filter((event) => matches(charge, event))
  const whole = isProrated(charge) ? range : period
  const over = startOfDay(whole.end, timeZone) - startOfDay(whole.start, timeZone)
  return [...groupsOf(charge, known)].flatMap(([group, all]) => {
    const inside = all.filter(({ at }) => at >= start)
    const before = all.slice(0, all.length - inside.length)
    if (group !== '' && inside.length === 0 && !keepsLevel(meter)) return []
    const reading = measure({ meter, timeZone, before, events: inside, start, end: until, over })
    const evidence = keepsLevel(meter) ? [...before.slice(-1), ...inside] : inside
    return [dueOf(span, { group, range, period }, { reading, events: inside, evidence })]
  })
}

/** Whether events before the period say something about it. */
function looksBack(meter: Meter): boolean {
  return keepsLevel(meter) || (meter.window !== undefined && meter.missing === 'copy')
}

function keepsLevel({ aggregation, windowAggregation, window, carry }: Meter): boolean {
  return carry || (window === undefined ? aggregation : windowAggregation) === 'timeWeighted'
}

/** Reserved capacity is a price for a whole period; a part of the period pays its days. */
export function isProrated({ proration, pricing }: UsageCharge): boolean {
  return (proration ?? (pricing.model === 'committed' || pricing.model === 'capacity' ? 'days' : 'none')) === 'days'
}

function matches({ where }: UsageCharge, { properties }: UsageEvent): boolean {
  return Object.entries(where ?? {}).every(([name, wanted]) =>
    Array.isArray(wanted) ? wanted.includes(properties[name] ?? '') : properties[name] === wanted,
  )
}

/** Without grouping there is one group, also when nothing was used. */
function groupsOf({ groupBy }: UsageCharge, events: readonly UsageEvent[]): Map<string, UsageEvent[]> {
  if (!groupBy) return new Map([['', [...events]]])
  const groups = new Map<string, UsageEvent[]>()
  for (const event of events) {
    const group = groupBy.map((name) => event.properties[name] ?? '–').join('/')
    const members = groups.get(group)
    if (members) members.push(event)
    else groups.set(group, [event])
  }
  return groups
}

interface Place {
  readonly group: string
  readonly range: DateRange
  readonly period: Period
}

interface Read {
  readonly reading: Reading
  readonly events: readonly UsageEvent[]
  readonly evidence: readonly UsageEvent[]
}

function dueOf(span: UsageSpan, { group, range, period }: Place, { reading, events, evidence }: Read): Due {
  const { id, subscription, charge } = span
  const [days, of] = [daysIn(range), daysIn(period)]
  const { price, exact } = priceOf(charge, reading, events, days, of)
  return {
    key: `${id}@${range.start}${group && `#${group}`}`,
    kind: 'usage',
    source: id,
    subscription,
    code: charge.code,
    name: [charge.name ?? charge.code, group].filter(Boolean).join(' · '),
    taxes: charge.taxes,
    range,
    of,
    dueOn: range.end,
    owed: { exact, quantity: reading.quantity },
    rating: price.lines,
    estimated: reading.estimated,
    events: evidence.map((event) => event.id),
    spans: [id],
    devices: [],
  }
}

/** The price of a reading, and what of it the days of the range owe. */
function priceOf(charge: UsageCharge, reading: Reading, events: readonly UsageEvent[], days: number, of: number) {
  if (isProrated(charge)) {
    const price = priceOfWhole(charge, charge.pricing, reading, events)
    return { price, exact: prorate(price.amount, days, of) }
  }
  const price = priceOfWhole(
    charge,
    charge.perWindow ? charge.pricing : promisedFor(charge.pricing, days, of),
    reading,
    events,
  )
  return { price, exact: exactly(price.amount) }
}

/** A promise to spend is made for a whole period; a part of the period owes its days of it. */
function promisedFor({ minimum, commitment, ...pricing }: Pricing, days: number, of: number): Pricing {
  const share = (whole: bigint | undefined) => (whole === undefined ? undefined : (whole * BigInt(days)) / BigInt(of))
  const { amount, quantity } = commitment ?? {}
  return {
    ...pricing,
    minimum: share(minimum),
    commitment: commitment && { ...commitment, amount: share(amount), quantity: share(quantity) },
  }
}

function priceOfWhole(
  { perWindow }: UsageCharge,
  pricing: Pricing,
  reading: Reading,
  events: readonly UsageEvent[],
): Price {
  if (perWindow)
    return rateWindows(
      pricing,
      reading.windows.map(({ name, quantity }) => ({ name, usage: { quantity } })),
    )
  const { quantity } = reading
  if (pricing.model !== 'percentage') return rate(pricing, { quantity })
  const negative = events.find(({ value }) => value < 0n)
  if (!negative) return rate(pricing, { quantity, values: events.map(({ value }) => value) })
  throw invalidInput([{ path: '/events', message: `"${negative.id}" is negative, but is charged by percentage` }])
}
