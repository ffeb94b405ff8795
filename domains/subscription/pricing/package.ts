import { divideCeil } from '#engine/kernel'
import { z } from 'zod'
import { ONE } from './exact.ts'
import { positiveQuantityField, priceField, quantityField } from './fields.ts'
import { definePricing, least, unitLine } from './model.ts'

/**
 * Usage is sold in whole packs after an optional free allowance.
 * Example: 20.00 per 100 support calls, the first 10 free; 111 calls cost 40.00.
 */
export const packagePricing = definePricing({
  kind: 'package',

  terms: z.strictObject({
    packageSize: positiveQuantityField,
    packagePrice: priceField,
    freeUnits: quantityField.default(0n),
    rounding: z.enum(['up', 'down']).default('up'),
  }),

  rate({ packageSize, packagePrice, freeUnits, rounding }, { quantity }) {
    const free = least(quantity, freeUnits)
    const payable = quantity - free
    // Rounded up, a started pack is billed whole: capacity is reserved by the pack, not by the unit.
    const packs = rounding === 'up' ? divideCeil(payable, packageSize) : payable / packageSize
    const packLine = unitLine('package', packs * ONE, packagePrice)
    return free > 0n ? [unitLine('free', free, 0n), packLine] : [packLine]
  },
})
