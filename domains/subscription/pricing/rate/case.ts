import { divideRoundHalfUp, invalidInput, minorDigits, Refusal, type Problem } from '#engine/kernel'
import { z } from 'zod'
import { AMOUNT_DIGITS, decimalText, PRICE_DIGITS, QUANTITY_DIGITS } from '../exact.ts'
import { currencyField, passOn, problemsOf, quantityField, signedAmountField } from '../fields.ts'
import { amountLine, priceOf, type Price, type PriceLine, type Usage } from '../model.ts'
import { pricingField, rate, rateTogether, rateWindows, type Pricing } from './rate.ts'

const namedWindow = z.strictObject({ window: z.string().optional(), quantity: quantityField })

/** A quantity, or one with the name of its window. */
const windowField = z.unknown().transform((input, context): { window?: string | undefined; quantity: bigint } => {
  if (typeof input === 'object' && input !== null) return passOn(namedWindow.safeParse(input), input, context)
  return { quantity: passOn(quantityField.safeParse(input), input, context) }
})

const caseSchema = z
  .strictObject({
    id: z.union([z.string().min(1), z.number()]),
    currency: currencyField.optional(),
    pricing: pricingField,
    quantity: quantityField.optional(),
    values: z.array(quantityField).optional(),
    buckets: z.array(windowField).optional(),
    usages: z.record(z.string(), quantityField).optional(),
    previous: z
      .strictObject({
        quantity: quantityField.optional(),
        amount: signedAmountField.optional(),
        currency: currencyField.optional(),
      })
      .optional(),
  })
  .superRefine((given, context) => {
    for (const { path, message } of shapeProblems(given)) {
      context.addIssue({ code: 'custom', path: path.split('/').slice(1), message })
    }
  })
type RateCase = z.output<typeof caseSchema>

/** A priced case as it is printed: exact decimals as text, the money amount in minor units rounded once. */
export interface RatedCase {
  readonly id: string | number
  readonly amount: string
  readonly amountMinor?: bigint
  readonly lines: readonly { label: string; quantity?: string; unitPrice?: string; amount: string }[]
}

/** Rates one case read from outside; refuses it with every problem, pointed at below `place`. */
export function rateCase(input: unknown, place: string): RatedCase {
  const read = caseSchema.safeParse(input)
  if (!read.success) throw invalidInput(problemsOf(read.error, place))
  try {
    return print(read.data, billed(read.data))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw invalidInput(error.problems.map(({ path, message }) => ({ path: place + path, message })))
  }
}

const SHAPES = ['quantity', 'values', 'buckets', 'usages'] as const

function shapeProblems(given: RateCase): Problem[] {
  const shapes = SHAPES.filter((shape) => given[shape] !== undefined)
  const currencies = new Set([given.currency, given.pricing.currency, given.previous?.currency].filter(Boolean))
  return [
    ...(shapes.length === 1 ? [] : [{ path: '', message: `needs exactly one of ${SHAPES.join(', ')}` }]),
    ...(currencies.size > 1 ? [{ path: '/currency', message: `mixes ${[...currencies].join(' and ')}` }] : []),
    ...(given.previous && given.previous.amount === undefined && given.previous.quantity === undefined
      ? [{ path: '/previous', message: 'needs an amount or a quantity' }]
      : []),
  ]
}

/** What this run bills: the price of all that was used so far, less what was billed before. */
function billed(given: RateCase): Price {
  const price = priceOfCase(given)
  if (!given.previous) return price
  const { quantity = 0n, amount = rate(given.pricing, { quantity }).amount } = given.previous
  return priceOf([...price.lines, amountLine('billed before', -amount)])
}

function priceOfCase({ pricing, quantity, values, buckets, usages }: RateCase): Price {
  if (buckets) return rateWindows(pricing, buckets.map(nameWindow))
  if (values) return rate(pricing, { quantity: values.reduce((sum, value) => sum + value, 0n), values })
  if (usages) return priceOfUsages(pricing, usages)
  return rate(pricing, { quantity: quantity! })
}

function nameWindow({ window, quantity }: z.output<typeof windowField>, index: number) {
  return { name: window ?? `window ${index + 1}`, usage: { quantity } satisfies Usage }
}

/** Capacity sees the meters side by side; every other model prices each by itself. */
function priceOfUsages(pricing: Pricing, usages: Readonly<Record<string, bigint>>): Price {
  if (pricing.model === 'capacity') return rate(pricing, { quantity: 0n, measures: usages })
  return rateTogether(
    pricing,
    Object.entries(usages).map(([name, quantity]) => ({ name, usage: { quantity } })),
  )
}

function print({ id, currency, pricing, previous }: RateCase, { amount, lines }: Price): RatedCase {
  const known = currency ?? pricing.currency ?? previous?.currency
  return {
    id,
    amount: decimalText(amount, AMOUNT_DIGITS),
    ...(known === undefined ? {} : { amountMinor: previous ? differenceMinor(amount, known) : toMinor(amount, known) }),
    lines: lines.map(printLine),
  }
}

function printLine({ label, quantity, unitPrice, amount }: PriceLine) {
  return {
    label,
    ...(quantity === undefined ? {} : { quantity: decimalText(quantity, QUANTITY_DIGITS) }),
    ...(unitPrice === undefined ? {} : { unitPrice: decimalText(unitPrice, PRICE_DIGITS) }),
    amount: decimalText(amount, AMOUNT_DIGITS),
  }
}

/** Rounds an exact amount half up (away from zero) to the currency, once. */
export function toMinor(amount: bigint, currency: string): bigint {
  return divideRoundHalfUp(amount, minorUnit(currency))
}

/**
 * Rounds what a run adds to whole amounts billed before: half towards plus infinity, so that the runs of a
 * period always add up to the rounded price of the whole, also when a correction makes one negative.
 */
function differenceMinor(amount: bigint, currency: string): bigint {
  const unit = minorUnit(currency)
  const raised = amount + unit / 2n
  return raised / unit - (raised < 0n && raised % unit !== 0n ? 1n : 0n)
}

function minorUnit(currency: string): bigint {
  return 10n ** BigInt(AMOUNT_DIGITS - minorDigits(currency))
}
