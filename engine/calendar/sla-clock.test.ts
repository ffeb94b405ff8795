import { describe, expect, test } from 'vitest'
import { appendSlaEvent, compileCalendar, slaStanding, type SlaEvent, type SlaEventKind } from '#engine/calendar'

const weekdays = (windows: [string, string][]) =>
  Object.fromEntries(['0', '1', '2', '3', '4'].map((day) => [day, windows]))
const office = compileCalendar({ tz: 'Asia/Shanghai', weekly: weekdays([['09:00', '18:00']]) })
const aroundTheClock = compileCalendar({
  tz: 'Asia/Shanghai',
  weekly: Object.fromEntries(['0', '1', '2', '3', '4', '5', '6'].map((day) => [day, [['00:00', '24:00']]])),
})

const HOUR = 3600
/** Monday 2 March 2026 and the days after it, Shanghai time. */
const at = (dayAndTime: string): number => Date.parse(`2026-03-0${dayAndTime}:00+08:00`)
const events = (...list: [SlaEventKind, string][]): SlaEvent[] =>
  list.reduce<SlaEvent[]>((known, [kind, time]) => appendSlaEvent(known, { kind, at: at(time) }), [])

const fourHours = { calendar: office, targetSeconds: 4 * HOUR, warnBeforeSeconds: HOUR }

describe('standing', () => {
  test('a running clock', () => {
    expect(slaStanding(fourHours, events(['started', '2T16:00']), at('3T09:30'))).toEqual({
      state: 'running',
      usedSeconds: 2.5 * HOUR,
      remainingSeconds: 1.5 * HOUR,
      dueAt: at('3T11:00'),
      warnAt: at('3T10:00'),
      warned: false,
      breached: false,
    })
  })

  test('a paused clock says when it would be due if it resumed now', () => {
    const standing = slaStanding(fourHours, events(['started', '2T10:00'], ['paused', '2T11:00']), at('2T15:00'))
    expect(standing).toMatchObject({ state: 'paused', usedSeconds: HOUR, dueAt: at('2T18:00'), warnAt: at('2T17:00') })
  })

  test('a pause over the weekend costs no business time twice', () => {
    const clock = events(['started', '6T17:00'], ['paused', '6T17:30'], ['resumed', '9T09:30'])
    expect(slaStanding(fourHours, clock, at('9T10:00'))).toMatchObject({ usedSeconds: HOUR, dueAt: at('9T13:00') })
  })

  test.each([
    { stop: '3T11:00', breached: false, because: 'a stop at the due instant is in time' },
    { stop: '3T11:01', breached: true, because: 'a minute later is not' },
  ])('$because', ({ stop, breached }) => {
    const clock = events(['started', '2T16:00'], ['stopped', stop])
    expect(slaStanding(fourHours, clock, at('5T09:00'))).toMatchObject({ state: 'stopped', breached, warned: true })
  })

  test('a running clock is breached from the due instant on', () => {
    const clock = events(['started', '2T16:00'])
    expect(slaStanding(fourHours, clock, at('3T11:00') - 1).breached).toBe(false)
    expect(slaStanding(fourHours, clock, at('3T11:00')).breached).toBe(true)
  })

  test('a pause after the breach does not mend it', () => {
    const clock = events(['started', '2T10:00'], ['paused', '2T15:00'])
    expect(slaStanding(fourHours, clock, at('4T10:00'))).toMatchObject({ breached: true, dueAt: at('2T14:00') })
  })

  test('the time between solution and reopening is not used', () => {
    const clock = events(['started', '2T10:00'], ['stopped', '2T11:00'], ['reopened', '4T10:00'])
    expect(slaStanding(fourHours, clock, at('4T11:00'))).toMatchObject({ usedSeconds: 2 * HOUR, dueAt: at('4T13:00') })
  })
})

describe('new terms', () => {
  const clock = events(['started', '2T16:00'], ['paused', '2T17:00'], ['resumed', '3T10:00'])

  test('a new calendar reads the same events and keeps every pause', () => {
    expect(slaStanding(fourHours, clock, at('3T10:30'))).toMatchObject({
      usedSeconds: 1.5 * HOUR,
      dueAt: at('3T13:00'),
    })
    const terms = { ...fourHours, calendar: aroundTheClock, targetSeconds: 10 * HOUR }
    expect(slaStanding(terms, clock, at('3T10:30'))).toMatchObject({ usedSeconds: 1.5 * HOUR, dueAt: at('3T19:00') })
  })

  test('a holiday that is announced later moves the due instant', () => {
    const calendar = compileCalendar({
      tz: 'Asia/Shanghai',
      weekly: weekdays([['09:00', '18:00']]),
      holidays: ['2026-03-03'],
    })
    expect(slaStanding({ ...fourHours, calendar }, clock, at('2T17:30')).dueAt).toBe(at('4T12:00'))
  })
})

test.each([
  { known: [], next: 'paused', because: 'nothing runs yet' },
  { known: [['started', '2T10:00']], next: 'resumed', because: 'it is not paused' },
  { known: [['started', '2T10:00']], next: 'started', because: 'it runs already' },
  {
    known: [
      ['started', '2T10:00'],
      ['stopped', '2T11:00'],
    ],
    next: 'paused',
    because: 'it has stopped',
  },
  { known: [['started', '2T19:00']], next: 'paused', because: 'the clock does not go back' },
] satisfies { known: [SlaEventKind, string][]; next: SlaEventKind; because: string }[])(
  'a turn that cannot be is refused: $because',
  ({ known, next }) => {
    expect(() => appendSlaEvent(events(...known), { kind: next, at: at('2T12:00') })).toThrow(
      'engine.sla-event-out-of-order',
    )
  },
)
