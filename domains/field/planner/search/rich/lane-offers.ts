import { Kind } from '../../model/model.ts'
import type { State } from '../state.ts'
import type { BundleSearch } from './bundle.ts'
import type { Choice } from './choice.ts'
import { needsParts, NO_SOURCE, PARCEL, storeCovers, vanCovers } from './ledger.ts'
import { NearStores } from './near-stores.ts'
import { positionBehind } from './order.ts'
import { fixedPart, hasRoom } from './room.ts'
import { stopNode } from './supply.ts'

/** Finds the cheapest way for one lane to take a request, over all the ways in which its parts can come and go. */
export class LaneOffers {
  private readonly state: State
  private readonly bundles: BundleSearch
  private readonly stores: NearStores | undefined
  private readonly returnStores: NearStores | undefined
  private found: Choice
  private task = 0
  private lane = 0

  constructor(state: State, bundles: BundleSearch, found: Choice) {
    this.state = state
    this.bundles = bundles
    this.found = found
    const { supply } = state.model
    this.stores = supply && new NearStores(state.model, () => true)
    this.returnStores = supply && new NearStores(state.model, (store) => supply.acceptsReturns[store] === 1)
  }

  /** Improves `found` where this lane is cheaper than what it holds. */
  offer(task: number, lane: number, found: Choice): void {
    const { state } = this
    if (!hasRoom(state, task, lane)) return
    this.task = task
    this.lane = lane
    this.found = found
    this.bundles.enter(lane, found.cost - fixedPart(state, task, lane))
    const mate = state.model.mate[task]!
    if (mate >= 0) {
      this.bundles.clear()
      this.bundles.add(task)
      this.bundles.add(mate)
      this.run(0, NO_SOURCE, NO_SOURCE, task, mate, -1)
    } else if (state.model.supply && needsParts(state.model.supply, task)) this.offerParts()
    else this.offerReturns(-1, 0, NO_SOURCE)
  }

  private offerParts(): void {
    const { state, task, lane } = this
    const supply = state.model.supply!
    if (vanCovers(supply, state.ledger!, task, lane)) {
      this.offerReturns(-1, 0, supply.vanOf[lane]!)
      return
    }
    for (let store = 0; store < supply.stores; store++) {
      const stop = stopNode(state, lane, store, Kind.collect)
      if (!this.stores!.isNear(task, lane, store) && state.laneOf[stop] !== lane) continue
      if (!storeCovers(supply, state.ledger!, task, lane, store)) continue
      this.offerReturns(stop, supply.storeCost[store]!, supply.vans + store)
    }
    if (supply.parcelAt[task]! >= 0) this.offerParcel(supply.parcelAt[task]!, supply.parcelCost[task]!)
  }

  private offerParcel(at: number, cost: number): void {
    const { open } = this.state
    const before = open[this.task]!
    if (at > before) open[this.task] = at
    this.offerReturns(-1, cost, PARCEL)
    open[this.task] = before
  }

  /** With the stop to collect at, or -1, and every way to bring defective parts back. */
  private offerReturns(collect: number, extra: number, source: number): void {
    const { state, task, lane } = this
    const supply = state.model.supply
    if (!supply || supply.returns[task] === 0) {
      this.tryStops(collect, -1, extra, source, NO_SOURCE)
      return
    }
    for (let store = 0; store < supply.stores; store++) {
      const stop = stopNode(state, lane, store, Kind.return)
      const isNear = this.returnStores!.isNear(task, lane, store) || state.laneOf[stop] === lane
      if (isNear) this.tryStops(collect, stop, extra, source, store)
    }
  }

  /** A stop that the lane makes anyhow only bounds where the visit may stand; a new one comes with it. */
  private tryStops(collect: number, drop: number, extra: number, source: number, dropAt: number): void {
    const { state, task, lane, bundles } = this
    const collected = collect >= 0 && state.laneOf[collect] === lane
    const dropped = drop >= 0 && state.laneOf[drop] === lane
    const behind = positionBehind(state, task, lane)
    const low = collected ? Math.max(behind, state.positionOf(collect)) : behind
    const high = dropped ? state.positionOf(drop) - 1 : state.lengthOf(lane)
    const newCollect = collect >= 0 && !collected ? collect : -1
    const newDrop = drop >= 0 && !dropped ? drop : -1
    this.bundles.clear()
    if (newCollect >= 0) bundles.add(newCollect, behind, high)
    bundles.add(task, low, high)
    if (newDrop >= 0) bundles.add(newDrop)
    this.run(extra, source, dropAt, newCollect, task, newDrop)
  }

  private run(extra: number, source: number, dropAt: number, a: number, b: number, c: number): void {
    const { bundles, found, state, task, lane } = this
    if (!bundles.run(extra)) return
    found.cost = bundles.cost + fixedPart(state, task, lane)
    found.lane = lane
    found.source = source
    found.dropAt = dropAt
    found.open = state.open[task]!
    found.count = 0
    for (const node of [a, b, c]) {
      if (node < 0) continue
      if (node === task) found.start = bundles.starts[found.count]!
      found.nodes[found.count] = node
      found.gaps[found.count] = bundles.gaps[found.count]!
      found.count += 1
    }
  }
}
