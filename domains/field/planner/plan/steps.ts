import type { Problem } from '../input/schema.ts'
import { Kind, type Model } from '../model/model.ts'
import { asJob, type Task } from '../model/requests.ts'
import { PARCEL } from '../search/rich/ledger.ts'
import type { Outcome } from '../search/outcome.ts'
import type { PartSource, PlanStep } from './plan.ts'

interface Timing {
  readonly arrival: number
  readonly start: number
  readonly setup: number
  readonly travelled: number
  readonly load: readonly number[]
}

/** Writes the steps of a plan: what stands where, and which parts go where. */
export class StepBook {
  readonly problem: Problem
  readonly model: Model
  readonly outcome: Outcome
  private readonly tasks: readonly Task[]

  constructor(problem: Problem, model: Model, outcome: Outcome, tasks: readonly Task[]) {
    this.problem = problem
    this.model = model
    this.outcome = outcome
    this.tasks = tasks
  }

  start(lane: number, leave: number, load: readonly number[]): PlanStep {
    const { start, start_index } = this.problem.vehicles[lane]!
    const untimed = { waiting_time: 0, setup: 0, service: 0, duration: 0 }
    return { type: 'start', ...placed(start, start_index), arrival: this.time(leave), ...untimed, load, violations: [] }
  }

  end(lane: number, arrival: number, travelled: number, load: readonly number[]): PlanStep {
    const { end, end_index } = this.problem.vehicles[lane]!
    const late = Math.max(0, arrival - this.model.lane.due[lane]!)
    return {
      type: 'end',
      ...placed(end, end_index),
      arrival: this.time(arrival),
      waiting_time: 0,
      setup: 0,
      service: 0,
      duration: travelled,
      load,
      violations: [],
      ...(late > 0 && { 'facet:late': late }),
    }
  }

  step(lane: number, node: number, { arrival, start, setup, travelled, load }: Timing): PlanStep {
    const { model } = this
    return {
      ...this.subject(lane, node, start),
      arrival: this.time(arrival),
      waiting_time: start - arrival,
      setup,
      service: model.service[model.typeOf[lane]! * model.nodes + node]!,
      duration: travelled,
      load,
      violations: [],
    }
  }

  private time(seconds: number): number {
    return seconds + this.model.origin
  }

  private subject(lane: number, node: number, start: number) {
    const kind = this.model.kind[node]!
    if (kind === Kind.break) return this.breakOf(lane, node)
    if (kind === Kind.collect || kind === Kind.return) return this.stopOf(lane, node, kind)
    const { type, source } = this.tasks[node]!
    const late = source['facet:due'] ? start + this.model.origin - source['facet:due'].at : 0
    return {
      type,
      id: source.id,
      ...(source.description !== undefined && { description: source.description }),
      ...placed(source.location, source.location_index),
      ...this.supplyOf(node),
      ...(late > 0 && { 'facet:late': late }),
    }
  }

  private breakOf(lane: number, node: number) {
    const { id, description } = this.problem.vehicles[lane]!.breaks[node - this.model.lane.breakAt[lane]!]!
    return { type: 'break' as const, id, ...(description !== undefined && { description }) }
  }

  private stopOf(lane: number, node: number, kind: number) {
    const supply = this.model.supply!
    const s = ((node - supply.stopBase) >> 1) % supply.stores
    const store = this.problem['facet:stores'][s]!
    const at = { id: store.id, ...placed(store.location, store.location_index) }
    const jobs = this.outcome.lanes[lane]!.filter((task) => task < this.model.tasks)
    if (kind === Kind.return) {
      const returns = jobs.filter((task) => this.outcome.dropAt[task] === s).map((task) => this.tasks[task]!.source.id)
      return { type: 'facet:return' as const, ...at, 'facet:returns': returns }
    }
    const parts = jobs.flatMap((task) =>
      this.sourcesOf(task)
        .filter(({ from, store: at }) => from === 'store' && at === store.id)
        .map(({ code, quantity }) => ({ code, quantity, job: this.tasks[task]!.source.id })),
    )
    return { type: 'facet:collect' as const, ...at, 'facet:parts': parts }
  }

  private supplyOf(task: number) {
    const sources = this.sourcesOf(task)
    return sources.length > 0 ? { 'facet:supply': sources } : {}
  }

  private sourcesOf(task: number): PartSource[] {
    const { supply } = this.model
    if (!supply) return []
    return (asJob(this.tasks[task]!)?.['facet:parts'] ?? []).map(({ code, quantity }, n) => {
      const source = this.outcome.sourceOf[supply.needAt[task]! + n]!
      if (source === PARCEL) return { code, quantity, from: 'parcel' }
      if (source < supply.vans) return { code, quantity, from: 'van' }
      return { code, quantity, from: 'store', store: this.problem['facet:stores'][source - supply.vans]!.id }
    })
  }
}

function placed(location: readonly [number, number] | undefined, index: number | undefined) {
  return { ...(location && { location }), ...(index !== undefined && { location_index: index }) }
}
