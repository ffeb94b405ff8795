import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addBusinessDays,
  compileCalendar,
  dueAt,
  elapsedSeconds,
  isOpen,
  nextOpenInstant,
  type CalendarDefinition,
  type Pause,
} from '#engine/calendar'

/**
 * The engine against a reference that shares nothing with it: it looks at the wall clock of every
 * single minute, as the platform's date formatter shows it, and asks whether that time is in a window.
 */

const MINUTE = 60_000
const SPAN_MINUTES = 4 * 24 * 60

/** Zones and the instants around which their clocks, or their dates, jump. */
const ZONES: readonly (readonly [zone: string, around: string])[] = [
  ['Europe/Berlin', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '2026-10-25T01:00:00Z'],
  ['America/New_York', '2026-03-08T07:00:00Z'],
  ['America/New_York', '2026-11-01T06:00:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00:00Z'],
  ['America/St_Johns', '2026-11-01T04:30:00Z'],
  ['Pacific/Apia', '2011-12-30T10:00:00Z'],
  ['Asia/Kolkata', '2026-06-01T00:00:00Z'],
  ['Asia/Shanghai', '2025-12-31T16:00:00Z'],
  ['Africa/Casablanca', '2026-02-15T02:00:00Z'],
]

interface WallClock {
  readonly date: string
  readonly minute: number
  readonly weekday: number
}

function wallClocks(tz: string, from: number): WallClock[] {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: tz, dateStyle: 'short', timeStyle: 'short' })
  return Array.from({ length: SPAN_MINUTES }, (_, i) => {
    const [date, time] = format.format(from + i * MINUTE).split(' ') as [string, string]
    const weekday = Temporal.PlainDate.from(date).dayOfWeek - 1
    return { date, minute: Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), weekday }
  })
}

function showsOpen(definition: CalendarDefinition, { date, minute, weekday }: WallClock): boolean {
  const closed = definition.holidays?.some((holiday) => date.endsWith(holiday)) ?? false
  const windows = definition.overrides?.[date] ?? (closed ? [] : (definition.weekly?.[`${weekday}` as '0'] ?? []))
  return windows.some(([start, end]) => minuteOf(start) <= minute && minute < minuteOf(end))
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** Edges fall on quarters, often inside the hour that the clock skips or repeats. */
const window = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 40 }))
  .map(([quarter, length]): [string, string] => [timeOf(quarter * 15), timeOf(Math.min(1440, (quarter + length) * 15))])

const windows = fc.array(window, { maxLength: 3 })

const situation = fc.constantFrom(...ZONES).chain(([tz, around]) => {
  const from = Date.parse(around) - 2 * 24 * 60 * MINUTE
  const date = fc.integer({ min: -1, max: 5 }).map((day) =>
    Temporal.Instant.fromEpochMilliseconds(from + day * 86_400_000)
      .toString()
      .slice(0, 10),
  )
  return fc.record({
    from: fc.constant(from),
    definition: fc.record({
      tz: fc.constant(tz),
      weekly: fc
        .tuple(windows, windows, windows, windows, windows, windows, windows)
        .map((days) => Object.fromEntries(days.map((day, i) => [`${i}`, day]))),
      holidays: fc.array(
        fc.oneof(
          date,
          date.map((text) => text.slice(5)),
        ),
        { maxLength: 2 },
      ),
      overrides: fc.dictionary(date, windows, { maxKeys: 2 }),
    }),
    start: fc.integer({ min: 0, max: SPAN_MINUTES - 1 }),
    end: fc.integer({ min: 0, max: SPAN_MINUTES - 1 }),
    minutes: fc.integer({ min: 0, max: 1500 }),
    pauses: fc.array(fc.tuple(fc.integer({ min: 0, max: SPAN_MINUTES }), fc.integer({ min: 0, max: 900 })), {
      maxLength: 4,
    }),
  })
})

const opens = (definition: CalendarDefinition): boolean =>
  [...Object.values(definition.weekly ?? {}), ...Object.values(definition.overrides ?? {})].some(
    (day) => day!.length > 0,
  )

test('agrees with a walk minute by minute', { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(situation, ({ from, definition, start, end, minutes, pauses }) => {
      fc.pre(opens(definition))
      const calendar = compileCalendar(definition)
      const clocks = wallClocks(definition.tz, from)
      const isPaused = (i: number): boolean => pauses.some(([at, length]) => at <= i && i < at + length)
      const counts = clocks.map((clock, i) => showsOpen(definition, clock) && !isPaused(i))
      const instant = (i: number): number => from + i * MINUTE
      const spans = pauses.map(([at, length]): Pause => [instant(at), instant(at + length)])

      expect(isOpen(calendar, instant(start))).toBe(showsOpen(definition, clocks[start]!))
      expect(elapsedSeconds(calendar, instant(start), instant(end), spans)).toBe(
        counts.slice(start, Math.max(start, end)).filter(Boolean).length * 60,
      )
      const due = walkTo(counts, start, minutes)
      if (due !== undefined) expect(dueAt(calendar, instant(start), minutes * 60, spans)).toBe(instant(due))
    }),
    { numRuns: 300 },
  )
})

/** The minute at which `minutes` have counted; undefined when the walk ends before. */
function walkTo(counts: readonly boolean[], start: number, minutes: number): number | undefined {
  let left = minutes
  for (let i = start; i < counts.length; i++) {
    if (counts[i] && left === 0) return i
    if (counts[i] && --left === 0 && minutes > 0) return i + 1
  }
  return undefined
}

const yearsAround = fc.integer({ min: Date.parse('2019-01-01T00:00:00Z'), max: Date.parse('2031-01-01T00:00:00Z') })
const fiveYears = fc.integer({ min: 0, max: 40_000_000 })

test('due and elapsed undo each other over years, and elapsed adds up', () => {
  fc.assert(
    fc.property(situation, yearsAround, fiveYears, yearsAround, ({ definition }, start, seconds, middle) => {
      fc.pre(Object.values(definition.weekly).some((day) => day.length > 0))
      const calendar = compileCalendar(definition)
      const due = dueAt(calendar, start, seconds)
      expect(elapsedSeconds(calendar, start, due)).toBe(seconds)
      expect(elapsedSeconds(calendar, start, due - 1)).toBeCloseTo(Math.max(0, seconds - 0.001), 6)
      const [a, b] = [Math.min(start, middle), Math.max(start, middle)]
      expect(elapsedSeconds(calendar, a, b) + elapsedSeconds(calendar, b, due)).toBeCloseTo(
        elapsedSeconds(calendar, a, Math.max(b, due)),
        6,
      )
      expect(isOpen(calendar, nextOpenInstant(calendar, due))).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('business days are counted as one counts them on a wall calendar', () => {
  fc.assert(
    fc.property(situation, yearsAround, fc.integer({ min: 1, max: 400 }), ({ definition }, start, days) => {
      fc.pre(Object.values(definition.weekly).some((day) => day.length > 0))
      const due = addBusinessDays(compileCalendar(definition), start, days)
      const local = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(definition.tz)
      let date = local(start).toPlainDate()
      for (let left = days; left > 0;) {
        date = date.add({ days: 1 })
        const clock = { date: date.toString(), weekday: date.dayOfWeek - 1 }
        if (Array.from({ length: 96 }, (_, i) => i * 15).some((minute) => showsOpen(definition, { ...clock, minute })))
          left--
      }
      expect(local(due).toPlainDate().toString()).toBe(date.toString())
    }),
    { numRuns: 100 },
  )
})
