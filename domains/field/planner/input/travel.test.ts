import fc from 'fast-check'
import { expect, test } from 'vitest'
import { driveSeconds, estimateTravel, extendTravel, roadMetres } from './travel.ts'

test.each([
  ['staying takes no time', 0, 0],
  ['the first kilometre is driven at town speed, after parking', 1_000, 180 + 164],
  ['a long way is driven faster, but never faster than a short one', 20_000, 180 + 818 + 1_543],
])('%s', (_because, metres, seconds) => {
  expect(driveSeconds(metres)).toBe(seconds)
})

test('Shenzhen to Guangzhou is about 130 kilometres of road', () => {
  const metres = roadMetres([114.058, 22.543], [113.264, 23.129])
  expect(metres).toBeGreaterThan(125_000)
  expect(metres).toBeLessThan(140_000)
})

const place = fc.tuple(fc.double({ min: 113, max: 115, noNaN: true }), fc.double({ min: 22, max: 23, noNaN: true }))

test('no detour is faster than the direct way', () => {
  fc.assert(
    fc.property(place, place, place, (a, b, c) => {
      const { durations } = estimateTravel([a, b, c])
      expect(durations[2]!).toBeLessThanOrEqual(durations[1]! + durations[5]! + 1)
    }),
  )
})

test('a table with one more place is the table of all places', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), place, (places, added) => {
      expect(extendTravel(estimateTravel(places), places, added)).toEqual(estimateTravel([...places, added]))
    }),
  )
})
