import { useSyncExternalStore } from 'react'

/**
 * The browser's time, in milliseconds since the Unix epoch. Every clock on the screen asks here, so that a page
 * can be shown as of a chosen moment. Browsers without Temporal count from when the page was opened.
 */
export function nowMs(): number {
  if (frozenAt !== undefined) return frozenAt
  return globalThis.Temporal?.Now.instant().epochMilliseconds ?? performance.timeOrigin + performance.now()
}

let frozenAt: number | undefined

/** Shows the screen as of `ms`; undefined lets time run again. */
export function freezeNow(ms: number | undefined): void {
  frozenAt = ms
  for (const beat of beats.values()) beat.tell()
}

interface Beat {
  readonly listeners: Set<() => void>
  readonly tell: () => void
  readonly listen: (listener: () => void) => () => void
  value: number
  timer: ReturnType<typeof setInterval> | undefined
}

const PERIODS_MS = { second: 1000, minute: 60_000 } as const
const beats = new Map<number, Beat>()

/** The present time, given anew every second or minute; all clocks of one period share one timer. */
export function useNow(every: keyof typeof PERIODS_MS = 'minute'): number {
  const beat = beatOf(PERIODS_MS[every])
  // The same function at every render: a clock that subscribes anew would set its own time anew, for ever.
  return useSyncExternalStore(beat.listen, () => beat.value)
}

function beatOf(period: number): Beat {
  const known = beats.get(period)
  if (known) return known
  const beat: Beat = {
    listeners: new Set(),
    value: nowMs(),
    timer: undefined,
    tell: () => {
      beat.value = nowMs()
      for (const listener of beat.listeners) listener()
    },
    listen: (listener) => listen(beat, period, listener),
  }
  beats.set(period, beat)
  return beat
}

function listen(beat: Beat, period: number, listener: () => void): () => void {
  if (beat.listeners.size === 0) beat.value = nowMs()
  beat.listeners.add(listener)
  // Minute clocks look every ten seconds: a whole minute late would show a missed deadline as met.
  beat.timer ??= setInterval(beat.tell, Math.min(period, 10_000))
  return () => {
    beat.listeners.delete(listener)
    if (beat.listeners.size > 0) return
    clearInterval(beat.timer)
    beat.timer = undefined
  }
}
