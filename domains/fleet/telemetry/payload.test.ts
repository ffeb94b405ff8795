import { expect, test } from 'vitest'
import { freezeClock, type Refusal } from '#engine/kernel'
import { parseTelemetry } from './payload.ts'

const now = freezeClock('2026-11-20T01:12:00Z')
const ms = Date.parse('2026-11-20T01:12:00Z')

test.each([
  ['{"disk_wear": 92}', [{ key: 'disk_wear', atMs: ms, value: 92 }]],
  [
    '[{"a": 1}, {"b": true}]',
    [
      { key: 'a', atMs: ms, value: 1 },
      { key: 'b', atMs: ms, value: 1 },
    ],
  ],
  [`{"ts": ${ms - 5000}, "values": {"a": 1.5}}`, [{ key: 'a', atMs: ms - 5000, value: 1.5 }]],
])('%s', (payload, points) => {
  expect(parseTelemetry(payload)).toEqual(points)
})

test.each([
  ['{', ['']],
  ['{}', ['']],
  ['{"a": "x", "b c": 1, "d": null}', ['/0/a', '/0/b c', '/0/d']],
  [`{"ts": ${ms + 9e8}, "values": {"a": 1}}`, ['/0/ts']],
  ['[1, {"a": {}}]', ['/0', '/1/a']],
])('%s is refused with every place', (payload, places) => {
  const refused = (() => {
    try {
      parseTelemetry(payload)
    } catch (error) {
      return error as Refusal
    }
  })()
  expect(refused?.problems.map(({ path }) => path)).toEqual(places)
  now.release()
})
