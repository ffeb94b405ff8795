import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalText, QUANTITY_DIGITS, readDecimal } from '../pricing/exact.ts'
import { aggregate, type Measure, type Point } from './aggregate.ts'

const stretch = { start: 0, end: 100, levelBefore: 0n }

function points(...given: [number, number | string, string?][]): Point[] {
  return given.map(([at, value, key]) => ({
    at,
    value: readDecimal(value, QUANTITY_DIGITS) as bigint,
    ...(key === undefined ? {} : { key }),
  }))
}

const some = points([10, '2.5', 'a'], [40, 10, 'b'], [70, 4, 'a'])
const hundred = points(...Array.from({ length: 100 }, (_, index): [number, number] => [index, 100 - index]))

test.each([
  ['count', { aggregation: 'count' }, some, '3'],
  ['sum', { aggregation: 'sum' }, some, '16.5'],
  ['a withdrawn value', { aggregation: 'sum' }, points([1, 5], [2, -2]), '3'],
  ['max', { aggregation: 'max' }, some, '10'],
  ['min', { aggregation: 'min' }, some, '2.5'],
  ['average', { aggregation: 'average' }, some, '5.5'],
  [
    'an endless quotient keeps 12 decimals',
    { aggregation: 'average' },
    points([1, 1], [2, 1], [3, 0]),
    '0.666666666667',
  ],
  ['unique keys', { aggregation: 'unique' }, some, '2'],
  ['unique values where no key is given', { aggregation: 'unique' }, points([1, 7], [2, 7], [3, 8]), '2'],
  ['the last in time', { aggregation: 'latest' }, some, '4'],
  ['nothing measured', { aggregation: 'max' }, [], '0'],
  ['each value holds until the next', { aggregation: 'timeWeighted' }, some, '4.95'],
  ['changes of a level', { aggregation: 'timeWeighted', deltas: true }, points([0, 10], [50, 10]), '15'],
  ['the 95th of a hundred', { aggregation: 'percentile', percentile: 95 }, hundred, '95'],
  ['nearest rank, not interpolated', { aggregation: 'percentile', percentile: 50 }, points([1, 1], [2, 9]), '1'],
  ['the percentile of one', { aggregation: 'percentile', percentile: 1 }, points([1, 9]), '9'],
] satisfies [string, Measure, Point[], string][])('%s', (_because, measure, given, expected) => {
  expect(decimalText(aggregate(measure, given, stretch), QUANTITY_DIGITS)).toBe(expected)
})

test('a level is carried in from before', () => {
  const level = { ...stretch, levelBefore: points([0, 8])[0]!.value }
  expect(decimalText(aggregate({ aggregation: 'timeWeighted' }, [], level), QUANTITY_DIGITS)).toBe('8')
  expect(decimalText(aggregate({ aggregation: 'timeWeighted' }, points([75, 0]), level), QUANTITY_DIGITS)).toBe('6')
})

test('two halves weighted by time are the whole', () => {
  const levels = fc.array(fc.tuple(fc.nat(99), fc.nat(1000)), { maxLength: 20 })
  fc.assert(
    fc.property(levels, (given) => {
      const sorted = points(...given.sort(([a], [b]) => a - b))
      const [early, late] = [sorted.filter(({ at }) => at < 50), sorted.filter(({ at }) => at >= 50)]
      const measure: Measure = { aggregation: 'timeWeighted' }
      const levelBefore = early.at(-1)?.value ?? 0n
      const first = aggregate(measure, early, { start: 0, end: 50, levelBefore: 0n })
      const second = aggregate(measure, late, { start: 50, end: 100, levelBefore })
      expect(aggregate(measure, sorted, stretch) * 2n).toBe(first + second)
    }),
  )
})
