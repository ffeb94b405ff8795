import { useCallback, useSyncExternalStore } from 'react'

/**
 * A preference of this device (pane width, density, column order): kept in local storage, the same for every
 * component that reads it. What a colleague must see the same way belongs in the address instead.
 */
export function useStored<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const key = `facet.${name}`
  const text = useSyncExternalStore(
    (listener) => subscribe(key, listener),
    () => localStorage.getItem(key),
  )
  const set = useCallback((value: T) => writeStored(name, value), [name])
  return [text === null ? initial : parse(text, initial), set]
}

export function readStored<T>(name: string, initial: T): T {
  const text = localStorage.getItem(`facet.${name}`)
  return text === null ? initial : parse(text, initial)
}

export function writeStored(name: string, value: unknown): void {
  const key = `facet.${name}`
  localStorage.setItem(key, JSON.stringify(value))
  for (const listener of listeners.get(key) ?? []) listener()
}

const listeners = new Map<string, Set<() => void>>()

function subscribe(key: string, listener: () => void): () => void {
  const set = listeners.get(key) ?? new Set()
  listeners.set(key, set.add(listener))
  const otherTab = (event: StorageEvent) => {
    if (event.key === key) listener()
  }
  window.addEventListener('storage', otherTab)
  return () => {
    set.delete(listener)
    window.removeEventListener('storage', otherTab)
  }
}

/** What an older version stored, or a person edited, must not stop the screen. */
function parse<T>(text: string, initial: T): T {
  try {
    return JSON.parse(text) as T
  } catch {
    return initial
  }
}
