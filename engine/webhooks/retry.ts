/** Waits between attempts, in seconds: eleven attempts within a day. */
const WAITS = [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800]
const ROUND_MS = 24 * 3_600_000
/** However long a receiver has been silent, it is asked again after ten minutes. */
const PAUSE_SECONDS_MAX = 600

/** When to try again after so many failed attempts of a round; undefined when the round is over. */
export function nextAttemptMs(attempts: number, sinceMs: number, nowMs: number): number | undefined {
  const wait = WAITS[attempts - 1]
  if (wait === undefined || nowMs - sinceMs >= ROUND_MS) return undefined
  return nowMs + wait * 1000
}

/** How long a receiver that failed so often in a row is left alone. */
export function pauseMs(failures: number): number {
  return Math.min(WAITS[failures - 1] ?? PAUSE_SECONDS_MAX, PAUSE_SECONDS_MAX) * 1000
}
