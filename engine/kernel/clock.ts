/**
 * The only place that reads the machine's time; everything else asks this clock,
 * so that a test can freeze it and a story can be told on any day.
 */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  ms(): number
}

const machine: Clock = { ms: () => Date.now() }
let current: Clock = machine

export const clock = {
  ms: (): number => current.ms(),
  now: (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(current.ms()),
  /** The present instant as RFC 3339 text with milliseconds, always in UTC. */
  iso: (): string => new Date(current.ms()).toISOString(),
  /** The present instant for PostgreSQL parameters and JSON bodies. */
  date: (): Date => new Date(current.ms()),
}

export interface FrozenClock {
  advance(milliseconds: number): void
  set(instant: string): void
  release(): void
}

/** Stops the clock at `instant` (RFC 3339) until released; for tests and for bench runs that must repeat exactly. */
export function freezeClock(instant: string): FrozenClock {
  let ms = Date.parse(instant)
  current = { ms: () => ms }
  return {
    advance: (step) => {
      ms += step
    },
    set: (next) => {
      ms = Date.parse(next)
    },
    release: () => {
      current = machine
    },
  }
}
