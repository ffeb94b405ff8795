import { Kind } from '../../model/model.ts'
import type { State } from '../state.ts'
import { holds, NO_SOURCE, PARCEL } from './ledger.ts'
import { takeAt } from './schedule.ts'

/** Node of the stop of a lane at a store, to collect parts or to bring defective ones back. */
export function stopNode(state: State, lane: number, store: number, kind: number): number {
  const supply = state.model.supply!
  return supply.stopBase + (lane * supply.stores + store) * 2 + (kind === Kind.return ? 1 : 0)
}

export function storeOfStop(state: State, node: number): number {
  const supply = state.model.supply!
  return ((node - supply.stopBase) >> 1) % supply.stores
}

/** Books what a task needs: the parts in the van first, the rest from `source` (a store's holder, or a parcel for all). */
export function bookSupply(state: State, task: number, lane: number, source: number, dropAt: number): void {
  const { model } = state
  const supply = model.supply!
  const ledger = state.ledger!
  for (let need = supply.needAt[task]!; need < supply.needAt[task + 1]!; need++) {
    const van = supply.vanOf[lane]!
    const holder = source !== PARCEL && holds(supply, ledger, van, need) ? van : source
    state.assign(ledger.sourceOf, need, holder)
    if (holder === PARCEL) continue
    const entry = holder * supply.parts + supply.needPart[need]!
    state.assign(ledger.left, entry, ledger.left[entry]! - supply.needQuantity[need]!)
  }
  state.assign(ledger.dropAt, task, dropAt)
}

export function releaseSupply(state: State, task: number): void {
  const supply = state.model.supply!
  const ledger = state.ledger!
  for (let need = supply.needAt[task]!; need < supply.needAt[task + 1]!; need++) {
    const source = ledger.sourceOf[need]!
    if (source >= 0) {
      const entry = source * supply.parts + supply.needPart[need]!
      state.assign(ledger.left, entry, ledger.left[entry]! + supply.needQuantity[need]!)
    }
    state.assign(ledger.sourceOf, need, NO_SOURCE)
  }
  state.assign(ledger.dropAt, task, NO_SOURCE)
}

/** Stops that no visit of the lane needs any more are left out. */
export function dropIdleStops(state: State, lane: number): void {
  const { model } = state
  const row = state.rowOf(lane)
  for (let k = state.lengthOf(lane); k > state.frozen[lane]!; k--) {
    const node = state.node[row + k]!
    if (node >= model.supply!.stopBase && !isNeeded(state, lane, node)) takeAt(state, lane, k)
  }
}

function isNeeded(state: State, lane: number, stop: number): boolean {
  const { model } = state
  const store = storeOfStop(state, stop)
  const row = state.rowOf(lane)
  for (let k = state.lengthOf(lane); k > 0; k--) {
    const task = state.node[row + k]!
    if (task < model.tasks && usesStop(state, task, store, model.kind[stop]!)) return true
  }
  return false
}

function usesStop({ model, ledger }: State, task: number, store: number, kind: number): boolean {
  if (kind === Kind.return) return ledger!.dropAt[task] === store
  const supply = model.supply!
  for (let need = supply.needAt[task]!; need < supply.needAt[task + 1]!; need++) {
    if (ledger!.sourceOf[need] === supply.vans + store) return true
  }
  return false
}
