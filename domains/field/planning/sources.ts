import { drivingTime, type LonLat } from '../planner/index.ts'
import type { Hold } from '../parts/stock.ts'
import { MOVABLE, type Day } from './day.ts'
import { storesOf } from './driving.ts'
import type { Move } from './move.ts'
import type { Placement } from './placements.ts'
import { localSecond, quantities, STORE_STOP_SECONDS } from './problem.ts'

/** Where the parts of a visit come from, and how long the way there takes with the stop at the store. */
export interface Source {
  readonly holds: readonly Hold[]
  readonly waySeconds: number
}

interface Way extends Move {
  readonly from: LonLat
  readonly readyMs: number
}

/**
 * The van where it has everything, else the open store with the shortest way that has what the van lacks; nothing when
 * nobody has it. What the others of the day are promised is not free.
 */
export function sourcesOf(day: Day, others: readonly Placement[], way: Way): Source | undefined {
  const { visit, lane, from } = way
  const to: LonLat = [visit.longitude, visit.latitude]
  const needs = quantities(visit.partCodes)
  const free = freeOf(day, others)
  const { vanId } = lane
  const inVan = vanId === null ? [] : needs.filter(({ code, quantity }) => free(vanId, code) >= quantity)
  const fromVan = inVan.map(({ code, quantity }) => ({ locationId: vanId!, partCode: code, quantity }))
  const lacking = needs.filter((need) => !inVan.includes(need))
  if (lacking.length === 0) return { holds: fromVan, waySeconds: drivingTime(from, to) }
  const stops = [...storesOf(day).values()]
    .filter(({ locationId }) => lacking.every(({ code, quantity }) => free(locationId, code) >= quantity))
    .flatMap((store): Source[] => {
      const there = drivingTime(from, store.at)
      const opensIn = localSecond(day, store.opens) - secondOf(day, way.readyMs)
      const arrives = secondOf(day, way.readyMs) + there
      if (arrives > localSecond(day, store.closes)) return []
      const waySeconds = Math.max(there, opensIn) + STORE_STOP_SECONDS + drivingTime(store.at, to)
      const { locationId } = store
      return [{ holds: lacking.map(({ code, quantity }) => ({ locationId, partCode: code, quantity })), waySeconds }]
    })
    .toSorted((a, b) => a.waySeconds - b.waySeconds)
  const [best] = stops
  return best && { ...best, holds: [...fromVan, ...best.holds] }
}

function secondOf({ base }: Day, ms: number): number {
  return Math.round((ms - Date.parse(base)) / 1000)
}

/** `day.free` counts what movable visits hold as free; here it is theirs. */
function freeOf(day: Day, others: readonly Placement[]): (locationId: string, code: string) => number {
  const left = new Map(day.free.map(({ locationId, partCode, quantity }) => [`${locationId} ${partCode}`, quantity]))
  for (const { visit, holds } of others) {
    if (!MOVABLE.includes(visit.state)) continue
    for (const { locationId, partCode, quantity } of holds) {
      const key = `${locationId} ${partCode}`
      left.set(key, (left.get(key) ?? 0) - quantity)
    }
  }
  return (locationId, code) => left.get(`${locationId} ${code}`) ?? 0
}
