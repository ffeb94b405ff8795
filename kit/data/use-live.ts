import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { LiveConnection, type LiveEvent, type LiveState } from './live.ts'

/** Several events within this time are one refetch: at once for the first, once more for all that follow. */
const GATHER_MS = 250

const live = new LiveConnection({
  connect: () => {
    const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/live`)
    return socket as never
  },
  jitter: Math.random,
})

globalThis.addEventListener?.('online', () => live.wake())

export interface LiveOptions {
  /** What is fetched again when something happened; by event, where not every event changes everything. */
  readonly refetch?: readonly QueryKey[] | ((event: LiveEvent) => readonly QueryKey[])
  /** What stands beside waits a moment, so that what is looked at comes first; and several events are one reading. */
  readonly aside?: boolean
  /** For what is not data: a sound, a flash, a toast. The screen's data always comes from the refetch. */
  readonly onEvent?: (event: LiveEvent) => void
}

/**
 * Keeps a page true while the server changes: `useLive(['desk.incidents'], { refetch: [deskApi.key()] })`.
 * An event never patches the cache; it makes the page read again.
 */
export function useLive(topics: readonly string[], { refetch = [], aside = false, onEvent }: LiveOptions): void {
  const cache = useQueryClient()
  const heard = useEffectEvent((event: LiveEvent | undefined, read: (keys: readonly QueryKey[]) => void) => {
    if (event) onEvent?.(event)
    if (typeof refetch !== 'function') return read(refetch)
    // After a resync nobody knows which events were missed, so everything that is shown is read again.
    read(event ? refetch(event) : [[]])
  })
  const wanted = topics.join('\n')
  useEffect(() => {
    const reader = gatheringReader(cache, aside)
    const stops = wanted
      .split('\n')
      .map((topic) =>
        live.listen(topic, (signal) => heard(signal.kind === 'event' ? signal.event : undefined, reader.read)),
      )
    return () => {
      for (const stop of stops) stop()
      reader.stop()
    }
  }, [wanted, cache, aside])
}

/** Whether the screen may show an older state than the server. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(live.onState, live.state)
}

/** Ends the connection of the person who signs out. */
export function closeLive(): void {
  live.close()
}

/** Reads at once, then gathers what follows within a moment into one more read; `aside` gathers from the first on. */
function gatheringReader(cache: QueryClient, aside: boolean) {
  let gathered: Map<string, QueryKey> | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const invalidate = (keys: Iterable<QueryKey>) => {
    for (const queryKey of keys) void cache.invalidateQueries({ queryKey: [...queryKey] })
  }
  const settle = () => {
    const waiting = gathered
    gathered = waiting?.size ? new Map() : undefined
    if (!waiting?.size) return
    invalidate(waiting.values())
    timer = setTimeout(settle, GATHER_MS)
  }
  return {
    read(keys: readonly QueryKey[]): void {
      const begins = !gathered
      gathered ??= new Map()
      if (begins) timer = setTimeout(settle, GATHER_MS)
      if (begins && !aside) return invalidate(keys)
      for (const key of keys) gathered.set(JSON.stringify(key), key)
    },
    stop: () => clearTimeout(timer),
  }
}
