import type { IncidentClock } from '../api.ts'

/** Of the clocks that run, the one that is due first decides. */
export function arrangeClocks(clocks: readonly IncidentClock[]) {
  const counted = clocks.filter(({ state }) => state !== 'cancelled')
  const ended = counted.filter(({ stoppedAt }) => stoppedAt !== null)
  const [deciding, ...waiting] = counted
    .filter(({ stoppedAt }) => stoppedAt === null)
    .toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
  return { ended, waiting, deciding }
}
