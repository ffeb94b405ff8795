import { expect, test } from 'vitest'
import { forecast } from './forecast.ts'

const line = (from: number, perDay: number, days: number) => Array.from({ length: days }, (_, n) => from + n * perDay)

test.each([
  [line(40, 1, 11), 60, 10, 'one a day from 50 reaches 60 in ten days'],
  [line(40, 0, 30), 60, null, 'what does not grow reaches nothing'],
  [line(60, -1, 30), 60, null, 'what shrinks moves away'],
  [line(40, 0.001, 30), 60, null, 'beyond five years nobody can say'],
  [line(50, 1, 12), 60, 0, 'past the limit is now'],
  [line(40, 1, 11), null, null, 'without a limit nothing runs out'],
])('%j to %s: %s days, because %s', (values, limit, days, _because) => {
  expect(forecast(values, limit)?.daysToLimit ?? null).toBe(days)
})

test('too few days say nothing, and a shaking line says how unsure it is', () => {
  expect(forecast([1, 2, 3], 10)).toBeUndefined()
  expect(forecast(line(40, 1, 11), 60)?.errorDays).toBe(0)
  const shaking = line(40, 0.2, 30).map((value, n) => value + (n % 2 === 0 ? 0.8 : -0.8))
  expect(forecast(shaking, 60)?.errorDays).toBeGreaterThan(2)
})
