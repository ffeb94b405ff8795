import { z } from 'zod'
import { definePricing } from './model.ts'
import { graduate, tiersField } from './tiers.ts'

/**
 * Each unit costs what the tier it falls into says, and each tier entered adds its flat fee once.
 * Example: 1.00 up to 100, then 0.50 and a flat fee of 10.00; 150 units cost 100.00 + 10.00 + 25.00.
 */
export const graduatedPricing = definePricing({
  kind: 'graduated',

  terms: z.strictObject({ tiers: tiersField }),

  rate({ tiers }, { quantity }) {
    return graduate(tiers, quantity, 'tier')
  },
})
