import { clock } from '#engine/kernel'

/** When a row was put away: now, still, or not. */
export function archivedAt(held: { archivedAt: string | null }, archived: boolean | undefined): string | null {
  if (archived === undefined) return held.archivedAt
  return archived ? (held.archivedAt ?? clock.iso()) : null
}

/** Absent and undefined mean the same to a caller. */
export function withoutUndefined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
