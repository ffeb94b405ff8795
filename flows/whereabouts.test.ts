import { expect, test } from 'vitest'
import { drivingTime } from '#domains/field'
import { whereIs } from './whereabouts.ts'

const home = { technicianId: 't', name: '陈志强', longitude: 114, latitude: 22.5 }
const left = Date.parse('2026-11-20T10:00:00Z')
const stop = (state: 'completed' | 'travelling' | 'on_site' | 'planned', longitude: number) => ({
  technicianId: 't',
  state,
  longitude,
  latitude: 22.5,
  travellingAt: state === 'travelling' ? '2026-11-20T10:00:00Z' : null,
})
const plannedMs = 1000 * drivingTime([114, 22.5], [114.2, 22.5])

test.each([
  { after: 0, longitude: 114, because: 'the technician has just set off' },
  { after: 0.25, longitude: 114.05, because: 'a quarter of the planned driving time has passed' },
  { after: 2, longitude: 114.2, because: 'nobody is put beyond the place; arriving is reported' },
])('after $after of the driving time at $longitude: $because', ({ after, longitude }) => {
  const at = whereIs(home, [stop('travelling', 114.2)], left + after * plannedMs)
  expect(at).toMatchObject({ state: 'driving', estimated: true })
  expect(at.longitude).toBeCloseTo(longitude, 6)
})

test.each([
  { visits: [], state: 'free', longitude: 114, because: 'the day begins at home' },
  { visits: [stop('completed', 114.1)], state: 'free', longitude: 114.1, because: 'the last place is known' },
  { visits: [stop('on_site', 114.3)], state: 'on_site', longitude: 114.3, because: 'the arrival was reported' },
])('$state at $longitude is no estimate: $because', ({ visits, state, longitude }) => {
  expect(whereIs(home, visits, left)).toMatchObject({ state, longitude, estimated: false })
})
