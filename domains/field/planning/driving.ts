import { drivingTime, type LonLat } from '../planner/index.ts'
import type { StockLocation } from '../parts/stock.ts'
import type { Lane } from '../technician/technicians.ts'
import type { Day } from './day.ts'
import type { Placement } from './placements.ts'

/**
 * Seconds of driving in a whole day: from home along the visits and back, with one stop at each store just before the
 * first visit that needs it. The published day and a draft are measured alike, so that they can be compared.
 */
export function drivingSeconds(day: Day, placements: readonly Placement[]): number {
  const stores = storesOf(day)
  return day.lanes
    .map((lane) => wayOf(lane, placements, stores))
    .flatMap((way) => way.slice(1).map((to, stop) => drivingTime(way[stop]!, to)))
    .reduce((total, seconds) => total + seconds, 0)
}

/** Stores with a place; a van has none of its own. */
export function storesOf({ locations }: Day): Map<string, StockLocation & { readonly at: LonLat }> {
  return new Map(
    locations.flatMap((store) =>
      store.kind === 'van' || store.longitude === null || store.latitude === null
        ? []
        : [[store.locationId, { ...store, at: [store.longitude, store.latitude] as const }]],
    ),
  )
}

function wayOf(
  lane: Lane,
  placements: readonly Placement[],
  stores: ReadonlyMap<string, { readonly at: LonLat }>,
): LonLat[] {
  const own = placements.filter(({ technicianId }) => technicianId === lane.technicianId)
  if (own.length === 0) return []
  const home: LonLat = [lane.longitude, lane.latitude]
  const seen = new Set<string>()
  const stops = own.flatMap(({ visit, holds }): LonLat[] => {
    const fresh = [...new Set(holds.map(({ locationId }) => locationId))].filter(
      (id) => stores.has(id) && !seen.has(id),
    )
    for (const id of fresh) seen.add(id)
    return [...fresh.map((id) => stores.get(id)!.at), [visit.longitude, visit.latitude]]
  })
  return [home, ...stops, home]
}
