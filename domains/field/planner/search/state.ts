import type { Model } from '../model/model.ts'
import { openLedger, type Ledger } from './rich/ledger.ts'

/**
 * The plan under search, as rows of flat arrays: lane r occupies `length + 2` positions from `rowOf(r)`,
 * position 0 is the lane's start, the last its end.
 *
 *   node    what stands here                    ready   earliest departure from here
 *   place   where that is                       late    latest arrival here that keeps the rest in time
 *   leg     cost of the way from the position before, `drive` its seconds
 *
 * Every lane owns two slots. Before a lane is changed, `keep` copies it to its other slot and works there;
 * to take a change back is to point back to the first. No move is ever undone step by step.
 */
export class State {
  readonly model: Model
  readonly stride: number
  readonly slotOf: Int32Array

  readonly length: Int32Array
  /** Tasks among the nodes; without breaks and stops. */
  readonly taskCount: Int32Array
  /** Changes with every change of the lane; what was computed for a version stays true for it. */
  readonly version: Int32Array
  readonly cost: Float64Array
  readonly load: Int32Array

  readonly node: Int32Array
  readonly place: Int32Array
  readonly ready: Int32Array
  readonly late: Int32Array
  readonly leg: Int32Array
  readonly drive: Int32Array
  /** Only on the rich road: when service begins, no arrival before (a break on the way), cost of times so far. */
  readonly start: Int32Array
  readonly floor: Int32Array
  readonly owed: Float64Array

  /** Lane of a node, or -1. */
  readonly laneOf: Int32Array
  /** Where the windows of a node begin and end, with what groups and precedence made of them. */
  readonly open: Int32Array
  readonly close: Int32Array
  /** The last instant of a lane. */
  readonly laneClose: Int32Array
  /** Positions of a lane that stand fast. */
  readonly frozen: Int32Array
  readonly ledger: Ledger | undefined

  readonly absent: Int32Array
  absentCount = 0
  /** How many of them were absent before the change was opened. */
  absentBefore = 0
  /** What the absent tasks cost. */
  skipped = 0

  /** Changes outside the lanes since `begin`, to be taken back by `reject`. */
  private readonly journal: { readonly target: Int32Array; readonly index: number; readonly before: number }[] = []
  private clock = 0
  private readonly touched: Int32Array
  private touchedCount = 0
  private readonly keptAbsent: Int32Array
  private keptSkipped = 0
  private readonly keptAt: Int32Array
  private round = 1

  constructor(model: Model) {
    const { lanes, nodes, stride } = model
    const room = 2 * lanes * stride
    this.model = model
    this.stride = stride
    this.slotOf = Int32Array.from({ length: lanes }, (_, lane) => lane)
    this.length = new Int32Array(2 * lanes)
    this.taskCount = model.plain ? this.length : new Int32Array(2 * lanes)
    this.version = new Int32Array(2 * lanes)
    this.cost = new Float64Array(2 * lanes)
    this.load = new Int32Array(2 * lanes * model.dimensions)
    this.node = new Int32Array(room)
    this.place = new Int32Array(room)
    this.ready = new Int32Array(room)
    this.late = new Int32Array(room)
    this.leg = new Int32Array(room)
    this.drive = model.travel.every(({ time, cost }) => time === cost) ? this.leg : new Int32Array(room)
    const richRoom = model.plain ? 0 : room
    this.start = new Int32Array(richRoom)
    this.floor = new Int32Array(richRoom)
    this.owed = new Float64Array(richRoom)
    this.laneOf = new Int32Array(nodes).fill(-1)
    this.open = model.open.slice()
    this.close = model.close.slice()
    this.laneClose = model.lane.close.slice()
    this.frozen = new Int32Array(lanes)
    this.ledger = model.supply && openLedger(model.supply)
    this.absent = new Int32Array(model.tasks)
    this.touched = new Int32Array(lanes)
    this.keptAbsent = new Int32Array(model.tasks)
    this.keptAt = new Int32Array(lanes)
  }

  rowOf(lane: number): number {
    return this.slotOf[lane]! * this.stride
  }

  lengthOf(lane: number): number {
    return this.length[this.slotOf[lane]!]!
  }

  /** Position of a node in its lane, from 1. */
  positionOf(node: number): number {
    const row = this.rowOf(this.laneOf[node]!)
    let at = row + 1
    while (this.node[at] !== node) at += 1
    return at - row
  }

  /** Whether a lane has no work. */
  isIdle(lane: number): boolean {
    return this.taskCount[this.slotOf[lane]!] === 0
  }

  stamp(slot: number): void {
    this.clock += 1
    this.version[slot] = this.clock
  }

  /** Cost of all lanes and of what is left undone. */
  total(): number {
    let total = this.skipped
    for (let lane = 0; lane < this.model.lanes; lane++) total += this.cost[this.slotOf[lane]!]!
    return total
  }

  leave(task: number): void {
    this.absent[this.absentCount++] = task
    this.skipped += this.model.skipCost[task]!
  }

  /** Sets a number that `reject` must bring back. */
  assign(target: Int32Array, index: number, value: number): void {
    this.journal.push({ target, index, before: target[index]! })
    target[index] = value
  }

  /** Opens a change that lasts unless `reject` takes it back. */
  begin(): void {
    this.round += 1
    this.touchedCount = 0
    this.journal.length = 0
    this.keptSkipped = this.skipped
    this.absentBefore = this.absentCount
    for (let i = 0; i < this.absentCount; i++) this.keptAbsent[i] = this.absent[i]!
  }

  /** Must be called before a lane is changed. */
  keep(lane: number): void {
    if (this.keptAt[lane] === this.round) return
    this.keptAt[lane] = this.round
    this.touched[this.touchedCount++] = lane
    const from = this.slotOf[lane]!
    const to = this.otherSlot(lane)
    this.slotOf[lane] = to
    this.copySlot(from, to)
  }

  isTouched(lane: number): boolean {
    return this.keptAt[lane] === this.round
  }

  /** How much dearer the plan is than when the change was opened. */
  difference(): number {
    let difference = this.skipped - this.keptSkipped
    for (let t = 0; t < this.touchedCount; t++) {
      const lane = this.touched[t]!
      difference += this.cost[this.slotOf[lane]!]! - this.cost[this.otherSlot(lane)]!
    }
    return difference
  }

  reject(): void {
    for (let t = 0; t < this.touchedCount; t++) this.forgetLane(this.touched[t]!)
    for (let t = 0; t < this.touchedCount; t++) {
      const lane = this.touched[t]!
      this.slotOf[lane] = this.otherSlot(lane)
      this.claimLane(lane)
    }
    for (let j = this.journal.length - 1; j >= 0; j--) {
      const { target, index, before } = this.journal[j]!
      target[index] = before
    }
    this.absentCount = this.absentBefore
    this.skipped = this.keptSkipped
    for (let i = 0; i < this.absentCount; i++) this.absent[i] = this.keptAbsent[i]!
  }

  private forgetLane(lane: number): void {
    const row = this.rowOf(lane)
    for (let k = row + this.lengthOf(lane); k > row; k--) this.laneOf[this.node[k]!] = -1
  }

  private claimLane(lane: number): void {
    const row = this.rowOf(lane)
    for (let k = row + this.lengthOf(lane); k > row; k--) this.laneOf[this.node[k]!] = lane
  }

  private otherSlot(lane: number): number {
    const slot = this.slotOf[lane]!
    return slot < this.model.lanes ? slot + this.model.lanes : slot - this.model.lanes
  }

  private copySlot(from: number, to: number): void {
    const { stride, model } = this
    const count = this.length[from]! + 2
    this.length[to] = this.length[from]!
    this.taskCount[to] = this.taskCount[from]!
    this.version[to] = this.version[from]!
    this.cost[to] = this.cost[from]!
    for (let d = 0; d < model.dimensions; d++) {
      this.load[to * model.dimensions + d] = this.load[from * model.dimensions + d]!
    }
    let a = from * stride
    let b = to * stride
    for (const end = a + count; a < end; a++, b++) {
      this.node[b] = this.node[a]!
      this.place[b] = this.place[a]!
      this.ready[b] = this.ready[a]!
      this.late[b] = this.late[a]!
      this.leg[b] = this.leg[a]!
      this.drive[b] = this.drive[a]!
    }
    if (!model.plain) this.copyTimes(from * stride, to * stride, count)
  }

  private copyTimes(from: number, to: number, count: number): void {
    for (let k = 0; k < count; k++) {
      this.start[to + k] = this.start[from + k]!
      this.floor[to + k] = this.floor[from + k]!
      this.owed[to + k] = this.owed[from + k]!
    }
  }
}
