import { expect, test } from 'vitest'
import { quietUntil } from './quiet-hours.ts'

const NIGHT = { from: '22:00', until: '07:00', zone: 'Asia/Shanghai' }

test.each([
  { quiet: NIGHT, now: '2026-11-20T13:59:59Z', until: undefined, because: 'one second before ten in the evening' },
  {
    quiet: NIGHT,
    now: '2026-11-20T14:00:00Z',
    until: '2026-11-20T23:00:00Z',
    because: 'ten in the evening: till tomorrow',
  },
  { quiet: NIGHT, now: '2026-11-20T22:59:59Z', until: '2026-11-20T23:00:00Z', because: 'the last second of the night' },
  { quiet: NIGHT, now: '2026-11-20T23:00:00Z', until: undefined, because: 'seven in the morning' },
  {
    quiet: { from: '12:00', until: '13:30', zone: 'Asia/Shanghai' },
    now: '2026-11-20T04:10:00Z',
    until: '2026-11-20T05:30:00Z',
    because: 'a nap at noon',
  },
  {
    quiet: { from: '22:00', until: '07:00', zone: 'Europe/Berlin' },
    now: '2026-03-28T22:00:00Z',
    until: '2026-03-29T05:00:00Z',
    because: 'the night is an hour shorter when summer time begins',
  },
  {
    quiet: { ...NIGHT, until: '22:00' },
    now: '2026-11-20T14:00:00Z',
    until: undefined,
    because: 'no length, no quiet',
  },
])('$because', ({ quiet, now, until }) => {
  expect(quietUntil(quiet, Temporal.Instant.from(now))?.toString()).toBe(until)
})
