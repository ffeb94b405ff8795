import type { Hold } from '../parts/stock.ts'
import type { Visit } from '../visit/visit.ts'
import type { Day } from './day.ts'
import type { VisitChange } from './draft.ts'

/** Where a visit stands in the day: as published and as it went, or as a draft would have it. Times in milliseconds. */
export interface Placement {
  readonly visit: Visit
  readonly technicianId: string
  readonly startMs: number
  readonly endMs: number
  readonly holds: readonly Hold[]
}

/** The day with a draft laid over it, by start. */
export function placementsOf(day: Day, changes: readonly VisitChange[]): Placement[] {
  const changeOf = new Map(changes.map((change) => [change.visitId, change]))
  const holdsOf = Map.groupBy(day.holds, ({ visitId }) => visitId)
  return day.visits
    .flatMap((visit) => placementOf(visit, changeOf.get(visit.visitId), holdsOf.get(visit.visitId) ?? []))
    .toSorted((a, b) => a.startMs - b.startMs)
}

function placementOf(visit: Visit, change: VisitChange | undefined, holds: readonly Hold[]): Placement[] {
  const { technicianId, startsAt, endsAt, holds: taken } = change ?? { ...visit, holds }
  if (technicianId === null || startsAt === null || endsAt === null) return []
  const startMs = Date.parse(visit.arrivedAt ?? startsAt)
  return [{ visit, technicianId, startMs, endMs: endOf(visit, endsAt), holds: taken }]
}

/** When it will be over, as far as anybody knows. */
function endOf({ arrivedAt, completedAt, serviceSeconds }: Visit, endsAt: string): number {
  if (completedAt !== null) return Date.parse(completedAt)
  return arrivedAt === null ? Date.parse(endsAt) : Date.parse(arrivedAt) + serviceSeconds * 1000
}
