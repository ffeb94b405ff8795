import { expect, test } from 'vitest'
import { compileCalendar } from '#engine/calendar'
import { tomorrowMorning } from './times.ts'

const weekOf = (opens: string, closes: string, days: number) =>
  Object.fromEntries(Array.from({ length: days }, (_, day) => [`${day}`, [[opens, closes] as [string, string]]]))
const office = (opens: string) => compileCalendar({ tz: 'Asia/Shanghai', weekly: weekOf(opens, '18:00', 5) })
const always = compileCalendar({ tz: 'Asia/Tokyo', weekly: weekOf('00:00', '24:00', 7) })

test.each([
  {
    now: '2026-11-19T10:00:00Z',
    calendar: office('08:30'),
    zone: 'Asia/Shanghai',
    at: '2026-11-20T01:00:00.000Z',
    because: 'Thursday evening → Friday 9:00, the office is open by then',
  },
  {
    now: '2026-11-20T10:00:00Z',
    calendar: office('09:30'),
    zone: 'Asia/Shanghai',
    at: '2026-11-23T01:30:00.000Z',
    because: 'Friday evening → Monday, when the office opens',
  },
  {
    now: '2026-11-20T16:30:00Z',
    calendar: always,
    zone: 'Asia/Tokyo',
    at: '2026-11-22T00:00:00.000Z',
    because: 'in Tokyo it is Saturday already, so tomorrow is Sunday',
  },
])('$because', ({ now, calendar, zone, at }) => {
  expect(new Date(tomorrowMorning(calendar, zone, Date.parse(now))).toISOString()).toBe(at)
})
