import { z } from 'zod'
import { quantityField, rateField } from './fields.ts'
import { definePricing } from './model.ts'
import { feeField, graduate, risingTiers } from './tiers.ts'

const tier = z
  .strictObject({
    upTo: quantityField.nullable().default(null),
    ratePercent: rateField,
    flatFee: feeField,
  })
  .transform(({ upTo, ratePercent, flatFee }) => ({ upTo, unitPrice: ratePercent, flatFee }))

/**
 * Each part of the total amount costs the percentage of the tier it falls into, and each tier entered its flat fee.
 * Example: 1 % and 200 up to 1,000, then 2 % and 300; 1,050 cost 10 + 200 + 1 + 300.
 */
export const graduatedPercentagePricing = definePricing({
  kind: 'graduated_percentage',

  terms: z.strictObject({ tiers: risingTiers(tier) }),

  rate({ tiers }, { quantity }) {
    return graduate(tiers, quantity, 'tier')
  },
})
