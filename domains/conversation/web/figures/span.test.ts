import { expect, test } from 'vitest'
import { formerSpan, spanOf, spanOfDays } from './span.ts'

const NOW = Date.parse('2026-11-20T02:34:56Z')

test.each([
  { range: 'today', zone: 'Asia/Shanghai', from: '2026-11-19T16:00:00.000Z', because: 'the day began at 16:00 UTC' },
  { range: 'week', zone: 'Asia/Shanghai', from: '2026-11-13T16:00:00.000Z', because: 'six days before it, too' },
  { range: 'today', zone: 'Asia/Kolkata', from: '2026-11-19T18:30:00.000Z', because: 'zones have half hours' },
  { range: 'today', zone: 'America/New_York', from: '2026-11-19T05:00:00.000Z', because: 'it is still the 19th there' },
] as const)('$range in $zone: $because', ({ range, zone, from }) => {
  expect(spanOf(range, NOW, zone)).toEqual({ from, to: '2026-11-20T03:00:00.000Z' })
})

test.each([
  { zone: 'Asia/Shanghai', from: '2026-11-18T16:00:00.000Z', to: '2026-11-20T16:00:00.000Z' },
  { zone: 'America/New_York', from: '2026-11-19T05:00:00.000Z', to: '2026-11-21T05:00:00.000Z' },
  { zone: 'Pacific/Auckland', from: '2026-11-18T11:00:00.000Z', to: '2026-11-20T11:00:00.000Z' },
])('two days in $zone are whole days of that zone', ({ zone, from, to }) => {
  expect(spanOfDays('2026-11-19', '2026-11-20', zone)).toEqual({ from, to })
})

test('today until now is compared with yesterday until then; two days with the two before', () => {
  const today = spanOf('today', NOW, 'Asia/Shanghai')
  expect(formerSpan(today, 'today')).toEqual({ from: '2026-11-18T16:00:00.000Z', to: '2026-11-19T03:00:00.000Z' })
  const days = spanOfDays('2026-11-19', '2026-11-20', 'Asia/Shanghai')
  expect(formerSpan(days, undefined)).toEqual({ from: '2026-11-16T16:00:00.000Z', to: days.from })
})
