import { afterAll, expect, test } from 'vitest'
import { freezeClock } from '#engine/kernel'
import { enteredNow } from './entered.ts'

const frozen = freezeClock('2026-11-30T20:00:00Z') // already 1 December in Shanghai
afterAll(() => frozen.release())

test.each([
  ['2026-12-01', null, undefined, 'today is not late'],
  ['2026-12-24', null, undefined, 'what is planned is not late'],
  ['2026-11-16', null, '2026-12-01', 'a past day was entered today'],
  ['2026-11-30T15:00:00Z', null, '2026-12-01', 'the day counts on the wall of the customer'],
  ['2026-12-01', '2026-12-01', '2026-12-02', 'today is billed already'],
  ['2026-11-16', '2026-12-01', '2026-12-02', 'a billed day is corrected by the next bill'],
  ['2026-11-16', '2026-11-01', '2026-12-01', 'an older bill changes nothing about today'],
])('at %s, billed until %s: recorded %s, because %s', (at, billedUntil, recorded, _because) => {
  const action = { do: 'setQuantity', at, recorded: '2020-01-01' }
  expect(enteredNow(action, 'Asia/Shanghai', billedUntil).recorded).toBe(recorded)
})
