import { rate } from '../../pricing/rate/rate.ts'
import type { Span, Step } from '../agreement/book.ts'
import { addDays, daysIn, overlap, periodsWithin, type LocalDate, type Period } from '../periods.ts'
import type { Due, Part } from './due.ts'

/** What a span owes for the periods that have a day from `since` to `date`. */
export function recurringDues(span: Span, since: LocalDate, date: LocalDate): Due[] {
  return periodsWithin(span.cycle, { start: since, end: addDays(date, 1) }).flatMap((period) =>
    dueOf(span, period, partsOf(span, period)),
  )
}

function dueOf(span: Span, period: Period, parts: readonly Part[]): Due[] {
  const [first] = parts
  if (!first) return []
  const { id, charge, subscription, devices } = span
  const { code, name, taxes, pricing } = charge
  return [
    {
      key: `${id}@${period.start}`,
      kind: 'recurring',
      source: id,
      subscription,
      code,
      name,
      taxes,
      range: { start: first.start, end: parts[parts.length - 1]!.end },
      of: daysIn(period),
      dueOn: dueOn(span, period, first),
      owed: { parts },
      unitPrice: pricing.model === 'standard' ? (pricing as unknown as { unitPrice: bigint }).unitPrice : undefined,
      events: [],
      spans: actionsOf(span, parts),
      devices,
    },
  ]
}

/** In advance on the first day; in arrears when the period, or before it the item, is over. */
function dueOn({ charge, endsOn, steps }: Span, period: Period, first: Part): LocalDate {
  if (charge.timing === 'advance')
    return charge.proration === 'days' ? first.start : later(period.start, steps[0]!.from)
  return endsOn !== undefined && endsOn < period.end ? endsOn : period.end
}

function partsOf(span: Span, period: Period): Part[] {
  const steps = span.steps.flatMap((step) => {
    const days = overlap(period, { start: step.from, end: step.to ?? period.end })
    return days ? [{ days, step }] : []
  })
  if (steps.length === 0) return []
  if (span.charge.proration === 'days') return steps.map(({ days, step }) => ({ ...days, ...priced(span, step) }))
  // A fee that is not prorated is owed whole for any day, at the most units there were.
  const most = steps.reduce((most, { step }) => (step.quantity > most.quantity ? step : most), steps[0]!.step)
  return [{ start: period.start, end: period.end, ...priced(span, most) }]
}

function priced({ charge }: Span, { quantity }: Step): { quantity: bigint; amount: bigint } {
  return { quantity, amount: rate(charge.pricing, { quantity }).amount }
}

/** The actions that set what is owed, each once. */
function actionsOf({ id, steps }: Span, parts: readonly Part[]): string[] {
  const [first, last] = [parts[0]!, parts[parts.length - 1]!]
  const within = steps.filter(({ from, to }) => from < last.end && (to === undefined || to > first.start))
  return [...new Set([id, ...within.map(({ by }) => by)])]
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}
