import type { State } from './state.ts'

/** The best plan so far, copied only where it has changed since. */
export class Snapshot {
  total = Infinity
  /** How many requests it leaves undone, and what that costs. */
  absent = 0
  skipped = 0
  open: Int32Array
  close: Int32Array
  sourceOf: Int32Array
  dropAt: Int32Array
  private readonly state: State
  private readonly version: Int32Array
  private readonly length: Int32Array
  private readonly node: Int32Array

  constructor(state: State) {
    const { lanes, stride } = state.model
    this.state = state
    this.version = new Int32Array(lanes).fill(-1)
    this.length = new Int32Array(lanes)
    this.node = new Int32Array(lanes * stride)
    this.open = state.open.slice()
    this.close = state.close.slice()
    this.sourceOf = state.ledger?.sourceOf.slice() ?? new Int32Array(0)
    this.dropAt = state.ledger?.dropAt.slice() ?? new Int32Array(0)
  }

  take(total: number): void {
    const { state } = this
    this.total = total
    this.absent = state.absentCount
    this.skipped = state.skipped
    for (let lane = 0; lane < state.model.lanes; lane++) {
      const slot = state.slotOf[lane]!
      if (this.version[lane] === state.version[slot]) continue
      this.version[lane] = state.version[slot]!
      this.length[lane] = state.length[slot]!
      const row = slot * state.stride + 1
      const own = lane * state.stride
      for (let k = 0; k < state.length[slot]!; k++) this.node[own + k] = state.node[row + k]!
    }
    if (state.model.order ?? state.model.supply) {
      this.open.set(state.open)
      this.close.set(state.close)
    }
    if (state.ledger) {
      this.sourceOf.set(state.ledger.sourceOf)
      this.dropAt.set(state.ledger.dropAt)
    }
  }

  /** Nodes of a lane, in order. */
  lane(lane: number): number[] {
    const own = lane * this.state.stride
    return Array.from(this.node.subarray(own, own + this.length[lane]!))
  }
}
