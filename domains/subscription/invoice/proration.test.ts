import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AMOUNT_DIGITS, readDecimal } from '../pricing/exact.ts'
import { add, allocate, inMinor, prorate } from './proration.ts'

function amount(text: string): bigint {
  return readDecimal(text, AMOUNT_DIGITS) as bigint
}

test.each([
  ['14 of the 28 days from 31 January to 28 February', '100', 14, 28, 5000n],
  ['half a cent is rounded up', '10.01', 15, 30, 501n],
  ['a third of a month', '100', 10, 30, 3333n],
  ['two thirds', '100', 20, 30, 6667n],
])('%s', (_because, price, days, of, minor) => {
  expect(inMinor(prorate(amount(price), days, of), 'CNY')).toBe(minor)
})

test('the parts of a period are the whole', () => {
  const parts = fc.record({ of: fc.integer({ min: 28, max: 366 }), used: fc.nat(27), price: fc.nat(1_000_000) })
  fc.assert(
    fc.property(parts, ({ of, used, price }) => {
      const exact = add(prorate(amount(`${price}`), used, of), prorate(amount(`${price}`), of - used, of))
      expect(inMinor(exact, 'CNY')).toBe(BigInt(price) * 100n)
    }),
  )
})

test('an allocation keeps every cent, and no part is more than a cent off its share', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 1_000_000n }), weights, (total, weights) => {
      const whole = weights.reduce((sum, weight) => sum + weight, 0n)
      fc.pre(whole > 0n)
      const parts = allocate(total, weights)
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total)
      for (const [index, part] of parts.entries()) {
        const off = part * whole - total * weights[index]!
        expect(-whole < off && off < whole).toBe(true)
      }
    }),
  )
})
