import type { Road } from './road.ts'
import type { State } from './state.ts'

/** Takes tasks out of their lanes: first marked one by one, then extracted lane by lane. */
export class Removal {
  private readonly state: State
  private readonly road: Road
  private readonly marked: Uint8Array
  private readonly fixed: Uint8Array
  private readonly taken: Int32Array
  private takenCount = 0
  private readonly freed: number[] = []
  /** Tasks in a lane that has any. */
  averageLength = 1

  constructor(state: State, road: Road) {
    const { nodes, tasks } = state.model
    this.state = state
    this.road = road
    this.marked = new Uint8Array(nodes)
    this.fixed = new Uint8Array(nodes)
    this.taken = new Int32Array(tasks)
  }

  /** The node stays where it is for ever. */
  fix(node: number): void {
    this.fixed[node] = 1
  }

  isFixed(node: number): boolean {
    return this.fixed[node] === 1
  }

  /** Brings `averageLength` up to date; it changes slowly. */
  measure(): void {
    const { state } = this
    let busy = 0
    for (let lane = 0; lane < state.model.lanes; lane++) if (state.lengthOf(lane) > 0) busy += 1
    this.averageLength = busy === 0 ? 1 : Math.max(1, (state.model.tasks - state.absentCount) / busy)
  }

  take(node: number): void {
    const { state } = this
    if (node >= state.model.tasks || this.marked[node] === 1 || this.fixed[node] === 1) return
    if (state.laneOf[node] === -1) return
    this.marked[node] = 1
    this.taken[this.takenCount++] = node
    state.keep(state.laneOf[node]!)
    this.road.release?.(this, node)
  }

  isTaken(node: number): boolean {
    return this.marked[node] === 1
  }

  /** The task stays, but what bound its time is being taken: its lane is looked at again. */
  free(node: number): void {
    this.freed.push(node)
  }

  /** Empties the marks: the tasks become absent, their lanes close up. */
  extract(): void {
    const { state } = this
    for (let t = 0; t < this.takenCount; t++) {
      const lane = state.laneOf[this.taken[t]!]!
      if (lane >= 0) this.closeUp(lane)
    }
    if (this.freed.length > 0) this.loosen()
    for (let t = 0; t < this.takenCount; t++) {
      const task = this.taken[t]!
      this.marked[task] = 0
      if (state.model.lead[task] === task) state.leave(task)
    }
    this.takenCount = 0
  }

  private closeUp(lane: number): void {
    this.dropMarked(lane)
    // Where a detour is faster than the direct way, a lane can be late with fewer tasks: then it gives up the rest.
    if (!this.road.refresh(this.state, lane)) this.takeAll(lane)
  }

  private loosen(): void {
    for (const task of this.freed) {
      if (this.state.laneOf[task] !== -1) this.road.loosen?.(this, task)
    }
    this.freed.length = 0
  }

  private takeAll(lane: number): void {
    const row = this.state.rowOf(lane)
    for (let k = row + this.state.lengthOf(lane); k > row; k--) this.take(this.state.node[k]!)
  }

  private dropMarked(lane: number): void {
    const { state } = this
    const slot = state.slotOf[lane]!
    const row = state.rowOf(lane)
    const count = state.length[slot]!
    let kept = row
    for (let k = row + 1; k <= row + count + 1; k++) {
      const node = state.node[k]!
      if (k <= row + count && this.marked[node] === 1) {
        state.laneOf[node] = -1
        continue
      }
      kept += 1
      state.node[kept] = node
      state.place[kept] = state.place[k]!
      state.late[kept] = state.late[k]!
    }
    state.length[slot] = kept - row - 1
  }
}
