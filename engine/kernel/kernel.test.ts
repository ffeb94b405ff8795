import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  divideRoundHalfUp,
  freezeClock,
  fromDecimalText,
  isId,
  newId,
  seededRandom,
  toDecimalText,
} from '#engine/kernel'

test('ids made in one millisecond sort by the order in which they were made', () => {
  const frozen = freezeClock('2026-11-20T10:00:00Z')
  const ids = Array.from({ length: 10_000 }, newId)
  frozen.release()
  expect(ids.every(isId)).toBe(true)
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('amounts survive the way to text and back in every currency', () => {
  fc.assert(
    fc.property(fc.bigInt(), fc.constantFrom('CNY', 'JPY', 'KWD'), (amount, currency) => {
      expect(fromDecimalText(toDecimalText(amount, currency), currency)).toBe(amount)
    }),
  )
})

test.each([
  [5n, 2n, 3n],
  [-5n, 2n, -3n],
  [4n, 3n, 1n],
  [0n, 7n, 0n],
])('%d / %d rounds half up to %d', (numerator, denominator, expected) => {
  expect(divideRoundHalfUp(numerator, denominator)).toBe(expected)
})

test('the same seed tells the same story', () => {
  const tell = (seed: number) => Array.from({ length: 5 }, seededRandom(seed).next)
  expect(tell(7)).toEqual(tell(7))
  expect(tell(7)).not.toEqual(tell(8))
})
