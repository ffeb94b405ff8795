import { setTimeout as sleep } from 'node:timers/promises'
import { storyRefusals } from '../errors.ts'

const PATIENCE_MS = 45_000
const LOOK_EVERY_MS = 120

/** Looks until there is something to see; refuses with what was waited for. */
export async function eventually<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > giveUpAt) throw storyRefusals.nothingHappened({ what })
    await sleep(LOOK_EVERY_MS)
  }
}
