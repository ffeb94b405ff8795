import { FAR } from '../../input/schema.ts'
import { Kind, type StartStep } from '../../model/model.ts'
import type { Removal } from '../removal.ts'
import type { State } from '../state.ts'
import { NO_SOURCE, needsParts, PARCEL, storeCovers, vanCovers } from './ledger.ts'
import { endOf, earliestAfter, startOf, tieBefore } from './order.ts'
import type { RichRoad } from './rich.ts'
import { isBreak, putBehind, takeAt } from './schedule.ts'
import { bookSupply, storeOfStop } from './supply.ts'

/** Lays a start plan with all its ties: frozen steps, parts on board, groups at one instant, work in its order. */
export class RichLoad {
  private readonly state: State
  private readonly road: RichRoad
  private readonly removal: Removal

  constructor(state: State, road: RichRoad, removal: Removal) {
    this.state = state
    this.road = road
    this.removal = removal
  }

  run(): void {
    const { state } = this
    const { start, lanes, lane: model } = state.model
    for (let lane = 0; lane < lanes; lane++) {
      for (let pause = model.breakAt[lane]!; pause < model.breakAt[lane + 1]!; pause++) {
        // A lane whose breaks do not fit into its day cannot be used.
        if (state.laneOf[pause] === -1) state.laneClose[lane] = -1
      }
    }
    start.lanes.forEach((steps, lane) => {
      if (steps.length > 0 && state.laneClose[lane]! >= 0) this.loadLane(lane, steps)
    })
    this.tieShipments()
    this.tieGroups()
    this.tieOrder()
    this.removal.extract()
  }

  private loadLane(lane: number, steps: readonly StartStep[]): void {
    const { state } = this
    const frozen = state.model.start.frozen[lane]!
    const nodes = this.stepsToLay(lane, steps)
    this.write(lane, nodes)
    steps.slice(0, frozen).forEach((step) => this.freeze(step))
    state.frozen[lane] = frozen
    const dropped = nodes.filter((node, k) => node < state.model.tasks && !this.supply(lane, node, k < frozen))
    for (const node of dropped) takeAt(state, lane, state.positionOf(node))
    this.dropUntilDrivable(lane)
    this.road.refresh(state, lane)
  }

  /** The steps that can stand here at all, and the breaks that the steps do not name, in a place to settle from. */
  private stepsToLay(lane: number, steps: readonly StartStep[]): number[] {
    const { state } = this
    const { model } = state
    const frozen = model.start.frozen[lane]!
    const room = model.stride - 4
    const laid: number[] = []
    steps.forEach(({ node }, k) => {
      const isTask = node < model.tasks
      if (laid.includes(node) || (isTask && state.laneOf[node] !== -1) || laid.length >= room) return
      if (k < frozen || !isTask || model.compatible[node * model.lanes + lane] === 1) laid.push(node)
    })
    // What has been picked up must be delivered, whether the steps say so or not.
    for (const node of laid.slice(0, frozen)) {
      if (model.kind[node] === Kind.pickup && !laid.includes(model.mate[node]!)) laid.push(model.mate[node]!)
    }
    const { breakAt } = model.lane
    for (let pause = breakAt[lane]!; pause < breakAt[lane + 1]!; pause++) if (!laid.includes(pause)) laid.push(pause)
    return laid
  }

  private write(lane: number, nodes: readonly number[]): void {
    const { state } = this
    const slot = state.slotOf[lane]!
    const row = slot * state.stride
    nodes.forEach((node, k) => {
      state.node[row + 1 + k] = node
      state.laneOf[node] = lane
    })
    state.length[slot] = nodes.length
    state.node[row + nodes.length + 1] = -1
    state.place[row + nodes.length + 1] = state.model.lane.end[lane]!
  }

  /** A frozen step begins when it begins, whatever its windows say. */
  private freeze({ node, from }: StartStep): void {
    const { state, removal } = this
    const { model } = state
    if (from > state.open[node]!) state.open[node] = from
    state.close[node] = FAR
    removal.fix(node)
    if (node < model.tasks && model.mate[node]! >= 0) removal.fix(model.mate[node]!)
  }

  /** Books the parts of a visit from the van, a stop before it, or a parcel; false when there is no source. */
  private supply(lane: number, task: number, isFrozen: boolean): boolean {
    const { state } = this
    const supply = state.model.supply
    if (!supply || state.model.special[task] === 0) return true
    const position = state.positionOf(task)
    const drop = this.stopsOf(lane, Kind.return, position, state.lengthOf(lane))[0] ?? NO_SOURCE
    if (supply.returns[task] === 1 && drop === NO_SOURCE && !isFrozen) return false
    const source = this.sourceOf(task, lane, position, isFrozen)
    if (source === NO_SOURCE) return false
    if (source === PARCEL && supply.parcelAt[task]! > state.open[task]!) state.open[task] = supply.parcelAt[task]!
    bookSupply(state, task, lane, source, supply.returns[task] === 1 ? drop : NO_SOURCE)
    return true
  }

  private sourceOf(task: number, lane: number, position: number, isFrozen: boolean): number {
    const { state } = this
    const supply = state.model.supply!
    const ledger = state.ledger!
    if (!needsParts(supply, task) || vanCovers(supply, ledger, task, lane)) return supply.vanOf[lane]!
    const stops = this.stopsOf(lane, Kind.collect, 1, position)
    const store = stops.find((stop) => storeCovers(supply, ledger, task, lane, stop))
    if (store !== undefined) return supply.vans + store
    return supply.parcelAt[task]! >= 0 || isFrozen ? PARCEL : NO_SOURCE
  }

  private stopsOf(lane: number, kind: number, from: number, until: number): number[] {
    const { state } = this
    const row = state.rowOf(lane)
    const nodes = Array.from(state.node.subarray(row + from, row + until + 1))
    return nodes.filter((node) => state.model.kind[node] === kind).map((node) => storeOfStop(state, node))
  }

  private dropUntilDrivable(lane: number): void {
    const { state, road } = this
    for (;;) {
      const late = road.firstLate(lane)
      if (late < 0) return
      const position = this.lastTask(lane, late)
      if (position > state.frozen[lane]!) {
        const task = state.node[state.rowOf(lane) + position]!
        takeAt(state, lane, position)
        road.release(this.removal, task)
      } else if (!this.giveWay(lane, late)) {
        road.stretch(lane)
        return
      }
    }
  }

  /**
   * What the frozen steps have made too late: a break is taken at once, and late if even that is too late;
   * the end of a begun shipment comes late; a stop is left out.
   */
  private giveWay(lane: number, position: number): boolean {
    const { state } = this
    if (position > state.lengthOf(lane)) return false
    const node = state.node[state.rowOf(lane) + position]!
    const frozen = state.frozen[lane]!
    const row = state.rowOf(lane)
    const between = state.node.subarray(row + frozen + 1, row + position)
    if (isBreak(state, node) && between.some((other) => !isBreak(state, other))) {
      takeAt(state, lane, position)
      putBehind(state, lane, frozen, node)
    } else if (isBreak(state, node) || node < state.model.tasks) state.close[node] = FAR
    else takeAt(state, lane, position)
    return true
  }

  private lastTask(lane: number, from: number): number {
    const { state } = this
    let position = Math.min(from, state.lengthOf(lane))
    while (position > 0 && !this.mayGo(state.node[state.rowOf(lane) + position]!)) position -= 1
    return position
  }

  private mayGo(node: number): boolean {
    return node < this.state.model.tasks && !this.removal.isFixed(node)
  }

  /** Both ends of a shipment are in one lane, in their order, or both are taken out. */
  private tieShipments(): void {
    const { state, removal } = this
    const { mate, kind, tasks } = state.model
    for (let task = 0; task < tasks; task++) {
      if (kind[task] !== Kind.pickup) continue
      const [from, to] = [state.laneOf[task]!, state.laneOf[mate[task]!]!]
      if (from === to && (from < 0 || state.positionOf(task) < state.positionOf(mate[task]!))) continue
      removal.take(task)
      removal.take(mate[task]!)
    }
  }

  /** Groups that can begin together do, when a frozen member does or at the latest of their starts; others are taken out. */
  private tieGroups(): void {
    const { state, removal } = this
    for (const members of state.model.order?.members.values() ?? []) {
      const planned = members.filter((member) => state.laneOf[member] !== -1)
      if (planned.length === 0) continue
      const lanes = new Set(planned.map((member) => state.laneOf[member]))
      const leading = planned.filter((member) => removal.isFixed(member))
      const instant = Math.max(...(leading.length > 0 ? leading : planned).map((member) => startOf(state, member)))
      const together = planned.length === members.length && lanes.size === members.length
      if (together && planned.every((member) => this.pin(member, instant, instant))) continue
      for (const member of planned) removal.take(member)
    }
  }

  private tieOrder(): void {
    const { state, removal } = this
    const waiting = [...(state.model.order?.before.keys() ?? [])].filter((task) => state.laneOf[task] !== -1)
    waiting.sort((a, b) => startOf(state, a) - startOf(state, b))
    for (const task of waiting) {
      if (removal.isFixed(task)) continue
      const earliest = earliestAfter(state, task)
      const isHeld = earliest < 0 || state.model.order!.before.get(task)!.some((first) => removal.isTaken(first.task))
      if (isHeld || !this.pin(task, earliest, state.close[task]!)) removal.take(task)
      else for (const lane of tieBefore(state, task)) this.road.mustSchedule(lane)
    }
  }

  /** Narrows the window of a planned task; leaves all as it was and says false when the lane cannot follow. */
  private pin(task: number, from: number, until: number): boolean {
    const { state, road, removal } = this
    if (removal.isFixed(task)) return startOf(state, task) >= from && endOf(state, task) >= from
    const lane = state.laneOf[task]!
    const [open, close] = [state.open[task]!, state.close[task]!]
    state.open[task] = Math.max(open, from)
    state.close[task] = Math.min(close, until)
    if (road.reschedule(lane)) return true
    state.open[task] = open
    state.close[task] = close
    road.mustSchedule(lane)
    return false
  }
}
