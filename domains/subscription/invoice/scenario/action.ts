import { z } from 'zod'
import { positiveQuantityField, quantityField } from '../../pricing/fields.ts'
import { amountField, codeField, codesField, dateField, momentField, positiveCountField, priceField } from './fields.ts'

const dated = {
  /** Names the action in the evidence of lines; without it its place in the list does. */
  id: codeField.optional(),
  at: momentField,
  /** When it was entered, if later: what was billed in between is corrected then. */
  recorded: momentField.optional(),
}
const ofSubscription = { ...dated, subscription: codeField.default('main') }
const effective = z.enum(['now', 'periodEnd'])
const quantities = z.record(z.string(), quantityField).default({})

export const actionField = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('subscribe'),
    ...ofSubscription,
    plan: codeField,
    quantities,
    /** The day from which periods are counted; without it the plan's alignment decides. */
    anchor: dateField.optional(),
    coupons: codesField.default([]),
  }),
  z.strictObject({
    do: z.literal('change'),
    ...ofSubscription,
    plan: codeField,
    quantities,
    /** Without it an upgrade acts now and a downgrade at the end of the period. */
    when: effective.optional(),
    anchor: z.enum(['keep', 'reset']).default('keep'),
  }),
  z.strictObject({
    do: z.literal('setQuantity'),
    ...ofSubscription,
    charge: codeField,
    quantity: quantityField,
    when: effective.default('now'),
  }),
  z.strictObject({ do: z.literal('pause'), ...ofSubscription }),
  z.strictObject({ do: z.literal('resume'), ...ofSubscription }),
  z.strictObject({
    do: z.literal('terminate'),
    ...ofSubscription,
    when: effective.default('now'),
    /** Whether the days after the last are given back. */
    credit: z.boolean().default(true),
    waiveFee: z.boolean().default(false),
  }),
  z.strictObject({ do: z.literal('addDevice'), ...ofSubscription, device: codeField, offer: codeField }),
  z.strictObject({ do: z.literal('swapDevice'), ...dated, device: codeField, by: codeField }),
  z.strictObject({
    do: z.literal('refreshDevice'),
    ...dated,
    device: codeField,
    by: codeField,
    offer: codeField.optional(),
  }),
  z.strictObject({ do: z.literal('returnDevice'), ...dated, device: codeField }),
  z.strictObject({ do: z.literal('buyOutDevice'), ...dated, device: codeField }),
  z.strictObject({ do: z.literal('loseDevice'), ...dated, device: codeField }),
  z.strictObject({
    do: z.literal('charge'),
    ...ofSubscription,
    code: codeField,
    name: z.string().optional(),
    price: priceField,
    quantity: positiveQuantityField.optional(),
    taxes: codesField.optional(),
  }),
  z.strictObject({
    do: z.literal('credit'),
    ...dated,
    invoice: codeField,
    line: positiveCountField.transform(Number),
    amount: amountField,
    reason: z.string().default('credit'),
  }),
  z.strictObject({ do: z.literal('applyCoupon'), ...dated, coupon: codeField, subscription: codeField.optional() }),
  z.strictObject({
    do: z.literal('topUp'),
    ...dated,
    wallet: codeField,
    amount: amountField,
    /** The lower goes first. */
    priority: z.number().int().default(100),
    /** The first date on which it can no longer be used. */
    expires: dateField.optional(),
  }),
])
export type GivenAction = z.output<typeof actionField>
