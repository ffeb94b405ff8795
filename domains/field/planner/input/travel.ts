import type { LonLat, TravelTable } from './schema.ts'

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
  const [lambda, phi] = radians(from)
  const [lambda2, phi2] = radians(to)
  const h = Math.sin((phi2 - phi) / 2) ** 2 + Math.cos(phi) * Math.cos(phi2) * Math.sin((lambda2 - lambda) / 2) ** 2
  return Math.round(2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h))) * DETOUR)
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

export function estimateTravel(places: readonly LonLat[]): TravelTable {
  const size = places.length
  const durations = new Int32Array(size * size)
  const distances = new Int32Array(size * size)
  for (let from = 0; from < size; from++) {
    for (let to = from + 1; to < size; to++) {
      const metres = roadMetres(places[from]!, places[to]!)
      distances[from * size + to] = distances[to * size + from] = metres
      durations[from * size + to] = durations[to * size + from] = driveSeconds(metres)
    }
  }
  return { size, durations, distances }
}

function radians([longitude, latitude]: LonLat): [number, number] {
  return [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180]
}
