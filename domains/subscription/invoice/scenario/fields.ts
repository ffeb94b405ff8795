import { z } from 'zod'
import { pricingField, type Pricing } from '../../pricing/rate/rate.ts'
import { countField, passOn, positiveCountField, priceField } from '../../pricing/fields.ts'
import type { Interval } from '../periods.ts'

export { amountField, countField, currencyField, positiveCountField, priceField } from '../../pricing/fields.ts'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** `2026-11-20`. */
export const dateField = z.string().refine((text) => DATE.test(text) && isDate(text), 'is not a date YYYY-MM-DD')

/**
 * A date, a date and time on the customer's wall (`2026-11-20T09:30`), or an instant with its offset (RFC 3339);
 * the scenario's zone turns each into the others.
 */
export const momentField = z.string().refine(isMoment, 'is not a date, a local time or an instant')

export const codeField = z.string().min(1).max(100)
export const codesField = z.array(codeField)

const NAMED_INTERVALS: Readonly<Record<string, Interval>> = {
  day: { days: 1 },
  week: { days: 7 },
  month: { months: 1 },
  quarter: { months: 3 },
  semiannual: { months: 6 },
  year: { months: 12 },
}

/** A word, or a number of months, weeks or days. */
export const intervalField = z.union([
  z.enum(['day', 'week', 'month', 'quarter', 'semiannual', 'year']).transform((name) => NAMED_INTERVALS[name]!),
  z.strictObject({ months: positiveCountField }).transform(({ months }) => ({ months: Number(months) })),
  z.strictObject({ weeks: positiveCountField }).transform(({ weeks }) => ({ days: 7 * Number(weeks) })),
  z.strictObject({ days: positiveCountField }).transform(({ days }) => ({ days: Number(days) })),
])

/** A small whole number: months, days, periods. */
export const smallCountField = countField.transform(Number).refine((count) => count <= 1200, 'is above 1200')

/** The short form of standard pricing: the price of one. */
export const unitPriceField = z.unknown().transform((input, context): Pricing => {
  const unitPrice = passOn(priceField.safeParse(input), input, context)
  return { model: 'standard', unitPrice } as Pricing
})

/** What a charge costs: `price` for one, or `pricing` by any model. */
export const pricedShape = { price: unitPriceField.optional(), pricing: pricingField.optional() }

export function hasOnePrice({ price, pricing }: { price?: unknown; pricing?: unknown }): boolean {
  return (price === undefined) !== (pricing === undefined)
}

function isDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' })
    return true
  } catch {
    return false
  }
}

function isMoment(text: string): boolean {
  if (DATE.test(text)) return isDate(text)
  try {
    if (/(Z|[+-]\d{2}:\d{2})$/i.test(text)) Temporal.Instant.from(text)
    else Temporal.PlainDateTime.from(text, { overflow: 'reject' })
    return /^\d{4}-\d{2}-\d{2}T/.test(text)
  } catch {
    return false
  }
}
