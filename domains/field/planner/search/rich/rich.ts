import { FAR } from '../../input/schema.ts'
import type { Positions } from '../positions.ts'
import type { Removal } from '../removal.ts'
import type { Road } from '../road.ts'
import type { State } from '../state.ts'
import { settleBreaks } from './breaks.ts'
import { BundleSearch } from './bundle.ts'
import { looseClose, releaseOrder } from './order.ts'
import { fixedPart, hasRoom } from './room.ts'
import { putBehind, schedule } from './schedule.ts'
import type { SpecialInsertion } from './special.ts'
import { dropIdleStops, releaseSupply } from './supply.ts'
import { Walk } from './walk.ts'

/**
 * The whole model: breaks, several windows, set-ups, soft times, overtime, shipments, parts, groups, precedence.
 * The same search as on the plain road, but a position is walked before it is believed.
 */
export class RichRoad implements Road {
  readonly bundles: BundleSearch
  special: SpecialInsertion | undefined
  private readonly state: State
  private readonly walk: Walk

  constructor(state: State) {
    this.state = state
    this.bundles = new BundleSearch(state)
    this.walk = new Walk(state.model, state.open, state.close)
  }

  scan(state: State, task: number, lane: number, found: Positions): void {
    const { model } = state
    const entry = task * model.lanes + lane
    found.version[entry] = state.version[state.slotOf[lane]!]!
    found.cost[entry] = Infinity
    if (!hasRoom(state, task, lane)) return
    this.bundles.enter(lane, Infinity)
    this.bundles.add(task)
    if (!this.bundles.run()) return
    found.cost[entry] = this.bundles.cost + fixedPart(state, task, lane)
    found.position[entry] = this.bundles.gaps[0]! + 1
  }

  insert(state: State, task: number, lane: number, position: number): void {
    putBehind(state, lane, position - 1, task)
    this.mustSchedule(lane)
  }

  refresh(state: State, lane: number): boolean {
    if (state.model.supply) dropIdleStops(state, lane)
    return settleBreaks(state, this.walk, lane)
  }

  /** For changes that have been walked before: not to fit is a fault of the planner. */
  mustSchedule(lane: number): void {
    if (!schedule(this.state, this.walk, lane)) throw new Error(`lane ${lane} cannot be driven as inserted`)
  }

  reschedule(lane: number): boolean {
    return schedule(this.state, this.walk, lane)
  }

  /** The first position that is reached too late, the end included; -1 when the lane can be driven. */
  firstLate(lane: number): number {
    const { state, walk } = this
    const row = state.rowOf(lane)
    const count = state.lengthOf(lane)
    walk.enter(lane)
    for (let k = 1; k <= count; k++) {
      if (!walk.step(state.node[row + k]!)) return k
      if (k === state.frozen[lane]) walk.holdUntil(state.model.start.now)
    }
    return walk.finish(state.laneClose[lane]!) && this.reschedule(lane) ? -1 : count + 1
  }

  /** A lane whose frozen steps end after its day gets the time to end them, and no more. */
  stretch(lane: number): void {
    const { state, walk } = this
    state.laneClose[lane] = FAR
    if (this.firstLate(lane) < 0) state.laneClose[lane] = Math.max(walk.arrival, state.model.lane.close[lane]!)
    this.reschedule(lane)
  }

  insertSpecial(task: number, blink: number, askAll: boolean): void {
    this.special!.insert(task, blink, askAll)
  }

  loosen(removal: Removal, task: number): void {
    const { state } = this
    state.keep(state.laneOf[task]!)
    state.assign(state.close, task, looseClose(state, removal, task))
    this.mustSchedule(state.laneOf[task]!)
  }

  /** What cannot stay without the task goes with it, and what it held is given back. */
  release(removal: Removal, task: number): void {
    const { state } = this
    const { model } = state
    if (model.special[task] === 0) return
    if (model.mate[task]! >= 0) removal.take(model.mate[task]!)
    if (model.order) releaseOrder(state, removal, task)
    if (model.supply) releaseSupply(state, task)
    state.assign(state.open, task, model.open[task]!)
    state.assign(state.close, task, model.close[task]!)
  }
}
