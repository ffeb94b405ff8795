import type { LocalDate } from '../periods.ts'

/**
 * Remembers up to which day each item was reckoned, and in what shape. What was reckoned and has kept its shape cannot
 * owe anything else, so a run looks only at days that are new or may have changed: years of bills cost no more
 * than their months.
 */
export interface Horizon {
  /** The first day to reckon (again) for an item that begins on `from`; the item then counts as reckoned to `date`. */
  advance(id: string, shape: string, from: LocalDate, date: LocalDate): LocalDate
  /** Up to where an item was reckoned before in the same shape. */
  reached(id: string, shape: string): LocalDate | undefined
  /** Items that lost or changed their shape since the last call, among them those that are no longer there. */
  takeChanged(present: ReadonlySet<string>): ReadonlySet<string>
}

export function openHorizon(): Horizon {
  const items = new Map<string, { readonly shape: string; readonly date: LocalDate }>()
  let changed = new Set<string>()
  return {
    advance(id, shape, from, date) {
      const before = items.get(id)
      items.set(id, { shape, date })
      if (before?.shape === shape) return before.date > from ? before.date : from
      if (before) changed.add(id)
      return from
    },
    reached(id, shape) {
      const item = items.get(id)
      return item?.shape === shape ? item.date : undefined
    },
    takeChanged(present) {
      for (const id of items.keys()) if (!present.has(id)) changed.add(id)
      for (const id of changed) if (!present.has(id)) items.delete(id)
      const taken = changed
      changed = new Set()
      return taken
    },
  }
}
