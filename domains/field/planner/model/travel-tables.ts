import { FAR, travelInts, type Problem, type TravelTable, type Vehicle } from '../input/schema.ts'
import type { Travel } from './model.ts'

/** The travel of every lane: lanes of one profile, speed and price share their tables. */
export interface TravelTables {
  readonly travel: readonly Travel[]
  readonly travelOf: Int32Array
  readonly places: number
  /** A place without distance to any other, for vehicles without a start or an end; -1 when none needs it. */
  readonly nowhere: number
  readonly costScale: number
}

/** Prices by hour or kilometre are kept to a hundredth of a cost unit. */
const PRICED_SCALE = 100

export function travelTables({ vehicles, travel }: Problem): TravelTables {
  const priced = vehicles.some(({ costs }) => costs.per_hour !== 3600 || costs.per_km !== 0)
  const costScale = priced ? PRICED_SCALE : 1
  const given = Math.min(...[...travel.values()].map(({ size }) => size))
  const open = vehicles.some((vehicle) => !hasEnds(vehicle))
  const places = given + (open ? 1 : 0)
  const index = new Map<string, number>()
  const tables: Travel[] = []
  const travelOf = vehicles.map((vehicle) => {
    const { profile, speed_factor, costs } = vehicle
    const key = [profile, speed_factor, costs.per_hour, costs.per_km].join('|')
    const known = index.get(key)
    if (known !== undefined) return known
    index.set(key, tables.length)
    return tables.push(priceTravel(fit(travel.get(profile)!, given, places), vehicle, costScale)) - 1
  })
  return { travel: tables, travelOf: Int32Array.from(travelOf), places, nowhere: open ? given : -1, costScale }
}

function hasEnds({ start, start_index, end, end_index }: Vehicle): boolean {
  return (start !== undefined || start_index !== undefined) && (end !== undefined || end_index !== undefined)
}

/** The first `given` places of a table, and a place nowhere where one is needed; the table itself where it fits. */
function fit(table: TravelTable, given: number, places: number): TravelTable {
  if (table.size === places) return table
  const resize = (from: Int32Array): Int32Array => {
    const to = travelInts(places * places)
    for (let row = 0; row < given; row++) {
      to.set(from.subarray(row * table.size, row * table.size + given), row * places)
    }
    return to
  }
  return {
    size: places,
    durations: resize(table.durations),
    ...(table.costs && { costs: resize(table.costs) }),
    ...(table.distances && { distances: resize(table.distances) }),
  }
}

function priceTravel(table: TravelTable, { speed_factor, costs }: Vehicle, scale: number): Travel {
  const time =
    speed_factor === 1 ? table.durations : mapTable(table.durations, (seconds) => Math.round(seconds / speed_factor))
  const cost = table.costs ?? priceByUse(time, table.distances, costs, scale)
  const timeTo = transpose(time, table.size)
  return { time, timeTo, cost, costTo: cost === time ? timeTo : transpose(cost, table.size), distance: table.distances }
}

function priceByUse(
  time: Int32Array,
  metres: Int32Array | undefined,
  { per_hour, per_km }: Vehicle['costs'],
  scale: number,
): Int32Array {
  if (scale === 1) return time
  return mapTable(time, (seconds, way) => {
    const byKilometre = per_km === 0 ? 0 : (per_km * metres![way]!) / 1000
    return Math.round(scale * ((per_hour * seconds) / 3600 + byKilometre))
  })
}

function mapTable(table: Int32Array, change: (value: number, way: number) => number): Int32Array {
  const changed = travelInts(table.length)
  for (let way = 0; way < table.length; way++) changed[way] = Math.min(FAR, change(table[way]!, way))
  return changed
}

/** Itself where both directions are alike, so that the usual case costs no memory. */
function transpose(table: Int32Array, size: number): Int32Array {
  if (isSymmetric(table, size)) return table
  const turned = travelInts(size * size)
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < size; to++) turned[to * size + from] = table[from * size + to]!
  }
  return turned
}

function isSymmetric(table: Int32Array, size: number): boolean {
  for (let from = 0; from < size; from++) {
    for (let to = 0; to < from; to++) if (table[from * size + to] !== table[to * size + from]) return false
  }
  return true
}
