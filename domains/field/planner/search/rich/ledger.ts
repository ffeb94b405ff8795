import type { SupplyModel } from '../../model/model.ts'

/** From where the parts of the planned visits come, and what is left on hand. */
export interface Ledger {
  /** Quantity left, `holder * parts + part`; vans first, then stores. */
  readonly left: Int32Array
  /** Holder that serves a need, `PARCEL`, or `NO_SOURCE` while the visit is absent. */
  readonly sourceOf: Int32Array
  /** Store that takes the defective parts of a task, or `NO_SOURCE`. */
  readonly dropAt: Int32Array
}

export const NO_SOURCE = -1
export const PARCEL = -2

export function openLedger(supply: SupplyModel): Ledger {
  return {
    left: supply.stock.slice(),
    sourceOf: new Int32Array(supply.needPart.length).fill(NO_SOURCE),
    dropAt: new Int32Array(supply.returns.length).fill(NO_SOURCE),
  }
}

export function needsParts(supply: SupplyModel, task: number): boolean {
  return supply.needAt[task + 1]! > supply.needAt[task]!
}

/** The van has everything the task needs. */
export function vanCovers(supply: SupplyModel, ledger: Ledger, task: number, lane: number): boolean {
  for (let need = supply.needAt[task]!; need < supply.needAt[task + 1]!; need++) {
    if (!holds(supply, ledger, supply.vanOf[lane]!, need)) return false
  }
  return true
}

/** The store has everything that the van lacks. */
export function storeCovers(supply: SupplyModel, ledger: Ledger, task: number, lane: number, store: number): boolean {
  for (let need = supply.needAt[task]!; need < supply.needAt[task + 1]!; need++) {
    const inVan = holds(supply, ledger, supply.vanOf[lane]!, need)
    if (!inVan && !holds(supply, ledger, supply.vans + store, need)) return false
  }
  return true
}

export function holds(supply: SupplyModel, { left }: Ledger, holder: number, need: number): boolean {
  return left[holder * supply.parts + supply.needPart[need]!]! >= supply.needQuantity[need]!
}
