import { expect, test } from 'vitest'
import { instantIn, localIn } from './local-time.ts'

test.each([
  { zone: 'Asia/Shanghai', local: '2026-11-20T09:00', instant: '2026-11-20T01:00:00.000Z' },
  { zone: 'UTC', local: '2026-11-20T09:00', instant: '2026-11-20T09:00:00.000Z' },
  { zone: 'Europe/Berlin', local: '2026-10-25T09:00', instant: '2026-10-25T08:00:00.000Z' },
  { zone: 'America/New_York', local: '2026-03-08T01:30', instant: '2026-03-08T06:30:00.000Z' },
])('$local in $zone', ({ zone, local, instant }) => {
  expect(instantIn(zone, local)).toBe(instant)
  expect(localIn(zone, instant)).toBe(local)
})
