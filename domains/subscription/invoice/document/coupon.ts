import { divideRoundHalfUp } from '#engine/kernel'
import { WHOLE } from '../../pricing/exact.ts'
import type { AppliedCoupon } from '../agreement/book.ts'
import { allocate, exactly, inMinor } from '../proration.ts'
import type { Coupon } from '../scenario/plan.ts'
import type { Draft } from '../settle/settle.ts'
import type { DiscountAmount } from './invoice.ts'

/** How often a coupon has reduced an invoice, and what is left of a fixed amount that carries over. */
export interface CouponUse {
  times: number
  leftMinor?: bigint
}

interface CouponGiven {
  readonly applied: readonly AppliedCoupon[]
  readonly coupons: Readonly<Record<string, Coupon>>
  readonly uses: Map<string, CouponUse>
  readonly currency: string
}

/**
 * The discounts of each line. Coupons act in the order in which they were applied, each on what the ones before
 * left; the discount is rounded once and then shared among the lines so that no cent is lost.
 */
export function discountsOf(drafts: readonly Draft[], given: CouponGiven): DiscountAmount[][] {
  const discounts: DiscountAmount[][] = drafts.map(() => [])
  const left = drafts.map(({ amountMinor }) => amountMinor)
  for (const applied of given.applied) {
    const coupon = given.coupons[applied.coupon]!
    const use = given.uses.get(applied.id) ?? { times: 0 }
    const base = drafts.map((draft, index) => (isEligible(draft, applied, coupon) ? left[index]! : 0n))
    const total = base.reduce((sum, amount) => sum + amount, 0n)
    const amount = discountOf(coupon, use, total, given.currency)
    if (amount === 0n) continue
    for (const [index, part] of allocate(amount, base).entries()) {
      left[index]! -= part
      if (part > 0n) discounts[index]!.push({ coupon: applied.coupon, amountMinor: part })
    }
    given.uses.set(applied.id, used(coupon, use, amount, given.currency))
  }
  return discounts
}

/** A coupon reduces what plans charge; fees for an early end, and sales, only where it names them. */
function isEligible({ due }: Draft, { subscription }: AppliedCoupon, { charges }: Coupon): boolean {
  if (subscription !== undefined && subscription !== due.subscription) return false
  return charges ? charges.includes(due.code) : due.kind !== 'fee' && due.kind !== 'sale'
}

function discountOf(coupon: Coupon, use: CouponUse, base: bigint, currency: string): bigint {
  if (use.times >= timesOf(coupon)) return 0n
  if (coupon.percent !== undefined) return divideRoundHalfUp(base * coupon.percent, WHOLE)
  const amount = use.leftMinor ?? inMinor(exactly(coupon.amount!), currency)
  return amount < base ? amount : base
}

function timesOf({ duration }: Coupon): number {
  if (duration === 'forever') return Infinity
  return duration === 'once' ? 1 : duration.periods
}

function used({ amount, carry }: Coupon, { times, leftMinor }: CouponUse, spent: bigint, currency: string): CouponUse {
  if (amount === undefined || !carry) return { times: times + 1 }
  const left = (leftMinor ?? inMinor(exactly(amount), currency)) - spent
  return left > 0n ? { times, leftMinor: left } : { times: times + 1 }
}
