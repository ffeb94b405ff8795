import { FAR } from '../../input/schema.ts'
import { Kind, type Model, type Travel } from '../../model/model.ts'
import type { State } from '../state.ts'

/**
 * Follows a lane step by step as it would be driven, every rule of time included: several windows, set-up only
 * where the place changes, breaks that may fall into the way, soft times, overtime.
 *
 * A break has no place. While it is waited for, the way goes on; so after a break two numbers are carried:
 * `ready`, from which the whole way still counts, and `floor`, before which nobody arrives however short the way.
 * The next arrival is the later of `ready + way` and `floor`.
 */
export class Walk {
  place = 0
  ready = 0
  floor = 0
  /** When the last step was reached and when it began, the seconds of the way to it and of its set-up. */
  arrival = 0
  start = 0
  way = 0
  setup = 0
  /** Cost of ways against the lane as it stands, and of times since the lane's start. */
  detour = 0
  owed = 0

  private readonly model: Model
  private readonly open: Int32Array
  private readonly close: Int32Array
  private travel: Travel
  private typeBase = 0
  private lane = 0

  constructor(model: Model, open: Int32Array, close: Int32Array) {
    this.model = model
    this.open = open
    this.close = close
    this.travel = model.travel[0]!
  }

  /** Stands at the start of a lane. */
  enter(lane: number): void {
    const { model } = this
    this.lane = lane
    this.travel = model.travel[model.travelOf[lane]!]!
    this.typeBase = model.typeOf[lane]! * model.nodes
    this.place = model.lane.start[lane]!
    this.ready = model.lane.open[lane]!
    this.floor = 0
    this.detour = 0
    this.owed = 0
  }

  /** Stands behind position k of a lane as it is; `at` is the index of that position in the state's rows. */
  resume(state: State, at: number): void {
    this.place = state.place[at]!
    this.ready = state.ready[at]!
    this.floor = state.floor[at]!
    this.owed = state.owed[at]!
    this.detour = 0
  }

  copy(other: Walk): void {
    this.place = other.place
    this.ready = other.ready
    this.floor = other.floor
    this.owed = other.owed
    this.detour = other.detour
  }

  /** Goes on to a node; false when it cannot be served in time. */
  step(node: number): boolean {
    const { model } = this
    if (model.kind[node] === Kind.break) return this.pause(node)
    const to = model.place[node]!
    const leg = this.place * model.places + to
    const way = this.travel.time[leg]!
    const drive = this.ready + way
    const arrival = drive > this.floor ? drive : this.floor
    const start = this.firstStart(node, arrival)
    if (start < 0) return false
    const typed = this.typeBase + node
    this.setup = this.place === to ? 0 : model.setup[typed]!
    this.detour += this.travel.cost[leg]!
    this.way = way
    this.arrival = arrival
    this.start = start
    this.place = to
    this.ready = start + this.setup + model.service[typed]!
    this.floor = 0
    if (model.soft !== undefined && node < model.tasks) this.owed += this.priceOfTime(node, start)
    return true
  }

  private pause(node: number): boolean {
    const { model } = this
    const arrival = this.ready > this.floor ? this.ready : this.floor
    const start = this.firstStart(node, arrival)
    if (start < 0) return false
    const rest = model.service[this.typeBase + node]!
    this.way = 0
    this.setup = 0
    this.arrival = arrival
    this.start = start
    this.ready += rest
    this.floor = start + rest
    return true
  }

  /** Nothing that is not frozen begins before the present. */
  holdUntil(now: number): void {
    if (this.ready < now) this.ready = now
  }

  /** Goes home; false when that is after the lane has closed. */
  finish(lastClose: number): boolean {
    const { model, lane } = this
    const leg = this.place * model.places + model.lane.end[lane]!
    const drive = this.ready + this.travel.time[leg]!
    const arrival = drive > this.floor ? drive : this.floor
    if (arrival > lastClose) return false
    this.detour += this.travel.cost[leg]!
    this.way = this.travel.time[leg]!
    this.arrival = arrival
    this.place = model.lane.end[lane]!
    this.ready = arrival
    const due = model.lane.due[lane]!
    if (arrival > due) this.owed += (arrival - due) * model.lane.overtimeRate[lane]!
    return true
  }

  /** Earliest start at or after an arrival, or -1 when the last window has passed. */
  private firstStart(node: number, arrival: number): number {
    const { windowAt, windows } = this.model
    const open = this.open[node]!
    const close = this.close[node]!
    const from = windowAt[node]!
    const until = windowAt[node + 1]!
    const start = arrival > open ? arrival : open
    if (start > close) return -1
    if (until - from === 2) return start
    for (let w = from; w < until; w += 2) {
      if (start > windows[w + 1]!) continue
      const inWindow = start > windows[w]! ? start : windows[w]!
      return inWindow > close ? -1 : inWindow
    }
    // What stands fast begins when it begins, even when all its windows have passed.
    return close === FAR ? start : -1
  }

  private priceOfTime(task: number, start: number): number {
    const soft = this.model.soft!
    const late = start - soft.due[task]!
    const lateness = late > 0 ? late * soft.lateRate[task]! : 0
    const moved = start < soft.keepFrom[task]! || start > soft.keepUntil[task]!
    return moved ? lateness + soft.keepCost[task]! : lateness
  }
}
