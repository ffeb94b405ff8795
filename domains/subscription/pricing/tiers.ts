import { invalidInput } from '#engine/kernel'
import { z } from 'zod'
import { decimalText, QUANTITY_DIGITS } from './exact.ts'
import { priceField, quantityField } from './fields.ts'
import { flatLine, greatest, unitLine, type PriceLine } from './model.ts'

/** Units above the end of the tier before, up to and including `upTo`; null is without end. */
export interface Tier {
  readonly upTo: bigint | null
  readonly unitPrice: bigint
  readonly flatFee: bigint
}

/** Adds the check that each tier begins where the one before ended, and only the last is without end. */
export function risingTiers<T extends { upTo: bigint | null }>(tier: z.ZodType<T>) {
  return z
    .array(tier)
    .min(1, 'has no tier')
    .superRefine((tiers, context) => {
      for (const [index, { upTo }] of tiers.entries()) {
        const before = index === 0 ? -1n : tiers[index - 1]!.upTo
        if (before === null) context.addIssue({ code: 'custom', path: [index], message: 'follows a tier without end' })
        else if (upTo !== null && upTo <= before) {
          context.addIssue({ code: 'custom', path: [index, 'upTo'], message: 'does not rise above the tier before' })
        }
      }
    })
}

/** A flat fee; null and nothing are none. */
export const feeField = priceField.nullish().transform((fee) => fee ?? 0n)

export const tiersField = risingTiers(
  z.strictObject({
    upTo: quantityField.nullable().default(null),
    unitPrice: priceField.default(0n),
    flatFee: feeField,
  }),
)

/**
 * Each unit of `total` at the price of the tier it falls into, and the flat fee of every tier that is entered:
 * the first also when nothing is used. What is billed beyond `used` stands on lines of its own.
 */
export function graduate(tiers: readonly Tier[], total: bigint, name: string, used: bigint = total): PriceLine[] {
  refuseBeyond(tiers, total)
  const lines: PriceLine[] = []
  let start = 0n
  for (const [index, { upTo, unitPrice, flatFee }] of tiers.entries()) {
    if (index > 0 && total <= start) break
    const end = upTo === null || total < upTo ? total : upTo
    const usedEnd = used >= end ? end : greatest(used, start)
    const label = `${name} ${index + 1}`
    if (flatFee > 0n) lines.push(flatLine(`${label} flat fee`, flatFee))
    if (usedEnd > start) lines.push(unitLine(label, usedEnd - start, unitPrice))
    if (end > usedEnd) lines.push(unitLine(`${label} top-off`, end - usedEnd, unitPrice))
    start = end
  }
  return lines
}

/** The number of the tier that a total falls into. */
export function tierOf(tiers: readonly { readonly upTo: bigint | null }[], total: bigint): number {
  refuseBeyond(tiers, total)
  return tiers.findIndex(({ upTo }) => upTo === null || total <= upTo)
}

function refuseBeyond(tiers: readonly { readonly upTo: bigint | null }[], total: bigint): void {
  const end = tiers[tiers.length - 1]!.upTo
  if (end === null || total <= end) return
  throw invalidInput([{ path: '/quantity', message: `is above the last tier, ${decimalText(end, QUANTITY_DIGITS)}` }])
}
