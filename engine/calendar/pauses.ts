/** Time that does not count, `[pausedAt, resumedAt)` in epoch milliseconds. */
export type Pause = readonly [pausedAt: number, resumedAt: number]

/** The same pauses in order; those that touch or overlap become one, empty ones vanish. */
export function mergePauses(pauses: readonly Pause[]): readonly Pause[] {
  if (pauses.length === 0) return pauses
  const merged: [number, number][] = []
  for (const [pausedAt, resumedAt] of pauses.toSorted((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && pausedAt <= last[1]) last[1] = Math.max(last[1], resumedAt)
    else if (pausedAt < resumedAt) merged.push([pausedAt, resumedAt])
  }
  return merged
}
