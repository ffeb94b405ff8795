import { withJob } from '../input/read.ts'
import { FAR, type Job, type Problem } from '../input/schema.ts'
import { compileForOffers } from '../model/compile.ts'
import { Choice } from '../search/rich/choice.ts'
import { LaneOffers } from '../search/rich/lane-offers.ts'
import { PARCEL } from '../search/rich/ledger.ts'
import { earliestAfter } from '../search/rich/order.ts'
import { RichRoad } from '../search/rich/rich.ts'
import { loadStart } from '../search/load.ts'
import { Removal } from '../search/removal.ts'
import { State } from '../search/state.ts'
import type { StopOrder } from './plan.ts'

export type Slot = readonly [from: number, until: number]

/** A place in the plan for one more job: who could come when, and what it would cost beyond the plan as it is. */
export interface Offer {
  readonly vehicle: number
  readonly slot: Slot
  /** When the work would begin. */
  readonly start: number
  /** In the problem's units: detours, wishes, lateness of this and of later visits, overtime. */
  readonly cost: number
  /** How its parts would come; absent when it needs none. */
  readonly supply?: 'van' | 'parcel' | { readonly store: number }
}

/** A plan laid out so that one job can be tried everywhere in it. */
export class OfferDesk {
  readonly problem: Problem
  readonly job: Job
  readonly task: number
  readonly state: State
  private readonly offers: LaneOffers
  private readonly found = new Choice()

  /** The job is the last of the problem's jobs, and in no step of the plan. */
  constructor(problem: Problem, plan: StopOrder) {
    this.problem = withSteps(problem, plan)
    this.task = problem.jobs.length - 1
    this.job = problem.jobs[this.task]!
    this.state = new State(compileForOffers(this.problem, this.task))
    const road = new RichRoad(this.state)
    loadStart(this.state, road, new Removal(this.state, road))
    this.offers = new LaneOffers(this.state, road.bundles, this.found)
  }

  /** Slots are the job's own windows unless others are asked for. */
  slots(): readonly Slot[] {
    return this.job.time_windows ?? [[0, Infinity]]
  }

  isEligible(lane: number): boolean {
    return this.state.model.compatible[this.task * this.state.model.lanes + lane] === 1
  }

  /** The cheapest place of the job in a lane within a slot. */
  offer(lane: number, slot: Slot): Offer | undefined {
    const { state, task, found } = this
    const { origin, costScale, supply } = state.model
    const earliest = earliestAfter(state, task)
    if (earliest < 0 || !this.isEligible(lane)) return undefined
    state.open[task] = Math.max(slot[0] - origin, earliest)
    state.close[task] = Math.min(slot[1] - origin, FAR)
    found.clear(Infinity)
    this.offers.offer(task, lane, found)
    if (found.lane < 0) return undefined
    const needs = (this.job['facet:parts']?.length ?? 0) > 0
    return {
      vehicle: this.problem.vehicles[lane]!.id,
      slot,
      start: found.start + origin,
      cost: Math.round(found.cost / costScale),
      ...(needs && { supply: this.sourceName(found.source, supply!.vans) }),
    }
  }

  private sourceName(source: number, vans: number): NonNullable<Offer['supply']> {
    if (source === PARCEL) return 'parcel'
    return source < vans ? 'van' : { store: this.problem['facet:stores'][source - vans]!.id }
  }
}

/**
 * Where one more job would fit into a plan, cheapest first; `slots` are the windows offered to the customer.
 * Nothing else is moved. Refused like a problem when the job is not well formed.
 */
export function insertionOffers(problem: Problem, plan: StopOrder, job: unknown, slots?: readonly Slot[]): Offer[] {
  const desk = new OfferDesk(withJob(problem, job), plan)
  const offers = problem.vehicles.flatMap((_, lane) =>
    (slots ?? desk.slots()).flatMap((slot) => desk.offer(lane, slot) ?? []),
  )
  return offers.sort((a, b) => a.cost - b.cost || a.start - b.start)
}

/** The problem with the plan as its start plan. */
export function withSteps(problem: Problem, plan: StopOrder): Problem {
  const routes = new Map(plan.routes.map((route) => [route.vehicle, route.steps]))
  const vehicles = problem.vehicles.map((vehicle) => {
    const steps = routes.get(vehicle.id)?.map(({ type, id }) => ({ type, ...(id !== undefined && { id }) }))
    return steps ? { ...vehicle, steps } : { ...vehicle, steps: [], 'facet:frozen': 0 }
  })
  return { ...problem, vehicles }
}
