/**
 * A list that modules fill when they are loaded and components read. It tells its readers when it grows,
 * so a page that arrives late (a lazily loaded pack) still appears.
 */
export interface Registry<T> {
  add(entry: T): void
  all(): readonly T[]
  subscribe(listener: () => void): () => void
}

export function createRegistry<T>(order: (a: T, b: T) => number = () => 0): Registry<T> {
  let entries: readonly T[] = []
  const listeners = new Set<() => void>()
  return {
    add(entry) {
      entries = [...entries, entry].toSorted(order)
      for (const listener of listeners) listener()
    },
    all: () => entries,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
