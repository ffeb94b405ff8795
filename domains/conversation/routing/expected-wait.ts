/**
 * Expected waiting time, by the published rule of a peer (Salesforce help 003817179): the mean of what those waited who
 * were accepted last, at most ten within ten minutes, weighted 10, 9, 8 … from the newest on.
 * Without anybody there is no honest estimate, and none is given.
 */
export const SAMPLE_MAX = 10
export const SAMPLE_MINUTES = 10

/** `waits` in seconds, newest first. 20 and 40 give (20·10 + 40·9) / 19 = 29. */
export function expectedWaitSeconds(waits: readonly number[]): number | null {
  const sample = waits.slice(0, SAMPLE_MAX)
  if (sample.length === 0) return null
  const weightOf = (index: number): number => SAMPLE_MAX - index
  const weighted = sample.reduce((sum, wait, index) => sum + wait * weightOf(index), 0)
  const weights = sample.reduce((sum, _wait, index) => sum + weightOf(index), 0)
  return Math.round(weighted / weights)
}
