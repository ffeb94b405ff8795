import { describe, expect, test } from 'vitest'
import {
  addBusinessDays,
  compileCalendar,
  dueAt,
  elapsedSeconds,
  isOpen,
  nextOpenings,
  warnAt,
  type CalendarDefinition,
  type DayWindow,
} from '#engine/calendar'

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds
const pausesOf = (pairs: readonly (readonly [string, string])[] = []) =>
  pairs.map(([from, to]) => [at(from), at(to)] as const)
const week = (windows: [string, string][], days = [0, 1, 2, 3, 4]) =>
  Object.fromEntries(days.map((day) => [`${day}`, windows]))

const HOUR = 3600
const nineToFive: [string, string][] = [['09:00', '17:00']]
const lunch: [string, string][] = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
]
const night: [string, string][] = [
  ['00:00', '06:00'],
  ['22:00', '24:00'],
]

const calendars = {
  office: { tz: 'Europe/Berlin', weekly: week(nineToFive), holidays: ['12-25', '2026-05-01', '02-29'] },
  shanghai: {
    tz: 'Asia/Shanghai',
    weekly: week(lunch),
    holidays: ['2026-10-01', '2026-10-02', '2026-10-10'],
    overrides: { '2026-10-10': [['10:00', '15:00']], '2026-09-30': [] },
  },
  nights: { tz: 'Europe/Berlin', weekly: week(night, [0, 1, 2, 3, 4, 5, 6]) },
  kolkata: { tz: 'Asia/Kolkata', weekly: week([['09:30', '18:00']]) },
  lordHowe: { tz: 'Australia/Lord_Howe', weekly: week([['00:00', '24:00']], [0, 1, 2, 3, 4, 5, 6]) },
  brunch: { tz: 'Europe/Berlin', weekly: week([['02:15', '03:30']], [6]) },
  apia: { tz: 'Pacific/Apia', weekly: week(nineToFive) },
  midnightGap: { tz: 'America/Sao_Paulo', weekly: week([['00:00', '08:00']], [6]) },
} as const satisfies Record<string, unknown>

const compiled = Object.fromEntries(
  Object.entries(calendars).map(([name, definition]) => [
    name,
    compileCalendar(definition as unknown as CalendarDefinition),
  ]),
) as { [K in keyof typeof calendars]: ReturnType<typeof compileCalendar> }

interface DueRow {
  readonly on: keyof typeof calendars
  readonly start: string
  readonly seconds: number
  readonly pauses?: readonly (readonly [string, string])[]
  readonly due: string
  readonly because: string
}

test.each<DueRow>([
  {
    on: 'office',
    start: '2026-03-02T10:00:00+01:00',
    seconds: 2 * HOUR,
    due: '2026-03-02T12:00:00+01:00',
    because: 'the day is long enough',
  },
  {
    on: 'office',
    start: '2026-03-02T09:00:00+01:00',
    seconds: 8 * HOUR,
    due: '2026-03-02T17:00:00+01:00',
    because: 'the closing instant itself is due',
  },
  {
    on: 'office',
    start: '2026-03-02T09:00:00+01:00',
    seconds: 8 * HOUR + 1,
    due: '2026-03-03T09:00:01+01:00',
    because: 'one second more is tomorrow',
  },
  {
    on: 'office',
    start: '2026-03-06T16:00:00+01:00',
    seconds: 2 * HOUR,
    due: '2026-03-09T10:00:00+01:00',
    because: 'the weekend is skipped',
  },
  {
    on: 'office',
    start: '2026-03-02T03:00:00+01:00',
    seconds: HOUR,
    due: '2026-03-02T10:00:00+01:00',
    because: 'a start before opening waits',
  },
  {
    on: 'office',
    start: '2026-03-02T10:30:00+01:00',
    seconds: 0,
    due: '2026-03-02T10:30:00+01:00',
    because: 'zero inside a window is now',
  },
  {
    on: 'office',
    start: '2026-03-02T17:00:00+01:00',
    seconds: 0,
    due: '2026-03-03T09:00:00+01:00',
    because: 'closing is no longer open',
  },
  {
    on: 'office',
    start: '2026-04-30T16:00:00+02:00',
    seconds: 2 * HOUR,
    due: '2026-05-04T10:00:00+02:00',
    because: 'a dated holiday before a weekend',
  },
  {
    on: 'office',
    start: '2026-12-24T16:30:00+01:00',
    seconds: HOUR,
    due: '2026-12-28T09:30:00+01:00',
    because: 'Christmas comes every year',
  },
  {
    on: 'office',
    start: '2028-02-28T16:30:00+01:00',
    seconds: HOUR,
    due: '2028-03-01T09:30:00+01:00',
    because: 'a leap day can be a holiday',
  },
  {
    on: 'office',
    start: '2025-12-31T16:00:00+01:00',
    seconds: 2 * HOUR,
    due: '2026-01-01T10:00:00+01:00',
    because: 'the year ends inside',
  },
  {
    on: 'shanghai',
    start: '2026-03-02T11:30:00+08:00',
    seconds: HOUR,
    due: '2026-03-02T13:30:00+08:00',
    because: 'lunch does not count',
  },
  {
    on: 'shanghai',
    start: '2026-09-30T10:00:00+08:00',
    seconds: HOUR,
    due: '2026-10-05T10:00:00+08:00',
    because: 'an empty override closes, holidays follow',
  },
  {
    on: 'shanghai',
    start: '2026-10-09T17:30:00+08:00',
    seconds: HOUR,
    due: '2026-10-10T10:30:00+08:00',
    because: 'a make-up Saturday wins over its holiday',
  },
  {
    on: 'nights',
    start: '2026-03-28T22:00:00+01:00',
    seconds: 7 * HOUR,
    due: '2026-03-29T06:00:00+02:00',
    because: 'the short night has seven hours',
  },
  {
    on: 'nights',
    start: '2026-10-24T22:00:00+02:00',
    seconds: 9 * HOUR,
    due: '2026-10-25T06:00:00+01:00',
    because: 'the long night has nine hours',
  },
  {
    on: 'nights',
    start: '2026-06-01T23:59:00+02:00',
    seconds: 120,
    due: '2026-06-02T00:01:00+02:00',
    because: 'midnight is no border',
  },
  {
    on: 'kolkata',
    start: '2026-03-02T03:59:00Z',
    seconds: HOUR,
    due: '2026-03-02T05:00:00Z',
    because: 'half-hour zones open at the half hour',
  },
  {
    on: 'lordHowe',
    start: '2026-04-05T00:00:00+11:00',
    seconds: 24 * HOUR,
    due: '2026-04-05T23:30:00+10:30',
    because: 'the clock goes back by half an hour',
  },
  {
    on: 'lordHowe',
    start: '2026-10-04T00:00:00+10:30',
    seconds: 24 * HOUR,
    due: '2026-10-05T00:30:00+11:00',
    because: 'the clock goes forward by half an hour',
  },
  {
    on: 'brunch',
    start: '2026-03-29T00:00:00+01:00',
    seconds: 1800,
    due: '2026-03-29T03:30:00+02:00',
    because: 'a window in the skipped hour opens when the clock has jumped',
  },
  {
    on: 'brunch',
    start: '2026-10-25T00:00:00+02:00',
    seconds: 7200,
    due: '2026-10-25T03:30:00+01:00',
    because: 'a window in the repeated hour opens twice: 45 + 75 minutes',
  },
  {
    on: 'midnightGap',
    start: '2018-11-04T00:00:00-03:00',
    seconds: 7 * HOUR,
    due: '2018-11-04T08:00:00-02:00',
    because: 'midnight itself can be skipped',
  },
  {
    on: 'apia',
    start: '2011-12-29T16:00:00-10:00',
    seconds: 2 * HOUR,
    due: '2012-01-02T10:00:00+14:00',
    because: 'Samoa left a Friday out',
  },
  {
    on: 'office',
    start: '2026-03-02T09:00:00+01:00',
    seconds: 2 * HOUR,
    pauses: [['2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00']],
    due: '2026-03-02T12:00:00+01:00',
    because: 'a pause pushes the due time',
  },
  {
    on: 'office',
    start: '2026-03-02T09:00:00+01:00',
    seconds: 2 * HOUR,
    pauses: [
      ['2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00'],
      ['2026-03-02T10:30:00+01:00', '2026-03-02T11:30:00+01:00'],
    ],
    due: '2026-03-02T12:30:00+01:00',
    because: 'overlapping pauses count once',
  },
  {
    on: 'office',
    start: '2026-03-02T16:00:00+01:00',
    seconds: 2 * HOUR,
    pauses: [['2026-03-02T18:00:00+01:00', '2026-03-03T08:00:00+01:00']],
    due: '2026-03-03T10:00:00+01:00',
    because: 'a pause outside windows costs nothing',
  },
  {
    on: 'office',
    start: '2026-03-02T09:00:00+01:00',
    seconds: HOUR,
    pauses: [['2026-03-02T10:00:00+01:00', '2026-03-02T11:00:00+01:00']],
    due: '2026-03-02T10:00:00+01:00',
    because: 'due when the pause begins is due then',
  },
  {
    on: 'office',
    start: '2026-03-02T09:00:00+01:00',
    seconds: HOUR,
    pauses: [['2026-03-02T08:00:00+01:00', '2026-03-02T09:30:00+01:00']],
    due: '2026-03-02T10:30:00+01:00',
    because: 'a pause can begin before the start',
  },
  {
    on: 'office',
    start: '2026-03-02T10:00:00+01:00',
    seconds: 0,
    pauses: [['2026-03-02T09:30:00+01:00', '2026-03-02T10:30:00+01:00']],
    due: '2026-03-02T10:30:00+01:00',
    because: 'zero inside a pause is its end',
  },
])('due: $because', ({ on, start, seconds, pauses, due }) => {
  expect(dueAt(compiled[on], at(start), seconds, pausesOf(pauses))).toBe(at(due))
})

describe('elapsed', () => {
  test.each([
    {
      start: '2026-03-02T16:00:00+01:00',
      end: '2026-03-03T10:00:00+01:00',
      seconds: 2 * HOUR,
      because: 'the night does not count',
    },
    {
      start: '2026-03-03T10:00:00+01:00',
      end: '2026-03-02T16:00:00+01:00',
      seconds: 0,
      because: 'an end before the start is 0',
    },
    { start: '2026-03-07T10:00:00+01:00', end: '2026-03-08T16:00:00+01:00', seconds: 0, because: 'a weekend is 0' },
    {
      start: '2026-01-01T00:00:00+01:00',
      end: '2027-01-01T00:00:00+01:00',
      seconds: (261 - 2) * 8 * HOUR,
      because: '261 weekdays less two holidays',
    },
  ])('$because', ({ start, end, seconds }) => {
    expect(elapsedSeconds(compiled.office, at(start), at(end))).toBe(seconds)
  })

  test('only the open part of a pause is taken off', () => {
    const pauses = pausesOf([['2026-03-02T16:30:00+01:00', '2026-03-03T09:30:00+01:00']])
    const [start, end] = [at('2026-03-02T16:00:00+01:00'), at('2026-03-03T10:00:00+01:00')]
    expect(elapsedSeconds(compiled.office, start, end, pauses)).toBe(HOUR)
  })
})

test('windows are closed at their end', () => {
  const open = ['08:59:59', '09:00:00', '11:59:59', '12:00:00'].map((time) =>
    isOpen(compiled.shanghai, at(`2026-03-02T${time}+08:00`)),
  )
  expect(open).toEqual([false, true, true, false])
})

describe('warn', () => {
  const start = at('2026-03-06T16:00:00+01:00')
  test('the offset is business time', () => {
    expect(warnAt(compiled.office, start, 3 * HOUR, 1.5 * HOUR)).toBe(at('2026-03-09T09:30:00+01:00'))
  })
  test('a warning longer than the target comes at once', () => {
    expect(warnAt(compiled.office, start, HOUR, 2 * HOUR)).toBe(start)
  })
})

describe('business days', () => {
  test.each([
    {
      start: '2026-03-02T10:20:00+01:00',
      days: 2,
      due: '2026-03-04T10:20:00+01:00',
      because: 'the time of day is kept',
    },
    { start: '2026-03-06T20:00:00+01:00', days: 1, due: '2026-03-09T20:00:00+01:00', because: 'even after closing' },
    {
      start: '2026-03-07T10:00:00+01:00',
      days: 1,
      due: '2026-03-09T10:00:00+01:00',
      because: 'Monday is the first after a Saturday',
    },
    {
      start: '2026-04-30T10:00:00+02:00',
      days: 1,
      endOfDay: true,
      due: '2026-05-04T17:00:00+02:00',
      because: 'a holiday is no business day',
    },
    {
      start: '2026-03-27T10:00:00+01:00',
      days: 1,
      due: '2026-03-30T10:00:00+02:00',
      because: 'the clock changed in between',
    },
    {
      start: '2026-03-02T10:00:00+01:00',
      days: 0,
      endOfDay: true,
      due: '2026-03-02T17:00:00+01:00',
      because: 'by the end of today',
    },
    {
      start: '2026-03-02T18:00:00+01:00',
      days: 0,
      endOfDay: true,
      due: '2026-03-03T17:00:00+01:00',
      because: 'today has ended',
    },
    {
      start: '2026-03-07T10:00:00+01:00',
      days: 0,
      due: '2026-03-09T10:00:00+01:00',
      because: 'Saturday is moved to Monday',
    },
    {
      start: '2026-12-31T10:00:00+01:00',
      days: 1,
      due: '2027-01-01T10:00:00+01:00',
      because: 'the year ends in between',
    },
  ])('$because', ({ start, days, endOfDay = false, due }) => {
    expect(addBusinessDays(compiled.office, at(start), days, { endOfDay })).toBe(at(due))
  })

  test('the closing instant of a day with lunch is the evening', () => {
    const due = addBusinessDays(compiled.shanghai, at('2026-03-02T10:00:00+08:00'), 1, { endOfDay: true })
    expect(due).toBe(at('2026-03-03T18:00:00+08:00'))
  })

  test('a date that never was is not counted', () => {
    const due = addBusinessDays(compiled.apia, at('2011-12-29T10:00:00-10:00'), 1)
    expect(due).toBe(at('2012-01-02T10:00:00+14:00'))
  })

  test('thirteen hundred of them are five years', () => {
    const due = addBusinessDays(compiled.kolkata, at('2021-01-01T10:00:00+05:30'), 1304)
    expect(due).toBe(at('2026-01-01T10:00:00+05:30'))
  })
})

describe('openings', () => {
  test('a night shift is one stretch, also over New Year in UTC', () => {
    const [first, second] = nextOpenings(compiled.nights, at('2026-12-31T12:00:00+01:00'), 2)
    expect(first).toEqual({ opensAt: at('2026-12-31T22:00:00+01:00'), closesAt: at('2027-01-01T06:00:00+01:00') })
    expect(second?.opensAt).toBe(at('2027-01-01T22:00:00+01:00'))
  })

  test('one under way comes first, with its true beginning', () => {
    const [first] = nextOpenings(compiled.nights, at('2027-01-01T02:00:00+01:00'), 1)
    expect(first?.opensAt).toBe(at('2026-12-31T22:00:00+01:00'))
  })

  test('around the clock never closes', () => {
    const openings = nextOpenings(compiled.lordHowe, at('2026-06-01T12:00:00Z'), 3)
    expect(openings).toHaveLength(1)
    expect(openings[0]).not.toHaveProperty('closesAt')
  })
})

describe('calendars that close for good', () => {
  const fair = compileCalendar({ tz: 'UTC', overrides: { '2026-05-04': [['09:00', '17:00']] } })
  const start = at('2026-05-01T00:00:00Z')

  test('give what there is', () => {
    expect(dueAt(fair, start, 8 * HOUR)).toBe(at('2026-05-04T17:00:00Z'))
    expect(nextOpenings(fair, start, 5)).toHaveLength(1)
  })

  test('refuse what is never reached', () => {
    expect(() => dueAt(fair, start, 8 * HOUR + 1)).toThrow('engine.never-reached')
    expect(() => dueAt(fair, at('2026-05-04T17:00:00Z'), 0)).toThrow('engine.never-reached')
    expect(() => addBusinessDays(fair, start, 2)).toThrow('engine.never-reached')
  })
})

describe('definitions', () => {
  const problemsOf = (definition: unknown): string[] => {
    try {
      compileCalendar(definition as CalendarDefinition)
      return []
    } catch (error) {
      return (error as { problems: { path: string; message: string }[] }).problems.map((p) => `${p.path} ${p.message}`)
    }
  }
  const day = (windows: unknown[]) => ({ tz: 'UTC', weekly: { '0': windows } })

  test.each([
    [
      { tz: 'Mars/Olympus', weekly: { '0': [['09:00', '17:00']] } },
      ['/tz is not an IANA time zone such as Asia/Shanghai'],
    ],
    [{ tz: '+08:00', weekly: { '0': [['09:00', '17:00']] } }, ['/tz is not an IANA time zone such as Asia/Shanghai']],
    [
      day([['9:00', '24:01']]),
      ['/weekly/0/0/0 is not a time of day such as 09:30', '/weekly/0/0/1 is not a time of day such as 09:30'],
    ],
    [
      day([['22:00', '06:00']]),
      ['/weekly/0/0 must end after it starts; a night shift is split at midnight into two windows'],
    ],
    [
      day([['09:00', '09:00']]),
      ['/weekly/0/0 must end after it starts; a night shift is split at midnight into two windows'],
    ],
    [day([['09:00']]), ['/weekly/0/0 is not a pair of times such as ["09:00", "17:00"]']],
    [{ tz: 'UTC', weekly: { monday: [['09:00', '17:00']] } }, ['/weekly/monday is not known here', ' never opens']],
    [
      { ...day([['09:00', '17:00']]), holidays: ['2026-02-30', '02-29', '13-01'] },
      ['/holidays/0 is not a date (YYYY-MM-DD or MM-DD)', '/holidays/2 is not a date (YYYY-MM-DD or MM-DD)'],
    ],
    [{ ...day([['09:00', '17:00']]), overrides: { '05-01': [] } }, ['/overrides/05-01 is not a date (YYYY-MM-DD)']],
    [day([]), [' never opens']],
  ])('%j is refused with its places', (definition, problems) => {
    expect(problemsOf(definition)).toEqual(problems)
  })

  test('holidays on every day of the year leave nothing open', () => {
    const everyDay = Array.from({ length: 366 }, (_, i) =>
      Temporal.PlainDate.from('2024-01-01').add({ days: i }).toString().slice(5),
    )
    expect(problemsOf({ ...day([['09:00', '17:00']]), holidays: everyDay })).toEqual([' never opens'])
  })

  test('windows that touch or overlap count once, in any order', () => {
    const windows: DayWindow[] = [
      ['13:00', '18:00'],
      ['09:00', '12:00'],
      ['11:00', '13:00'],
    ]
    const calendar = compileCalendar({ tz: 'UTC', weekly: { '0': windows.map(([a, b]) => [a, b]) } })
    expect(elapsedSeconds(calendar, at('2026-03-02T00:00:00Z'), at('2026-03-03T00:00:00Z'))).toBe(9 * HOUR)
  })
})
