import type { Problem } from '../input/schema.ts'
import type { SupplyModel } from './model.ts'
import { asJob, type Task } from './requests.ts'

/** Parts, the vans and stores that hold them, parcels on their way, and where defective parts go; or undefined. */
export function compileSupply(
  { vehicles, 'facet:stores': stores }: Problem,
  tasks: readonly Task[],
  origin: number,
  scale: number,
  stopBase: number,
): SupplyModel | undefined {
  const jobs = tasks.map(asJob)
  if (!jobs.some((job) => job?.['facet:parts'] ?? job?.['facet:return'])) return undefined
  const needs = jobs.map((job) => job?.['facet:parts'] ?? [])
  const parts = [...new Set(needs.flatMap((list) => list.map(({ code }) => code)))]
  // The lanes of one technician, one a day, share one van.
  const owners = vehicles.map(({ id, 'facet:technician': technician }) => technician ?? `vehicle ${id}`)
  const vans = [...new Set(owners)]
  const vanStock = vans.map(
    (van) => vehicles.find((vehicle, lane) => owners[lane] === van && vehicle['facet:stock'])?.['facet:stock'] ?? {},
  )
  const holders = [...vanStock, ...stores.map(({ stock }) => stock)]
  let at = 0
  return {
    stores: stores.length,
    parts: parts.length,
    vans: vans.length,
    vanOf: Int32Array.from(owners, (owner) => vans.indexOf(owner)),
    needAt: Int32Array.from([0, ...needs.map((list) => (at += list.length))]),
    needPart: Int32Array.from(needs.flatMap((list) => list.map(({ code }) => parts.indexOf(code)))),
    needQuantity: Int32Array.from(needs.flatMap((list) => list.map(({ quantity }) => quantity))),
    stock: Int32Array.from(holders.flatMap((stock) => parts.map((code) => stock[code] ?? 0))),
    storeCost: Float64Array.from(stores, ({ cost }) => cost * scale),
    parcelAt: Int32Array.from(jobs, (job) => (job?.['facet:parcel'] ? job['facet:parcel'].eta - origin : -1)),
    parcelCost: Float64Array.from(jobs, (job) => (job?.['facet:parcel']?.cost ?? 0) * scale),
    returns: Uint8Array.from(jobs, (job) => (job?.['facet:return'] ? 1 : 0)),
    acceptsReturns: Uint8Array.from(stores, ({ accepts_returns }) => (accepts_returns ? 1 : 0)),
    stopBase,
  }
}
