import { expect, test } from 'vitest'
import { spanOf } from './span.ts'

const NOW = Date.parse('2026-11-20T02:34:56Z')

test.each([
  { range: 'today', zone: 'Asia/Shanghai', from: '2026-11-19T16:00:00.000Z', because: 'the day began at 16:00 UTC' },
  { range: 'week', zone: 'Asia/Shanghai', from: '2026-11-13T16:00:00.000Z', because: 'six days before it, too' },
  { range: 'today', zone: 'Asia/Kolkata', from: '2026-11-19T18:30:00.000Z', because: 'zones have half hours' },
  { range: 'today', zone: 'America/New_York', from: '2026-11-19T05:00:00.000Z', because: 'it is still the 19th there' },
] as const)('$range in $zone: $because', ({ range, zone, from }) => {
  expect(spanOf(range, NOW, zone)).toEqual({ from, to: '2026-11-20T03:00:00.000Z' })
})
