import { NO_SOURCE } from './ledger.ts'

/** Where a request that does not come alone would go: its nodes behind which positions, at what cost and time. */
export class Choice {
  cost = Infinity
  lane = -1
  count = 0
  /** When the task itself begins. */
  start = 0
  /** Earliest start that goes with the choice: behind what comes before, with the parcel there. */
  open = 0
  /** Holder of the parts that the van lacks, or a parcel; store for the defective ones. */
  source = NO_SOURCE
  dropAt = NO_SOURCE
  readonly nodes = new Int32Array(3)
  readonly gaps = new Int32Array(3)

  clear(limit: number): void {
    this.cost = limit
    this.lane = -1
  }

  copy(other: Choice): void {
    this.cost = other.cost
    this.lane = other.lane
    this.count = other.count
    this.start = other.start
    this.open = other.open
    this.source = other.source
    this.dropAt = other.dropAt
    this.nodes.set(other.nodes)
    this.gaps.set(other.gaps)
  }
}
