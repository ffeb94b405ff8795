import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seededRandom } from '#engine/kernel'
import { ALARM_SCORE, newDetector, observe, type Detector } from './detector.ts'

const FIVE_MINUTES = 300
const START = Date.parse('2026-03-02T00:00:00Z') / 1000

function scoresOf(values: readonly number[], stepSeconds = FIVE_MINUTES, detector: Detector = newDetector()): number[] {
  return values.map((value, i) => observe(detector, START + i * stepSeconds, value))
}

/** The rows with an alarm, once the detector has seen two days. */
function alarmsIn(values: readonly number[]): number[] {
  return scoresOf(values).flatMap((score, i) => (i >= 600 && score >= ALARM_SCORE ? [i] : []))
}

/** Seeded noise between -1 and 1. */
function noise(seed: number): () => number {
  const random = seededRandom(seed)
  return () => random.next() + random.next() - 1
}

const series = (length: number, value: (i: number) => number): number[] => Array.from({ length }, (_, i) => value(i))
const dayWave = (i: number): number => (i % 288 >= 108 && i % 288 < 216 ? 80 : 20)

const steps = fc.array(
  fc.record({ gap: fc.integer({ min: 0, max: 5000 }), value: fc.integer({ min: -1000, max: 1000 }) }),
  {
    minLength: 60,
    maxLength: 400,
  },
)

function observeAll(detector: Detector, rows: readonly { gap: number; value: number }[], from = START): number[] {
  let seconds = from
  return rows.map(({ gap, value }) => observe(detector, (seconds += gap), value))
}

const sumOfGaps = (rows: readonly { gap: number }[]): number => rows.reduce((sum, { gap }) => sum + gap, 0)

test('a detector that was saved and resumed goes on as if nothing had happened', () => {
  fc.assert(
    fc.property(steps, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
      const cut = Math.floor(rows.length * share)
      const first = newDetector()
      const before = observeAll(first, rows.slice(0, cut))
      const resumed = JSON.parse(JSON.stringify(first)) as Detector
      const after = observeAll(resumed, rows.slice(cut), START + sumOfGaps(rows.slice(0, cut)))
      expect([...before, ...after]).toEqual(observeAll(newDetector(), rows))
    }),
  )
})

test('a score depends on earlier rows only', () => {
  fc.assert(
    fc.property(steps, fc.nat(400), (rows, length) => {
      const all = observeAll(newDetector(), rows)
      expect(observeAll(newDetector(), rows.slice(0, length))).toEqual(all.slice(0, length))
    }),
  )
})

test('neither unit nor zero matters: exact where the arithmetic is exact', () => {
  const factors = fc.integer({ min: -20, max: 20 }).chain((power) => fc.constantFrom(2 ** power, -(2 ** power)))
  fc.assert(
    fc.property(steps, factors, fc.integer({ min: -1e6, max: 1e6 }), (rows, factor, offset) => {
      const moved = rows.map(({ gap, value }) => ({ gap, value: (value + offset) * factor }))
      expect(observeAll(newDetector(), moved)).toEqual(observeAll(newDetector(), rows))
    }),
  )
})

test('neither unit nor zero matters: degrees Celsius or Fahrenheit', () => {
  const next = noise(3)
  const celsius = series(3000, (i) => 40 + 5 * Math.sin(i / 50) + next() + (i === 2000 ? 25 : 0))
  const fahrenheit = celsius.map((value) => value * 1.8 + 32)
  const [a, b] = [scoresOf(celsius), scoresOf(fahrenheit)]
  expect(Math.max(...a.map((score, i) => Math.abs(score - b[i]!)))).toBeLessThan(0.02)
})

test('scores are between 0 and 1 for any finite measurement', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 100, maxLength: 200 })
  fc.assert(
    fc.property(values, (measured) => {
      for (const score of scoresOf(measured)) expect(score >= 0 && score < 1).toBe(true)
    }),
  )
})

test('memory is bounded', () => {
  const next = noise(5)
  const detector = newDetector()
  scoresOf(series(2000, next), FIVE_MINUTES, detector)
  const early = JSON.stringify(detector).length
  scoresOf(
    series(20_000, (i) => next() * (1 + (i % 7))),
    FIVE_MINUTES,
    { ...detector, lastSeconds: START },
  )
  expect(JSON.stringify(detector).length).toBeLessThan(1.5 * early)
})

test('what is no measurement is a mistake of the caller', () => {
  const detector = newDetector()
  observe(detector, START, 1)
  expect(() => observe(detector, START + 1, Number.NaN)).toThrow(RangeError)
  expect(() => observe(detector, START - 1, 1)).toThrow(RangeError)
})

describe('what stands out', () => {
  const quiet = noise(1)
  const daily = noise(2)
  test.each([
    { because: 'a spike', at: 2500, values: series(3000, (i) => quiet() + (i === 2500 ? 8 : 0)) },
    { because: 'a sensor that drops to zero', at: 2500, values: series(3000, (i) => (i >= 2500 ? 0 : 50 + quiet())) },
    { because: 'a level that rises and stays', at: 2500, values: series(3000, (i) => quiet() + (i >= 2500 ? 3 : 0)) },
    { because: 'unrest', at: 2500, values: series(3000, (i) => quiet() * (i >= 2500 && i < 2560 ? 5 : 1)) },
    { because: 'a noisy sensor that freezes', at: 2500, values: series(3000, (i) => (i >= 2500 ? 0.2 : quiet())) },
    { because: 'a first change after flat weeks', at: 2500, values: series(3000, (i) => (i === 2500 ? 1 : 45)) },
    {
      because: 'a morning that does not begin',
      at: 2988,
      values: series(3300, (i) => (i >= 2988 && i < 3096 ? 20 : dayWave(i)) + daily()),
    },
  ])('$because', ({ at, values }) => {
    const inTime = alarmsIn(values).filter((row) => at <= row && row < at + 60)
    expect(inTime).not.toEqual([])
  })
})

describe('what does not', () => {
  const [quiet, wave, skewed] = [noise(11), noise(12), noise(13)]
  test.each([
    { because: 'nothing at all', values: series(4000, () => 45), most: 0 },
    { because: 'noise', values: series(4000, quiet), most: 2 },
    { because: 'days that are all alike', values: series(4000, dayWave), most: 0 },
    { because: 'days with noise', values: series(4000, (i) => dayWave(i) + wave()), most: 2 },
    { because: 'heavy tails', values: series(4000, () => Math.exp(2 * skewed())), most: 3 },
  ])('$because', ({ values, most }) => {
    expect(alarmsIn(values).length).toBeLessThanOrEqual(most)
  })

  test('one event is one alarm, however long it lasts', () => {
    const next = noise(21)
    const alarms = alarmsIn(series(3000, (i) => next() + (i >= 2000 ? 9 : 0)))
    expect(alarms[0]).toBe(2000)
    expect(alarms.length).toBeLessThanOrEqual(3)
  })
})
