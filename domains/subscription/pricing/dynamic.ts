import { z } from 'zod'
import { PRICE_DIGITS } from './exact.ts'
import { priceField } from './fields.ts'
import { definePricing, unitLine } from './model.ts'

/**
 * The event itself says what it costs; a multiplier may add a margin to a cost that is passed on.
 * Example: events of 1.25 and 3.00 with multiplier 1.2 cost 5.10.
 */
export const dynamicPricing = definePricing({
  kind: 'dynamic',

  terms: z.strictObject({ multiplier: priceField.default(10n ** BigInt(PRICE_DIGITS)) }),

  rate({ multiplier }, { quantity }) {
    return [unitLine('amount in the events', quantity, multiplier)]
  },
})
