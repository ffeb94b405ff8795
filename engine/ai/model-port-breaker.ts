import { clock } from '#engine/kernel'

/**
 * Leaves an endpoint alone that fails again and again: after so many failures in a row nobody asks it for a while,
 * then one call tries, and all may ask again when that one succeeds.
 */
export interface Breaker {
  /** True when a call may be made now; it must be reported afterwards. */
  admits(): boolean
  /** Until when nobody is asked, in milliseconds; undefined while calls are admitted. */
  restsUntil(): number | undefined
  succeeded(): void
  failed(): void
}

const FAILURES_MAX = 5
const REST_MS = 30_000

export function createBreaker(): Breaker {
  let failures = 0
  let restsUntil = 0
  return {
    admits: () => {
      if (failures < FAILURES_MAX) return true
      if (clock.ms() < restsUntil) return false
      // This call tries; the others wait as if it had failed.
      restsUntil = clock.ms() + REST_MS
      return true
    },
    restsUntil: () => (failures >= FAILURES_MAX && clock.ms() < restsUntil ? restsUntil : undefined),
    succeeded: () => {
      failures = 0
    },
    failed: () => {
      failures += 1
      if (failures >= FAILURES_MAX) restsUntil = clock.ms() + REST_MS
    },
  }
}
