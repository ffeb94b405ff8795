import type { Model } from '../model/model.ts'

/**
 * What is known about the best position of every task in every lane, by `task * lanes + lane`.
 * An entry is true as long as the lane still has the version it was computed for; a rejected change
 * brings the old versions back, and with them everything that was known before.
 */
export class Positions {
  readonly version: Int32Array
  readonly position: Int32Array
  readonly cost: Float64Array

  constructor(model: Model) {
    const entries = model.tasks * model.lanes
    this.version = new Int32Array(entries).fill(-1)
    this.position = new Int32Array(entries)
    this.cost = new Float64Array(entries)
  }
}
