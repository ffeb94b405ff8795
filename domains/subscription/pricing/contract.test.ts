import { toDecimalText } from '#engine/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AMOUNT_DIGITS, decimalText, QUANTITY_DIGITS, readDecimal } from './exact.ts'
import { pricingModels } from './index.ts'
import { priceOf, type Usage } from './model.ts'
import { toMinor } from './rate/case.ts'
import { rateCases } from './rate/command.ts'
import { pricingField, rate, type Pricing } from './rate/rate.ts'

const tiers = [
  { upTo: '10', unitPrice: '2.5', flatFee: '5' },
  { upTo: '100.25', unitPrice: '1.000000000000000001', flatFee: '3' },
  { upTo: null, unitPrice: '0.333333333333333333' },
]
const rates = tiers.map(({ upTo, unitPrice, flatFee }) => ({
  upTo,
  ratePercent: unitPrice.slice(0, 18),
  flatFee: flatFee ?? 0,
}))

/** Terms of every model, and the fee that they state for using nothing. */
const samples: Record<string, { terms: Record<string, unknown>; idle: string }> = {
  standard: { terms: { unitPrice: '0.000000000000000001' }, idle: '0' },
  graduated: { terms: { tiers }, idle: '5' },
  volume: { terms: { tiers }, idle: '5' },
  package: { terms: { packageSize: '7.5', packagePrice: '20.01', freeUnits: '3' }, idle: '0' },
  volume_blocks: {
    terms: {
      tiers: [
        { block: '10', maxBlocks: 5, price: '3' },
        { block: '70', price: '9' },
      ],
    },
    idle: '0',
  },
  percentage: {
    terms: {
      ratePercent: '2.9',
      fixedPerEvent: '0.3',
      freeEvents: 2,
      freeUnits: '50',
      minPerEvent: '1',
      maxPerEvent: '4',
    },
    idle: '0',
  },
  graduated_percentage: { terms: { tiers: rates }, idle: '5' },
  dynamic: { terms: { multiplier: '1.17' }, idle: '0' },
  capacity: {
    terms: {
      tiers: [
        { limits: { gb: '20' }, price: '8' },
        { limits: { gb: null }, price: '30' },
      ],
    },
    idle: '8',
  },
  committed: {
    terms: { base: '40', buffer: '10', bands: tiers, cap: '90%', floor: '20' },
    idle: '63.00000000000000003',
  },
}
const adjustments = {
  discountPercent: '12.345678',
  minimum: '1.5',
  maximum: '123456.789',
  commitment: { amount: '17', overageFactor: '1.25' },
}

function termsOf(kind: string, extra: object = {}): Pricing {
  return pricingField.parse({ model: kind, ...samples[kind]!.terms, ...extra })
}

function usageOf(values: readonly string[]): Usage {
  const read = values.map((value) => readDecimal(value, QUANTITY_DIGITS) as bigint)
  return { values: read, quantity: read.reduce((sum, value) => sum + value, 0n) }
}

const eventValue = fc.tuple(fc.nat(200), fc.nat(999)).map(([whole, part]) => `${whole}.${part}`)
const events = fc.array(eventValue, { maxLength: 12 })

describe.each(pricingModels.map(({ kind }) => kind))('%s', (kind) => {
  test('nothing used costs nothing, or the stated fee', () => {
    expect(decimalText(rate(termsOf(kind), usageOf([])).amount, AMOUNT_DIGITS)).toBe(samples[kind]!.idle)
  })

  test('the lines add up to the amount, and every unit line is quantity times price', () => {
    fc.assert(
      fc.property(events, fc.boolean(), (values, adjusted) => {
        const { amount, lines } = rate(termsOf(kind, adjusted ? adjustments : {}), usageOf(values))
        expect(priceOf(lines).amount).toBe(amount)
        for (const { quantity, unitPrice, amount } of lines) {
          if (quantity !== undefined && unitPrice !== undefined) expect(amount).toBe(quantity * unitPrice)
        }
        expect(amount >= 0n).toBe(true)
      }),
    )
  })

  test('runs at any time, with late and withdrawn events, add up to the price of the whole', () => {
    fc.assert(
      fc.property(fc.array(events, { minLength: 1, maxLength: 5 }), (states) => {
        const pricing = { model: kind, ...samples[kind]!.terms, ...adjustments }
        let billed = 0n
        for (const values of states) {
          const previous = { amount: toDecimalText(billed, 'CNY') }
          billed += rateCases({ cases: [{ id: 1, currency: 'CNY', pricing, values, previous }] })[0]!.amountMinor!
        }
        const whole = rate(termsOf(kind, adjustments), usageOf(states[states.length - 1]!)).amount
        expect(billed).toBe(toMinor(whole, 'CNY'))
      }),
    )
  })

  test('an unknown field is refused', () => {
    const read = pricingField.safeParse({ model: kind, ...samples[kind]!.terms, discount: '5' })
    expect(read.error?.issues).toMatchObject([{ path: ['discount'], message: 'is not a known field' }])
  })
})
