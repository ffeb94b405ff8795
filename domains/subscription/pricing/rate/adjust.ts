import type { Problem } from '#engine/kernel'
import { z } from 'zod'
import { WHOLE } from '../exact.ts'
import { amountField, factorField, quantityField, shareField } from '../fields.ts'
import { amountLine, greatest, least, type PriceLine } from '../model.ts'

/** A promise to spend `amount`, or what `quantity` costs, in a period or window. */
export const commitmentField = z
  .strictObject({
    amount: amountField.optional(),
    quantity: quantityField.optional(),
    /** The price beyond the promise is multiplied by this. */
    overageFactor: factorField.default(WHOLE),
    /** Whether what was promised and not used is billed. */
    trueUp: z.boolean().default(true),
  })
  .refine(
    ({ amount, quantity }) => (amount === undefined) !== (quantity === undefined),
    'needs an amount or a quantity',
  )
export type Commitment = z.output<typeof commitmentField>

/** What any pricing may add to its model, in the order in which it is applied. */
export const adjustmentFields = {
  commitment: commitmentField.optional(),
  discountPercent: shareField.optional(),
  maximum: amountField.optional(),
  minimum: amountField.optional(),
}

export interface Adjustments {
  readonly commitment?: Commitment | undefined
  readonly discountPercent?: bigint | undefined
  readonly maximum?: bigint | undefined
  readonly minimum?: bigint | undefined
}

export function adjustmentProblems({ minimum, maximum }: Adjustments): Problem[] {
  const crossed = minimum !== undefined && maximum !== undefined && minimum > maximum
  return crossed ? [{ path: '/minimum', message: 'is above the maximum' }] : []
}

/** The lines that turn a model's amount into the price: commitment, then discount, then the caps. */
export function adjust(amount: bigint, terms: Adjustments, promised: bigint | undefined): PriceLine[] {
  const lines: PriceLine[] = []
  let total = amount
  const add = (label: string, difference: bigint): void => {
    if (difference === 0n) return
    lines.push(amountLine(label, difference))
    total += difference
  }
  const { commitment, discountPercent = 0n, maximum = total, minimum = 0n } = terms
  if (commitment !== undefined && promised !== undefined) {
    if (commitment.trueUp) add('commitment true-up', greatest(promised - total, 0n))
    add('overage', (greatest(amount - promised, 0n) * (commitment.overageFactor - WHOLE)) / WHOLE)
  }
  add('discount', (-total * discountPercent) / WHOLE)
  if (terms.maximum !== undefined) add('maximum', least(maximum - total, 0n))
  add('minimum', greatest(minimum - total, 0n))
  return lines
}
