import { z } from 'zod'
import { definePricing, flatLine, unitLine } from './model.ts'
import { tierOf, tiersField } from './tiers.ts'

/**
 * The total chooses one tier, and all units cost what it says, plus its flat fee.
 * Example: 1.00 up to 100, then 0.50; 150 units cost 75.00.
 */
export const volumePricing = definePricing({
  kind: 'volume',

  terms: z.strictObject({ tiers: tiersField }),

  rate({ tiers }, { quantity }) {
    const index = tierOf(tiers, quantity)
    const { unitPrice, flatFee } = tiers[index]!
    const units = unitLine(`tier ${index + 1}`, quantity, unitPrice)
    return flatFee > 0n ? [flatLine(`tier ${index + 1} flat fee`, flatFee), units] : [units]
  },
})
