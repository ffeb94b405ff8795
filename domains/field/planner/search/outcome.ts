import type { State } from './state.ts'
import type { Snapshot } from './snapshot.ts'

/** What a search ends with; plain values that can cross a thread. */
export interface Outcome {
  readonly total: number
  readonly iterations: number
  /** The nodes of every lane, in order. */
  readonly lanes: readonly (readonly number[])[]
  /** Earliest and latest start of every node, with what groups and precedence made of them. */
  readonly open: Int32Array
  readonly close: Int32Array
  readonly laneClose: Int32Array
  readonly frozen: Int32Array
  /** From where the parts come and where defective ones go, as in the ledger. */
  readonly sourceOf: Int32Array
  readonly dropAt: Int32Array
}

export function outcomeOf(state: State, best: Snapshot, iterations: number): Outcome {
  return {
    total: best.total,
    iterations,
    lanes: Array.from({ length: state.model.lanes }, (_, lane) => best.lane(lane)),
    open: best.open,
    close: best.close,
    laneClose: state.laneClose,
    frozen: state.frozen,
    sourceOf: best.sourceOf,
    dropAt: best.dropAt,
  }
}
