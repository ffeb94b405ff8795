import type { Model } from '../../model/model.ts'

const NEAR_TASK = 4
const NEAR_HOME = 3

/** Which stores are worth a stop: those nearest to the visit, and those nearest to where the technician starts. */
export class NearStores {
  private readonly stores: number
  private readonly nearTask: Uint8Array
  private readonly nearHome: Uint8Array

  constructor(model: Model, allowed: (store: number) => boolean) {
    const { stores, stopBase } = model.supply!
    const places = Array.from({ length: stores }, (_, store) => model.place[stopBase + 2 * store]!)
    this.stores = stores
    this.nearTask = nearest(model, places, model.place.subarray(0, model.tasks), allowed, NEAR_TASK)
    this.nearHome = nearest(model, places, model.lane.start, allowed, NEAR_HOME)
  }

  isNear(task: number, lane: number, store: number): boolean {
    return this.nearTask[task * this.stores + store] === 1 || this.nearHome[lane * this.stores + store] === 1
  }
}

function nearest(
  { travel, places: size }: Model,
  stores: readonly number[],
  from: Int32Array,
  allowed: (store: number) => boolean,
  most: number,
): Uint8Array {
  const near = new Uint8Array(from.length * stores.length)
  const candidates = stores.map((place, store) => ({ place, store })).filter(({ store }) => allowed(store))
  from.forEach((place, index) => {
    const wayTo = (store: { place: number }) => travel[0]!.cost[place * size + store.place]!
    const chosen = candidates.toSorted((a, b) => wayTo(a) - wayTo(b)).slice(0, most)
    for (const { store } of chosen) near[index * stores.length + store] = 1
  })
  return near
}
