import type { Plan, PlanStep } from '../planner/index.ts'
import type { Hold } from '../parts/stock.ts'
import type { Visit } from '../visit/visit.ts'
import type { Lane } from '../technician/technicians.ts'
import { MOVABLE, type Day } from './day.ts'
import { drivingSeconds } from './driving.ts'
import { placementsOf } from './placements.ts'
import { quantities, SAME_TIME_SECONDS, type PlanningProblem } from './problem.ts'

/** What a plan would change about one visit. Times are RFC 3339. */
export interface VisitChange {
  readonly visitId: string
  /** The version that the plan was made on. */
  readonly version: number
  readonly technicianId: string
  readonly technicianName: string
  readonly startsAt: string
  readonly endsAt: string
  readonly position: number
  readonly holds: readonly Hold[]
  /** It had another technician or time before. */
  readonly moved: boolean
  readonly wasConfirmed: boolean
  /** The dispatcher has put it there: planning again leaves it. */
  readonly byHand: boolean
}

export interface DraftSummary {
  readonly planned: number
  readonly moved: number
  readonly confirmedMoved: number
  readonly unplanned: readonly { readonly visitId: string; readonly number: string }[]
  /** Driving of the whole day with this draft, and as it is published now. */
  readonly travelSeconds: number
  readonly presentTravelSeconds: number
}

/**
 * Reads a plan as changes to visits: who, when, in which order, and which parts from where. What is locked does not
 * change; what the dispatcher has moved by hand stays where it was put, with the parts that the plan found for it.
 */
export function changesOf(
  day: Day,
  problem: PlanningProblem,
  plan: Plan,
  handmade: readonly VisitChange[] = [],
): VisitChange[] {
  const put = new Map(handmade.map((change) => [change.visitId, change]))
  const changes = plan.routes.flatMap((route) => {
    const lane = problem.lanes[route.vehicle]!
    const jobs = route.steps.filter(({ type }) => type === 'job')
    return jobs.map((step, position): VisitChange => {
      const visit = problem.visits[step.id!]!
      const holds = holdsOf(step, visit, lane.vanId, problem)
      const kept = put.get(visit.visitId)
      return kept ? { ...kept, position, holds } : changeOf(day, visit, lane, step, { position, holds })
    })
  })
  const lost = handmade.filter(({ visitId }) => !changes.some((change) => change.visitId === visitId))
  return [...changes.filter((change) => isChange(change, problem.visits)), ...lost]
}

function changeOf(
  day: Day,
  visit: Visit,
  { technicianId, name: technicianName }: Lane,
  step: PlanStep,
  rest: Pick<VisitChange, 'position' | 'holds'>,
): VisitChange {
  const startsAt = instantOf(day, step.arrival + step.waiting_time)
  const endsAt = instantOf(day, step.arrival + step.waiting_time + step.setup + step.service)
  const moved =
    visit.technicianId !== null && (visit.technicianId !== technicianId || !sameTime(visit.startsAt, startsAt))
  const { visitId, version, confirmed: wasConfirmed } = visit
  return {
    visitId,
    version,
    technicianId,
    technicianName,
    startsAt,
    endsAt,
    ...rest,
    moved,
    wasConfirmed,
    byHand: false,
  }
}

function isChange({ visitId, moved, byHand }: VisitChange, visits: readonly Visit[]): boolean {
  const visit = visits.find((each) => each.visitId === visitId)
  if (byHand || !visit) return true
  return !visit.locked && (moved || visit.state === 'requested')
}

/** What a draft does to its day, in numbers; `unplanned` found no place in it. */
export function summaryOf(
  day: Day,
  changes: readonly VisitChange[],
  unplanned: DraftSummary['unplanned'],
): DraftSummary {
  const after = placementsOf(day, changes)
  return {
    planned: after.filter(({ visit }) => MOVABLE.includes(visit.state)).length,
    moved: changes.filter(({ moved }) => moved).length,
    confirmedMoved: changes.filter(({ moved, wasConfirmed }) => moved && wasConfirmed).length,
    unplanned,
    travelSeconds: drivingSeconds(day, after),
    presentTravelSeconds: drivingSeconds(day, placementsOf(day, [])),
  }
}

/** Where the plan takes the parts from; parts from a parcel are held nowhere. */
function holdsOf(step: PlanStep, visit: Visit, vanId: string | null, problem: PlanningProblem): Hold[] {
  const sources = step['facet:supply'] ?? []
  if (sources.length === 0 && vanId !== null) {
    return quantities(visit.partCodes).map(({ code, quantity }) => ({ locationId: vanId, partCode: code, quantity }))
  }
  return sources.flatMap(({ from, store, code, quantity }) => {
    const locationId = from === 'van' ? vanId : from === 'store' ? (problem.stores[store!] ?? null) : null
    return locationId === null ? [] : [{ locationId, partCode: code, quantity }]
  })
}

function sameTime(before: string | null, after: string): boolean {
  return before !== null && Math.abs(Date.parse(before) - Date.parse(after)) <= SAME_TIME_SECONDS * 1000
}

function instantOf(day: Day, second: number): string {
  return new Date(Date.parse(day.base) + second * 1000).toISOString()
}
