import { invalidInput, type Problem } from '#engine/kernel'
import { z } from 'zod'
import { priceField, quantityField } from './fields.ts'
import { definePricing, flatLine, type Usage } from './model.ts'

const tier = z.strictObject({
  /** Meter → the most of it that this tier holds; null is without limit. */
  limits: z
    .record(z.string(), quantityField.nullable())
    .refine((limits) => Object.keys(limits).length > 0, 'names no meter'),
  price: priceField,
})
type CapacityTier = z.output<typeof tier>

/**
 * A size is bought, not units: the first (smallest) tier whose limits contain every measured value gives the price.
 * A meter that was not measured is 0. Idle costs the smallest size; who wants idle to be free puts a tier with
 * limits 0 and price 0 first. Example: up to 100 GB and 10 users 50.00, up to 500 GB and 50 users 180.00;
 * 80 GB with 12 users cost 180.00.
 */
export const capacityPricing = definePricing({
  kind: 'capacity',

  terms: z.strictObject({ tiers: z.array(tier).min(1, 'has no tier') }),

  problems({ tiers }) {
    return tiers.flatMap((tier, index) => (index === 0 ? [] : tierProblems(tiers[index - 1]!, tier, index)))
  },

  rate({ tiers }, usage) {
    const measured = measuredOf(tiers, usage)
    const index = tiers.findIndex(({ limits }) => measured.every(([meter, value]) => fits(value, limits[meter]!)))
    if (index < 0) throw invalidInput([{ path: '/usages', message: 'is above the limits of the last tier' }])
    return [flatLine(`tier ${index + 1}`, tiers[index]!.price)]
  },
})

function fits(value: bigint, limit: bigint | null): boolean {
  return limit === null || value <= limit
}

function tierProblems(before: CapacityTier, tier: CapacityTier, index: number): Problem[] {
  const path = `/tiers/${index}/limits`
  const same = Object.keys(before.limits).sort().join() === Object.keys(tier.limits).sort().join()
  if (!same) return [{ path, message: 'does not name the same meters as the tier before' }]
  return Object.entries(tier.limits)
    .filter(([meter, limit]) => limit !== null && (before.limits[meter] === null || before.limits[meter]! > limit))
    .map(([meter]) => ({ path: `${path}/${meter}`, message: 'is below the limit of the tier before' }))
}

/** A bare quantity is the only meter's. */
function measuredOf(tiers: readonly CapacityTier[], { quantity, measures }: Usage): [string, bigint][] {
  const meters = Object.keys(tiers[0]!.limits)
  if (!measures) {
    if (meters.length === 1) return [[meters[0]!, quantity]]
    throw invalidInput([{ path: '', message: `needs usages with ${meters.join(', ')}` }])
  }
  const unknown = Object.keys(measures).filter((meter) => !meters.includes(meter))
  if (unknown.length === 0) return Object.entries(measures)
  throw invalidInput(unknown.map((meter) => ({ path: `/usages/${meter}`, message: 'has no limit in the tiers' })))
}
