import { expect, test } from 'vitest'
import type { Board, Lane, Plan, Visit } from '../api.ts'
import {
  backlogOf,
  barsOf,
  dayBeside,
  instantOn,
  latenessOf,
  minuteOfDay,
  offTimes,
  placeIn,
  spanOf,
} from './board-model.ts'

const DAY = '2026-11-20'
const at = (time: string): string => `${DAY}T${time}:00+08:00`
const minuteOf = (instant: string): number => minuteOfDay(DAY, instant)

const visit = (over: Partial<Visit> = {}): Visit =>
  ({
    visitId: 'v',
    state: 'planned',
    technicianId: 't',
    startsAt: at('10:00'),
    endsAt: at('11:00'),
    arrivedAt: null,
    ...over,
  }) as Visit
const lane = { technicianId: 't', startsAt: at('09:00'), endsAt: at('18:00') } as Lane
const boardOf = (visits: Visit[], over: Partial<Board> = {}): Board => ({
  day: DAY,
  lanes: [lane],
  visits,
  locations: [],
  holds: [],
  ...over,
})

test('a draft lies over the published day', () => {
  const change = { visitId: 'v', technicianId: 'u', startsAt: at('14:00'), endsAt: at('15:00'), holds: [] }
  const plan = { changes: [change] } as unknown as Plan
  const [bar] = barsOf(boardOf([visit({ state: 'requested', technicianId: null })]), plan, 0)
  expect(bar).toMatchObject({ technicianId: 'u', startsAt: at('14:00'), look: 'draft' })
})

test('who is there is shown as it really went, at least until now', () => {
  const there = { state: 'on_site', arrivedAt: at('10:20'), completedAt: null, serviceSeconds: 1800 } as const
  const ends = (now: string) => Date.parse(barsOf(boardOf([visit(there)]), undefined, Date.parse(at(now)))[0]!.endsAt)
  expect(ends('10:30')).toBe(Date.parse(at('10:50')))
  expect(ends('10:58')).toBe(Date.parse(at('10:58')))
  const done = visit({ ...there, state: 'completed', completedAt: at('10:40') })
  expect(barsOf(boardOf([done]), undefined, 0)[0]).toMatchObject({ startsAt: at('10:20'), endsAt: at('10:40') })
})

test('what nobody has planned stands in no lane', () => {
  const open = visit({ state: 'requested', technicianId: null, startsAt: null, endsAt: null })
  expect(barsOf(boardOf([open]), undefined, 0)).toEqual([])
})

test('only parts from a store are a stop on the way', () => {
  const hold = (locationId: string) => ({ visitId: 'v', locationId, partCode: 'SSD', quantity: 1 }) as Board['holds'][0]
  const place = (locationId: string, kind: 'van' | 'warehouse') =>
    ({ locationId, kind, name: locationId, alias: null, longitude: 1, latitude: 1 }) as const
  const board = boardOf([visit()], {
    holds: [hold('van'), hold('depot')],
    locations: [place('van', 'van'), place('depot', 'warehouse')],
  })
  expect(barsOf(board, undefined, 0)[0]!.pickups.map(({ locationId }) => locationId)).toEqual(['depot'])
})

test.each([
  { state: 'planned', now: '10:09', late: 0, because: 'a few minutes are no lateness' },
  { state: 'planned', now: '10:15', late: 900, because: 'nobody is there a quarter of an hour after the start' },
  { state: 'travelling', now: '10:15', late: 900, because: 'being on the way is not being there' },
  { state: 'on_site', now: '10:45', late: 0, because: 'the visit runs within its time' },
  { state: 'on_site', now: '11:20', late: 1200, because: 'the visit should be over' },
  { state: 'completed', now: '18:00', late: 0, because: 'it is done' },
] as const)('late by $late s at $now when $state: $because', ({ state, now, late }) => {
  expect(latenessOf(visit({ state }), Date.parse(at(now)))).toBe(late)
})

test('the backlog begins with the nearest deadline and ends with what has none', () => {
  const open = (visitId: string, dueAt: string | null) => visit({ visitId, dueAt, state: 'requested' })
  const sorted = backlogOf([open('none', null), open('late', at('17:00')), open('soon', at('12:00')), visit()])
  expect(sorted.map(({ visitId }) => visitId)).toEqual(['soon', 'late', 'none'])
})

test('the lanes show 08–18 and grow where somebody works longer', () => {
  expect(spanOf([lane], [], minuteOf)).toEqual({ from: 480, until: 1080 })
  expect(spanOf([{ ...lane, startsAt: at('06:30'), endsAt: at('19:10') }], [], minuteOf)).toEqual({
    from: 360,
    until: 1200,
  })
})

test('somebody on call around the clock does not stretch the board', () => {
  const onCall = { ...lane, startsAt: at('00:00'), endsAt: at('23:59') }
  expect(spanOf([lane, onCall], [], minuteOf)).toEqual({ from: 480, until: 1080 })
})

test('what is outside of the shown hours has no place, what reaches over is cut', () => {
  const span = { from: 480, until: 1080 }
  expect(placeIn(span, 300, 400)).toBeUndefined()
  expect(placeIn(span, 420, 540)).toEqual({ left: 0, width: 10 })
})

test('the break stands in the first free three quarters of an hour around noon', () => {
  const span = { from: 480, until: 1080 }
  const busy = barsOf(boardOf([visit({ startsAt: at('11:30'), endsAt: at('12:30') })]), undefined, 0)
  expect(offTimes(lane, busy, span, minuteOf)).toEqual([
    [480, 540],
    [750, 795],
  ])
  const allNoon = barsOf(boardOf([visit({ startsAt: at('12:00'), endsAt: at('13:50') })]), undefined, 0)
  expect(offTimes(lane, allNoon, span, minuteOf)).toEqual([[480, 540]])
})

test('days go over the ends of months, minutes over midnight', () => {
  expect(dayBeside('2026-12-01', -1)).toBe('2026-11-30')
  expect(minuteOfDay(DAY, '2026-11-21T00:30:00+08:00')).toBe(1470)
})

test('a minute of the day is an instant in the zone of the company, and back', () => {
  const inShenzhen = (instant: string) => minuteOfDay(DAY, new Date(Date.parse(instant) + 8 * 3_600_000).toISOString())
  const instant = instantOn(DAY, 845, inShenzhen)
  expect(Date.parse(instant)).toBe(Date.parse(at('14:05')))
  expect(inShenzhen(instant)).toBe(845)
})
