import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  anchorOf,
  boundary,
  dateAt,
  daysIn,
  monthsBetween,
  periodAt,
  periodsWithin,
  startOfDay,
  type Interval,
} from './periods.ts'

const month = { months: 1 }

test.each([
  [
    'months are added from the anchor, never chained',
    '2026-01-31',
    month,
    ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
  ],
  [
    'a leap year has its own end of February',
    '2024-01-30',
    month,
    ['2024-01-30', '2024-02-29', '2024-03-30', '2024-04-30'],
  ],
  [
    '29 February comes back every fourth year',
    '2024-02-29',
    { months: 12 },
    ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
  ],
  ['quarters from 30 November', '2026-11-30', { months: 3 }, ['2026-11-30', '2027-02-28', '2027-05-30']],
  ['weeks', '2026-12-28', { days: 7 }, ['2026-12-28', '2027-01-04', '2027-01-11']],
])('%s', (_because, anchor, interval: Interval, starts) => {
  expect(starts.map((_, index) => boundary({ anchor, interval }, index))).toEqual(starts)
})

test('a date before the anchor falls into a period before it', () => {
  expect(periodAt({ anchor: '2026-03-31', interval: month }, '2026-02-27')).toEqual({
    index: -2,
    start: '2026-01-31',
    end: '2026-02-28',
  })
})

test('the calendar begins weeks on Monday and quarters in January', () => {
  expect(anchorOf('2026-11-20', { days: 7 }, 'calendar')).toBe('2026-11-16')
  const anchor = anchorOf('2026-11-20', { months: 3 }, 'calendar')
  expect(periodAt({ anchor, interval: { months: 3 } }, '2026-11-20')).toMatchObject({
    start: '2026-10-01',
    end: '2027-01-01',
  })
})

test('months between two dates are whole', () => {
  expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(1)
  expect(monthsBetween('2026-01-31', '2026-03-30')).toBe(1)
  expect(monthsBetween('2026-03-15', '2026-03-14')).toBe(-1)
})

const intervals = fc.oneof(
  fc.constantFrom(1, 2, 3, 6, 12, 36).map((months) => ({ months })),
  fc.constantFrom(1, 7, 14, 30).map((days) => ({ days })),
)
const dates = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1970-01-01', days))

test('the periods of a cycle cover every day once', () => {
  fc.assert(
    fc.property(dates, intervals, dates, fc.integer({ min: 1, max: 800 }), (anchor, interval, start, length) => {
      const end = addDays(start, length)
      const periods = periodsWithin({ anchor, interval }, { start, end })
      expect(periods[0]!.start <= start && end <= periods.at(-1)!.end).toBe(true)
      for (const [index, period] of periods.entries()) {
        expect(period.start < period.end).toBe(true)
        expect(periodAt({ anchor, interval }, period.start)).toEqual(period)
        if (index > 0) expect(period.start).toBe(periods[index - 1]!.end)
      }
      expect(periods.reduce((sum, period) => sum + daysIn(period), 0)).toBe(
        daysIn({ start: periods[0]!.start, end: periods.at(-1)!.end }),
      )
    }),
  )
})

describe('in every zone, for the anchors 28 to 31, over leap years and clock changes', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  const years = [1996, 2010, 2011, 2024, 2026]

  test.each([28, 29, 30, 31])('day %d: no period is empty, and its first and last millisecond are its own', (day) => {
    const wrong: string[] = []
    for (const timeZone of zones) {
      for (const year of years) {
        const cycle = { anchor: `${year}-01-${day}`, interval: month }
        const starts = Array.from({ length: 14 }, (_, index) => startOfDay(boundary(cycle, index), timeZone))
        for (const [index, start] of starts.entries()) {
          const first = periodAt(cycle, dateAt(start, timeZone)).index
          const before = periodAt(cycle, dateAt(start - 1, timeZone)).index
          const rises = index === 0 || start > starts[index - 1]!
          if (first !== index || before !== index - 1 || !rises) wrong.push(`${timeZone} ${boundary(cycle, index)}`)
        }
      }
    }
    expect(wrong).toEqual([])
  })

  test('a moment belongs to exactly one date, also where midnight comes twice or never', () => {
    const moments = fc.tuple(fc.constantFrom(...zones), fc.integer({ min: 0, max: 2_000_000_000_000 }))
    const odd: [string, number][] = [
      ['America/St_Johns', Date.parse('2010-11-07T02:45:00Z')],
      ['Pacific/Apia', Date.parse('2011-12-30T10:00:00Z')],
      ['America/Havana', Date.parse('2024-11-03T04:30:00Z')],
      ['Africa/Cairo', Date.parse('2024-04-25T22:00:00Z')],
    ]
    const property = fc.property(moments, ([timeZone, ms]) => {
      const date = dateAt(ms, timeZone)
      expect(startOfDay(date, timeZone)).toBeLessThanOrEqual(ms)
      expect(startOfDay(addDays(date, 1), timeZone)).toBeGreaterThan(ms)
    })
    fc.assert(property, { numRuns: 2000, examples: odd.map((moment): [[string, number]] => [moment]) })
  })
})
