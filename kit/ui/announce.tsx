import { useSyncExternalStore } from 'react'

/**
 * Tells people who cannot see the screen what has just changed on it: `polite` waits for a pause (a new message),
 * `assertive` interrupts and is for a promise that has just been broken, once. Clocks stay silent.
 */
export function announce(words: string, manner: 'polite' | 'assertive' = 'polite'): void {
  told = { ...told, [manner]: words }
  for (const listener of listeners) listener()
}

const listeners = new Set<() => void>()
let told = { polite: '', assertive: '' }

/** The two places that screen readers listen to; `FacetRoot` holds them. */
export function Announcements() {
  const { polite, assertive } = useSyncExternalStore(listen, () => told)
  return (
    <>
      <div className="visually-hidden" aria-live="polite">
        {polite}
      </div>
      <div className="visually-hidden" aria-live="assertive">
        {assertive}
      </div>
    </>
  )
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
