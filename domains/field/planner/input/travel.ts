import { travelInts, type LonLat, type TravelTable } from './schema.ts'

/**
 * The built-in travel estimate, for places without a road network at hand: great-circle distance,
 * stretched by a detour factor, driven at speeds that rise with the length of the way, plus parking and walking.
 * Detour 1.2–1.3 is what studies of road networks report (Newell 1980; O'Sullivan and Morrall 1996).
 * The bands are marginal, so a longer way never takes less time and no detour is ever faster than the direct way.
 */
const DETOUR = 1.3
const PARKING_SECONDS = 180
const EARTH_METRES = 6_371_008.8
const BANDS = [
  { untilMetres: 5_000, kmPerHour: 22 },
  { untilMetres: 20_000, kmPerHour: 35 },
  { untilMetres: 100_000, kmPerHour: 60 },
  { untilMetres: Infinity, kmPerHour: 80 },
] as const

/** Road metres between two places, estimated. */
export function roadMetres(from: LonLat, to: LonLat): number {
  return metresBetween(unitVectors([from, to]), 0, 3)
}

/** Whole seconds to drive `metres` of road and to park; nothing for staying where one is. */
export function driveSeconds(metres: number): number {
  if (metres === 0) return 0
  let seconds = PARKING_SECONDS
  let driven = 0
  for (const { untilMetres, kmPerHour } of BANDS) {
    const stretch = Math.min(metres, untilMetres) - driven
    if (stretch <= 0) break
    seconds += (stretch * 3.6) / kmPerHour
    driven += stretch
  }
  return Math.round(seconds)
}

/** Estimated seconds to drive from one place to another. */
export function drivingTime(from: LonLat, to: LonLat): number {
  return driveSeconds(roadMetres(from, to))
}

export function estimateTravel(places: readonly LonLat[]): TravelTable {
  const size = places.length
  const points = unitVectors(places)
  const durations = travelInts(size * size)
  const distances = travelInts(size * size)
  for (let from = 0; from < size; from++) {
    for (let to = from + 1; to < size; to++) {
      const metres = metresBetween(points, 3 * from, 3 * to)
      const seconds = driveSeconds(metres)
      distances[from * size + to] = distances[to * size + from] = metres
      durations[from * size + to] = durations[to * size + from] = seconds
    }
  }
  return { size, durations, distances }
}

/** The same table with one more place at its end. */
export function extendTravel(table: TravelTable, places: readonly LonLat[], added: LonLat): TravelTable {
  const size = table.size + 1
  const points = unitVectors([...places, added])
  const extend = (from: Int32Array, measure: (metres: number) => number): Int32Array => {
    const to = travelInts(size * size)
    for (let row = 0; row < table.size; row++) {
      to.set(from.subarray(row * table.size, (row + 1) * table.size), row * size)
      const way = measure(metresBetween(points, 3 * row, 3 * table.size))
      to[row * size + table.size] = to[table.size * size + row] = way
    }
    return to
  }
  return {
    size,
    durations: extend(table.durations, driveSeconds),
    distances: extend(table.distances!, (metres) => metres),
  }
}

/** Points of the unit sphere: from them a distance costs one root and one arcsine, and a city has millions of pairs. */
function unitVectors(places: readonly LonLat[]): Float64Array {
  return Float64Array.from(
    places.flatMap(([longitude, latitude]) => {
      const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180]
      return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
    }),
  )
}

function metresBetween(points: Float64Array, a: number, b: number): number {
  const x = points[a]! - points[b]!
  const y = points[a + 1]! - points[b + 1]!
  const z = points[a + 2]! - points[b + 2]!
  return Math.round(2 * EARTH_METRES * DETOUR * Math.asin(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2)))
}
