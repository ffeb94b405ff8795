/**
 * How many business-time questions one core answers, and how long one over five years takes.
 *
 *   node bench/business-time.ts
 *
 * CPU time, not wall time, so that other work on the machine does not disturb the figures.
 */
import {
  addBusinessDays,
  compileCalendar,
  dueAt,
  elapsedSeconds,
  withChinaHolidays,
  type Calendar,
  type CalendarDefinition,
} from '#engine/calendar'
import { seededRandom } from '#engine/kernel'

const HOUR = 3600
const FIVE_YEARS_OF_OFFICE = 5 * 261 * 8 * HOUR
const lunch: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]
const night: [string, string][] = [
  ['00:00', '06:00'],
  ['22:00', '24:00'],
]
const week = (windows: [string, string][], days: number) =>
  Object.fromEntries(Array.from({ length: days }, (_, day) => [`${day}`, windows]))

const definitions: Record<string, CalendarDefinition> = {
  'office with lunch and holidays, Shanghai': withChinaHolidays({ tz: 'Asia/Shanghai', weekly: week(lunch, 5) }, lunch),
  'office, Berlin': {
    tz: 'Europe/Berlin',
    weekly: week([['09:00', '17:00']], 5),
    holidays: ['01-01', '12-25', '12-26'],
  },
  'night shift, New York': { tz: 'America/New_York', weekly: week(night, 7) },
}

const random = seededRandom(1)
const from = Date.parse('2024-01-01T00:00:00Z')
const starts = Array.from({ length: 1000 }, () => from + random.below(2 * 365 * 86_400) * 1000)

function measure(label: string, count: number, ask: (start: number, i: number) => number): void {
  let checksum = 0
  const before = process.cpuUsage()
  for (let i = 0; i < count; i++) checksum += ask(starts[i % starts.length]!, i)
  const { user, system } = process.cpuUsage(before)
  const perSecond = Math.round(count / ((user + system) / 1e6))
  const each = ((user + system) / count).toFixed(2)
  console.log(
    `  ${label.padEnd(34)} ${perSecond.toLocaleString('en').padStart(11)} /s  ${each.padStart(7)} µs  (${checksum % 997})`,
  )
}

function measureCalendar(calendar: Calendar): void {
  const pauses = starts.map((start) => [[start + 2 * HOUR * 1000, start + 9 * HOUR * 1000] as const])
  measure('due, 1 to 40 hours', 1_000_000, (start, i) => dueAt(calendar, start, (1 + (i % 40)) * HOUR))
  measure('due, one pause', 500_000, (start, i) => dueAt(calendar, start, 20 * HOUR, pauses[i % 1000]))
  measure('due, five years', 500_000, (start) => dueAt(calendar, start, FIVE_YEARS_OF_OFFICE))
  measure('elapsed, five years', 500_000, (start) => elapsedSeconds(calendar, start, start + 5 * 365 * 86_400_000))
  measure('1,304 business days', 100_000, (start) => addBusinessDays(calendar, start, 1304))
}

for (const [name, definition] of Object.entries(definitions)) {
  console.log(name)
  const fresh = process.cpuUsage()
  const calendar = compileCalendar(definition)
  dueAt(calendar, from, HOUR)
  const { user, system } = process.cpuUsage(fresh)
  console.log(`  compiled, first answer after ${((user + system) / 1000).toFixed(2)} ms`)
  measureCalendar(calendar)
}
