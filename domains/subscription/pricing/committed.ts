import { z } from 'zod'
import { WHOLE } from './exact.ts'
import { passOn, quantityField, shareField } from './fields.ts'
import { definePricing, greatest, least } from './model.ts'
import { graduate, tiersField } from './tiers.ts'

/** A quantity, or a share of the installed capacity written `85%`. */
const capField = z.unknown().transform((input, context) => {
  if (typeof input === 'string' && input.endsWith('%')) {
    return { share: passOn(shareField.safeParse(input.slice(0, -1)), input, context) }
  }
  return { quantity: passOn(quantityField.safeParse(input), input, context) }
})

const terms = z.strictObject({
  base: quantityField,
  buffer: quantityField.optional(),
  bands: tiersField,
  cap: capField.optional(),
  floor: quantityField.default(0n),
})
type CommittedTerms = z.output<typeof terms>

/**
 * Reserved base and pay-per-use buffer. Billed is the greatest of what was used, the reserved `base` and the
 * contractual `floor`, at most the `cap`; it is priced in bands that each begin where the prior one ended.
 * What is billed but was not used stands on lines of its own (the top-off).
 * Example: base 80, buffer 20, cap 85 %, 10.00 up to 80 and 12.00 above: 50 used cost 800.00,
 * 83 cost 836.00, 97 cost 860.00.
 */
export const committedPricing = definePricing({
  kind: 'committed',

  terms,

  problems(terms) {
    if (terms.cap === undefined) return []
    if ('share' in terms.cap && terms.buffer === undefined) {
      return [{ path: '/cap', message: 'is a share of the installed capacity, but no buffer is given' }]
    }
    return capOf(terms)! < greatest(terms.base, terms.floor)
      ? [{ path: '/cap', message: 'is below the base or the floor (a share is written 85%)' }]
      : []
  },

  rate(terms, { quantity }) {
    const promised = greatest(terms.base, terms.floor)
    const cap = capOf(terms) ?? greatest(quantity, promised)
    const used = least(quantity, cap)
    return graduate(terms.bands, greatest(used, promised), 'band', used)
  },
})

function capOf({ cap, base, buffer }: CommittedTerms): bigint | undefined {
  if (cap === undefined) return undefined
  return 'quantity' in cap ? cap.quantity : ((base + (buffer ?? 0n)) * cap.share) / WHOLE
}
