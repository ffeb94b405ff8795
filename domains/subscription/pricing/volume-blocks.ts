import { divideCeil } from '#engine/kernel'
import { z } from 'zod'
import { ONE } from './exact.ts'
import { positiveCountField, positiveQuantityField, priceField } from './fields.ts'
import { definePricing, unitLine } from './model.ts'

const tiersOfBlocks = z
  .array(
    z.strictObject({
      block: positiveQuantityField,
      maxBlocks: positiveCountField.nullable().default(null),
      price: priceField,
    }),
  )
  .min(1, 'has no tier')
  .superRefine((tiers, context) => {
    for (const [index, { maxBlocks }] of tiers.slice(0, -1).entries()) {
      if (maxBlocks === null) {
        context.addIssue({ code: 'custom', path: [index, 'maxBlocks'], message: 'is open before the last tier' })
      }
    }
  })

/**
 * The total chooses a tier: each holds `maxBlocks` blocks, beginning where the one before is full, and what
 * overflows the last stays in it. All units are then priced in started blocks of the chosen tier.
 * Example: 10 blocks of 100 at 5.00, then blocks of 1,000 at 30.00; 1,000 units cost 50.00, 1,001 cost 60.00.
 */
export const volumeBlocksPricing = definePricing({
  kind: 'volume_blocks',

  terms: z.strictObject({ tiers: tiersOfBlocks }),

  rate({ tiers }, { quantity }) {
    const index = blockTierOf(tiers, quantity)
    const { block, price } = tiers[index]!
    return [unitLine(`tier ${index + 1} block`, divideCeil(quantity, block) * ONE, price)]
  },
})

function blockTierOf(tiers: z.output<typeof tiersOfBlocks>, quantity: bigint): number {
  let left = quantity
  for (const [index, { block, maxBlocks }] of tiers.slice(0, -1).entries()) {
    const room = block * maxBlocks!
    if (left <= room) return index
    left -= room
  }
  return tiers.length - 1
}
