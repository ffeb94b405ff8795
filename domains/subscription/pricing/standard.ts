import { z } from 'zod'
import { priceField } from './fields.ts'
import { definePricing, unitLine } from './model.ts'

/** Every unit costs the same. Example: 120 seats at 199.00 cost 23,880.00. */
export const standardPricing = definePricing({
  kind: 'standard',

  terms: z.strictObject({ unitPrice: priceField }),

  rate({ unitPrice }, { quantity }) {
    return [unitLine('unit', quantity, unitPrice)]
  },
})
