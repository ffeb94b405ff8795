/**
 * A day as a planning problem in the planner's words (VROOM JSON with `facet:` keys).
 * Visits under way are not planned again: their lane begins where and when they end.
 */
import { drivingTime, type LonLat } from '../planner/index.ts'
import type { Lane } from '../technician/technicians.ts'
import type { Visit } from '../visit/visit.ts'
import { MOVABLE, type Day } from './day.ts'

/** A start that shifts by less than this is no change for anybody. */
export const SAME_TIME_SECONDS = 600
/** What a move costs, in seconds of travel: whoever was told a time is moved only where that saves four hours of lateness. */
const STABILITY = { vehicle_change: 1200, eta_change: 300, eta_tolerance: SAME_TIME_SECONDS, confirmed_change: 28_800 }
/** An hour of lateness weighs as much as this much driving. */
const LATE_COST_PER_HOUR = 7200
export const OVERTIME_SECONDS = 3600
const OVERTIME_COST_PER_HOUR = 3600
export const BREAK = { from: 12 * 3600, until: 14 * 3600, seconds: 45 * 60 }
export const STORE_STOP_SECONDS = 600
/** Leaving a locked visit out costs more than all other work of the day together. */
const LOCK_SKIP_COST = 1e14

export interface PlanningProblem {
  readonly input: object
  /** By the planner's number. */
  readonly lanes: readonly Lane[]
  readonly visits: readonly Visit[]
  readonly stores: readonly string[]
}

export function problemOf(day: Day): PlanningProblem {
  const visits = day.visits.filter(({ state }) => MOVABLE.includes(state))
  const stores = day.locations.filter(({ kind, longitude }) => kind !== 'van' && longitude !== null)
  const vehicleOf = new Map(day.lanes.map(({ technicianId }, index) => [technicianId, index]))
  const second = (instant: string): number => secondsBetween(day.base, instant)
  const input = {
    vehicles: day.lanes.map((lane, id) => vehicle(day, lane, id, second)),
    jobs: visits.map((visit, id) => job(day, visit, id, vehicleOf, second)),
    'facet:now': Math.max(0, second(day.now)),
    'facet:stores': stores.map((store, id) => ({
      id,
      name: store.name,
      location: [store.longitude, store.latitude],
      time_windows: [[localSecond(day, store.opens), localSecond(day, store.closes)]],
      service: STORE_STOP_SECONDS,
      stock: stockOf(day, store.locationId),
      accepts_returns: store.acceptsReturns,
    })),
    'facet:stability': STABILITY,
  }
  return { input, lanes: day.lanes, visits, stores: stores.map(({ locationId }) => locationId) }
}

/** When and where a technician is free to begin something new; seconds of the day. */
function freeFrom(day: Day, lane: Lane, second: (instant: string) => number): { starts: number; start: LonLat } {
  const under = day.visits.filter(
    ({ technicianId, state }) => technicianId === lane.technicianId && !MOVABLE.includes(state),
  )
  const { longitude, latitude } = under.at(-1) ?? lane
  const starts = Math.max(
    second(lane.startsAt),
    second(day.now) > 0 ? second(day.now) : 0,
    ...under.map((visit) => endOf(visit, second)),
  )
  return { starts, start: [longitude, latitude] }
}

function vehicle(day: Day, lane: Lane, id: number, second: (instant: string) => number): object {
  const { starts, start } = freeFrom(day, lane, second)
  const ends = Math.max(starts, second(lane.endsAt))
  const breaks =
    starts < BREAK.until ? [{ id: 0, service: BREAK.seconds, time_windows: [[BREAK.from, BREAK.until]] }] : []
  return {
    id,
    description: lane.name,
    start,
    end: [lane.longitude, lane.latitude],
    time_window: [starts, ends],
    breaks,
    'facet:technician': lane.technicianId,
    'facet:skills': lane.skills,
    'facet:stock': lane.vanId === null ? {} : stockOf(day, lane.vanId),
    'facet:overtime': { until: ends + OVERTIME_SECONDS, cost_per_hour: OVERTIME_COST_PER_HOUR },
  }
}

/** When a visit under way will be over, as far as anybody knows. */
function endOf(visit: Visit, second: (instant: string) => number): number {
  if (visit.completedAt !== null) return second(visit.completedAt)
  if (visit.arrivedAt !== null) return second(visit.arrivedAt) + visit.serviceSeconds
  return visit.endsAt === null ? 0 : second(visit.endsAt)
}

function job(
  day: Day,
  visit: Visit,
  id: number,
  vehicleOf: ReadonlyMap<string, number>,
  second: (instant: string) => number,
): object {
  const planned = visit.technicianId === null ? undefined : vehicleOf.get(visit.technicianId)
  const earliest = earliestOf(visit, second)
  if (visit.locked && planned !== undefined && visit.startsAt !== null) {
    const { starts, start } = freeFrom(day, day.lanes[planned]!, second)
    const soonest = starts + drivingTime(start, [visit.longitude, visit.latitude])
    return lockedJob(visit, id, planned, Math.max(soonest, second(visit.startsAt)))
  }
  return {
    id,
    description: visit.number,
    location: [visit.longitude, visit.latitude],
    service: visit.serviceSeconds,
    priority: visit.priority,
    'facet:skills': visit.skills,
    ...(earliest === undefined ? {} : { time_windows: [[earliest, 24 * 3600]] }),
    ...(visit.dueAt === null
      ? {}
      : {
          'facet:due': { at: Math.max(0, second(promisedBy(visit, visit.dueAt))), cost_per_hour: LATE_COST_PER_HOUR },
        }),
    ...(visit.partCodes.length === 0 ? {} : { 'facet:parts': quantities(visit.partCodes) }),
    ...(planned === undefined || visit.startsAt === null
      ? {}
      : {
          'facet:planned': { vehicle: planned, start: Math.max(0, second(visit.startsAt)), confirmed: visit.confirmed },
        }),
  }
}

/** A lock is no wish: this technician at this time, before everything else. */
function lockedJob(visit: Visit, id: number, vehicle: number, start: number): object {
  return {
    id,
    description: visit.number,
    location: [visit.longitude, visit.latitude],
    service: visit.serviceSeconds,
    'facet:skip_cost': LOCK_SKIP_COST,
    'facet:skills': visit.skills,
    'facet:allowed_vehicles': [vehicle],
    time_windows: [[start, start]],
    ...(visit.partCodes.length === 0 ? {} : { 'facet:parts': quantities(visit.partCodes) }),
  }
}

/** Nobody stands at the door of a customer long before the time that was confirmed. */
function earliestOf(
  { earliestAt, confirmed, startsAt }: Visit,
  second: (instant: string) => number,
): number | undefined {
  const asked = earliestAt === null ? undefined : Math.max(0, second(earliestAt))
  if (!confirmed || startsAt === null) return asked
  return Math.max(asked ?? 0, second(startsAt) - SAME_TIME_SECONDS / 2)
}

/** Once a later time is confirmed with the customer it is the promise, and lateness counts from there. */
function promisedBy({ confirmed, endsAt }: Visit, dueAt: string): string {
  return confirmed && endsAt !== null && Date.parse(endsAt) > Date.parse(dueAt) ? endsAt : dueAt
}

export function quantities(codes: readonly string[]): { code: string; quantity: number }[] {
  return [...Map.groupBy(codes, (code) => code)].map(([code, all]) => ({ code, quantity: all.length }))
}

function stockOf(day: Day, locationId: string): Record<string, number> {
  const rows = day.free.filter((row) => row.locationId === locationId && row.quantity > 0)
  return Object.fromEntries(rows.map(({ partCode, quantity }) => [partCode, quantity]))
}

export function localSecond(day: Day, time: string): number {
  const at = Temporal.PlainDate.from(day.date).toZonedDateTime({ timeZone: day.zone, plainTime: time })
  return secondsBetween(day.base, at.toInstant().toString())
}

function secondsBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 1000)
}
