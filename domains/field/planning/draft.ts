import type { Plan, PlanStep } from '../planner/index.ts'
import type { Hold } from '../parts/stock.ts'
import type { Visit } from '../visit/visit.ts'
import type { Day } from './day.ts'
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
}

export interface DraftSummary {
  readonly planned: number
  readonly moved: number
  readonly confirmedMoved: number
  readonly unplanned: readonly { readonly visitId: string; readonly number: string }[]
  readonly travelSeconds: number
}

/** Reads a plan as changes to visits: who, when, in which order, and which parts from where. */
export function changesOf(
  day: Day,
  problem: PlanningProblem,
  plan: Plan,
): { changes: VisitChange[]; summary: DraftSummary } {
  const changes = plan.routes.flatMap((route) => {
    const lane = problem.lanes[route.vehicle]!
    const jobs = route.steps.filter(({ type }) => type === 'job')
    return jobs.map((step, position): VisitChange => {
      const visit = problem.visits[step.id!]!
      const startsAt = instantOf(day, step.arrival + step.waiting_time)
      const endsAt = instantOf(day, step.arrival + step.waiting_time + step.setup + step.service)
      const { technicianId, name: technicianName, vanId } = lane
      const moved =
        visit.technicianId !== null && (visit.technicianId !== technicianId || !sameTime(visit.startsAt, startsAt))
      const holds = holdsOf(step, visit, vanId, problem)
      const { visitId, version, confirmed: wasConfirmed } = visit
      return { visitId, version, technicianId, technicianName, startsAt, endsAt, position, holds, moved, wasConfirmed }
    })
  })
  const real = changes.filter((change) => isChange(change, problem.visits))
  return { changes: real, summary: summaryOf(changes, real, problem, plan) }
}

function isChange(change: VisitChange, visits: readonly Visit[]): boolean {
  return change.moved || visits.find(({ visitId }) => visitId === change.visitId)?.state === 'requested'
}

function summaryOf(all: VisitChange[], real: VisitChange[], problem: PlanningProblem, plan: Plan): DraftSummary {
  const unplanned = plan.unassigned.map(({ id }) => problem.visits[id]!)
  return {
    planned: all.length,
    moved: real.filter(({ moved }) => moved).length,
    confirmedMoved: real.filter(({ moved, wasConfirmed }) => moved && wasConfirmed).length,
    unplanned: unplanned.map(({ visitId, number }) => ({ visitId, number })),
    travelSeconds: plan.summary.duration,
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
