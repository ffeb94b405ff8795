import { Kind, type Travel } from '../../model/model.ts'
import type { State } from '../state.ts'
import { keepsLimits } from './limits.ts'
import { Walk } from './walk.ts'

const NODES_MAX = 3

/**
 * Finds the cheapest way to put one to three nodes into a lane in their order: a visit; a stop for parts, then the
 * visit; the visit, then the stop for what comes back; pickup, then delivery. Every way that could be cheaper than
 * the best so far is walked to its end, so all rules of the rich model hold exactly.
 */
export class BundleSearch {
  /** Cheapest cost so far, ways and times only, against the lane as it stands. */
  cost = Infinity
  /** Node b goes behind position `gaps[b]` of the lane as it stands, and begins at `starts[b]`. */
  readonly gaps = new Int32Array(NODES_MAX)
  readonly starts = new Int32Array(NODES_MAX)

  private readonly state: State
  private readonly walks: readonly Walk[]
  private readonly nodes = new Int32Array(NODES_MAX)
  private readonly trialGaps = new Int32Array(NODES_MAX)
  private readonly trialStarts = new Int32Array(NODES_MAX)
  private readonly low = new Int32Array(NODES_MAX)
  private readonly high = new Int32Array(NODES_MAX)
  private readonly sequence: Int32Array
  private count = 0
  private lane = 0
  private travel: Travel
  private typeBase = 0
  private row = 0
  private length = 0

  constructor(state: State) {
    this.state = state
    this.travel = state.model.travel[0]!
    this.walks = Array.from({ length: NODES_MAX + 1 }, () => new Walk(state.model, state.open, state.close))
    this.sequence = new Int32Array(state.stride + NODES_MAX)
  }

  /** Turns to a lane; only what costs less than `limit` will be found. */
  enter(lane: number, limit: number): void {
    const { model } = this.state
    this.lane = lane
    this.travel = model.travel[model.travelOf[lane]!]!
    this.typeBase = model.typeOf[lane]! * model.nodes
    this.row = this.state.rowOf(lane)
    this.length = this.state.lengthOf(lane)
    this.cost = limit
    this.count = 0
    for (const walk of this.walks) walk.enter(lane)
  }

  /** Begins another bundle for the same lane; what was found stays the mark to beat. */
  clear(): void {
    this.count = 0
  }

  /** Adds a node that may stand behind positions `low` to `high`, as far as its own window lets it. */
  add(node: number, low = 0, high = this.length): void {
    const { state, row, count } = this
    const { ready, late } = state
    const close = state.close[node]!
    const done = state.open[node]! + state.model.service[this.typeBase + node]!
    let first = low > state.frozen[this.lane]! ? low : state.frozen[this.lane]!
    let last = high
    while (last >= first && ready[row + last]! > close) last -= 1
    while (first <= last && late[row + first + 1]! < done && !this.isBreak(row + first + 1)) first += 1
    this.nodes[count] = node
    this.low[count] = count > 0 && this.low[count - 1]! > first ? this.low[count - 1]! : first
    this.high[count] = last
    this.count += 1
    // What comes before cannot stand behind what comes after.
    for (let b = count - 1; b >= 0 && this.high[b]! > last; b--) this.high[b] = last
  }

  /** Tries every way; true when one is cheaper than the mark. `extra` is a cost that comes with this bundle. */
  run(extra = 0): boolean {
    const mark = this.cost
    this.cost -= extra
    const before = this.cost
    const first = this.walks[0]!
    for (let gap = this.low[0]!; gap <= this.high[0]!; gap++) {
      first.resume(this.state, this.row + gap)
      this.place(0, gap)
    }
    const found = this.cost < before
    this.cost = found ? this.cost + extra : mark
    return found
  }

  /** Places node b behind the gap where its walk stands, then looks for places for the rest. */
  private place(b: number, gap: number): void {
    const from = this.walks[b]!
    const node = this.nodes[b]!
    if (this.isHopeless(from, node, gap)) return
    const walk = this.walks[b + 1]!
    walk.copy(from)
    if (!walk.step(node)) return
    this.trialGaps[b] = gap
    this.trialStarts[b] = walk.start
    if (b + 1 === this.count) this.complete(gap)
    else this.placeNext(b + 1, gap)
  }

  /** Told without a walk: the detour alone costs too much, or the next stop cannot be reached in time. */
  private isHopeless(walk: Walk, node: number, gap: number): boolean {
    const { state, travel } = this
    const { model } = state
    const at = this.row + gap + 1
    const next = this.nextPlaced(at)
    const base = model.place[node]! * model.places
    const from = base + walk.place
    const to = base + state.place[next]!
    if (walk.detour + travel.costTo[from]! + travel.cost[to]! - state.leg[next]! >= this.cost) return true
    const drive = walk.ready + travel.timeTo[from]!
    const arrival = drive > walk.floor ? drive : walk.floor
    if (arrival > state.close[node]!) return true
    const open = state.open[node]!
    const done = (arrival > open ? arrival : open) + model.service[this.typeBase + node]!
    return next === at && done + travel.time[to]! > state.late[next]!
  }

  private placeNext(b: number, from: number): void {
    const walk = this.walks[b]!
    for (let gap = from; gap <= this.high[b]!; gap++) {
      if (gap >= this.low[b]!) this.place(b, gap)
      if (gap === this.length || !this.stepExisting(walk, this.row + gap + 1)) return
    }
  }

  /** Walks the rest of the lane behind the last node placed, and keeps the way if it is the cheapest. */
  private complete(gap: number): void {
    const walk = this.walks[this.count]!
    const { state, row } = this
    const end = row + this.length + 1
    let at = row + gap + 1
    while (at < end) {
      if (!this.stepExisting(walk, at)) return
      // From here on everything is as before: the same place at the same time.
      if (walk.ready === state.ready[at]! && walk.floor === state.floor[at]! && !this.isBreak(at)) break
      at += 1
    }
    if (at === end) {
      if (!walk.finish(state.laneClose[this.lane]!)) return
      walk.detour -= state.leg[end]!
    }
    const cost = walk.detour + walk.owed - state.owed[at]!
    if (cost >= this.cost || !this.isWithinLimits()) return
    this.cost = cost
    for (let b = 0; b < this.count; b++) {
      this.gaps[b] = this.trialGaps[b]!
      this.starts[b] = this.trialStarts[b]!
    }
  }

  private stepExisting(walk: Walk, at: number): boolean {
    if (!walk.step(this.state.node[at]!)) return false
    walk.detour -= this.state.leg[at]!
    return walk.start <= this.state.late[at]! || this.isBreak(at)
  }

  /** The first position from `at` on that has a place of its own; breaks have none. */
  private nextPlaced(at: number): number {
    const end = this.row + this.length
    let next = at
    while (next <= end && this.isBreak(next)) next += 1
    return next
  }

  private isBreak(at: number): boolean {
    return this.state.model.kind[this.state.node[at]!] === Kind.break
  }

  private isWithinLimits(): boolean {
    if (!this.state.model.followed) return true
    let count = 0
    let b = 0
    for (let gap = 0; gap <= this.length; gap++) {
      if (gap > 0) this.sequence[count++] = this.state.node[this.row + gap]!
      while (b < this.count && this.trialGaps[b] === gap) this.sequence[count++] = this.nodes[b++]!
    }
    return keepsLimits(this.state.model, this.lane, this.sequence, count)
  }
}
