import { z } from 'zod'
import { shareField } from '../../pricing/fields.ts'
import type { Pricing } from '../../pricing/rate/rate.ts'
import {
  amountField,
  codeField,
  codesField,
  currencyField,
  hasOnePrice,
  intervalField,
  pricedShape,
  priceField,
  smallCountField,
  unitPriceField,
} from './fields.ts'
import { quantityField } from '../../pricing/fields.ts'

const named = { code: codeField, name: z.string().optional(), taxes: codesField.optional() }
const timing = z.enum(['advance', 'arrears'])
const proration = z.enum(['days', 'none'])

/** A fee for seats, licences, a platform: it is owed for days. */
const recurringCharge = z.strictObject({
  kind: z.literal('recurring'),
  ...named,
  ...pricedShape,
  quantity: quantityField.optional(),
  timing: timing.default('advance'),
  interval: intervalField.optional(),
  proration: proration.default('days'),
})

/** A price for what a meter measured. */
const usageCharge = z.strictObject({
  kind: z.literal('usage'),
  ...named,
  ...pricedShape,
  meter: codeField,
  timing: timing.default('arrears'),
  interval: intervalField.optional(),
  proration: proration.optional(),
  /** Only events with these properties. */
  where: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** Each combination of these properties is priced by itself. */
  groupBy: codesField.optional(),
  /** Each window of the meter is priced by itself. */
  perWindow: z.boolean().default(false),
})

/** A fee for setting up, owed once on the first day. */
const onceCharge = z.strictObject({
  kind: z.literal('once'),
  ...named,
  ...pricedShape,
  quantity: quantityField.optional(),
})

/** What a device or a contract costs that ends before its term: exactly one of the forms. */
export const feeRuleField = z
  .strictObject({
    amount: amountField.optional(),
    /** As many of its periodic fees. */
    periods: smallCountField.optional(),
    /** A share of the fees from the end to the end of the term. */
    remainingPercent: shareField.optional(),
    /** A share of the list price by age; the last row that is reached holds. */
    valuePercent: z
      .array(z.strictObject({ afterMonths: smallCountField, percent: shareField }))
      .min(1)
      .optional(),
  })
  .refine((rule) => Object.values(rule).filter((value) => value !== undefined).length === 1, 'needs exactly one form')
export type FeeRule = z.output<typeof feeRuleField>

const term = z.strictObject({
  months: smallCountField.refine((months) => months > 0, 'is not above 0'),
  atEnd: z.enum(['continue', 'renew', 'end']).default('continue'),
  earlyTermination: feeRuleField.optional(),
})

const progressive = z
  .strictObject({ thresholds: z.array(amountField).min(1), recurring: amountField.optional() })
  .refine(({ thresholds }) => thresholds.every((amount, i) => i === 0 || amount > thresholds[i - 1]!), 'do not rise')
  .refine(({ recurring }) => recurring === undefined || recurring > 0n, 'recurring is not above 0')

const chargeField = z
  .discriminatedUnion('kind', [recurringCharge, usageCharge, onceCharge])
  .refine(hasOnePrice, 'needs either a price or a pricing')
  .transform(({ price, pricing, ...charge }) => ({ ...charge, pricing: (pricing ?? price) as Pricing }))

export const planField = z
  .strictObject({
    name: z.string().optional(),
    currency: currencyField.optional(),
    interval: intervalField.default({ months: 1 }),
    alignment: z.enum(['anniversary', 'calendar']).default('anniversary'),
    trialDays: smallCountField.default(0),
    /** What a trial makes free, and whether the cycle is counted from its end. */
    trialCovers: z.enum(['recurring', 'everything']).default('recurring'),
    anchorAfterTrial: z.boolean().default(false),
    term: term.optional(),
    charges: z.array(chargeField).default([]),
    /** The least that the charges of a whole period come to; the rest is billed at its end. */
    minimum: amountField.optional(),
    progressive: progressive.optional(),
  })
  .superRefine(({ charges }, context) => {
    const codes = charges.map(({ code }) => code)
    for (const [index, code] of codes.entries()) {
      if (codes.indexOf(code) === index) continue
      context.addIssue({ code: 'custom', path: ['charges', index, 'code'], message: 'is used before' })
    }
  })
export type Plan = z.output<typeof planField>
export type Charge = Plan['charges'][number]
export type RecurringCharge = Extract<Charge, { kind: 'recurring' }>
export type UsageCharge = Extract<Charge, { kind: 'usage' }>

/** A device as a service: a fee for its days, and what its end costs. */
export const offerField = z
  .strictObject({
    name: z.string().optional(),
    price: unitPriceField,
    interval: intervalField.default({ months: 1 }),
    timing: timing.default('advance'),
    taxes: codesField.optional(),
    termMonths: smallCountField.default(0),
    /** From this age a refresh costs nothing. */
    refreshAfterMonths: smallCountField.optional(),
    listPrice: priceField.optional(),
    earlyTermination: feeRuleField.optional(),
    earlyRefresh: feeRuleField.optional(),
    buyOut: feeRuleField.optional(),
    loss: feeRuleField.optional(),
    /** What follows the term: the fee goes on, ends, or goes on so many months until the customer owns the device. */
    atTermEnd: z
      .union([z.enum(['continue', 'end']), z.strictObject({ ownAfterMonths: smallCountField })])
      .default('continue'),
  })
  .superRefine((offer, context) => {
    for (const name of ['earlyTermination', 'earlyRefresh', 'buyOut', 'loss'] as const) {
      if (offer[name]?.valuePercent && offer.listPrice === undefined) {
        context.addIssue({ code: 'custom', path: [name], message: 'is a share of the list price, which is missing' })
      }
    }
  })
export type Offer = z.output<typeof offerField>

export const couponField = z
  .strictObject({
    percent: shareField.optional(),
    amount: amountField.optional(),
    currency: currencyField.optional(),
    duration: z.union([z.enum(['once', 'forever']), z.strictObject({ periods: smallCountField })]).default('once'),
    /** A fixed amount that an invoice does not use up goes on to the next. */
    carry: z.boolean().default(false),
    /** Only these charges. */
    charges: codesField.optional(),
  })
  .refine(({ percent, amount }) => (percent === undefined) !== (amount === undefined), 'needs a percent or an amount')
export type Coupon = z.output<typeof couponField>
