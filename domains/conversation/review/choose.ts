/** Which of an agent's conversations are read: a third for a low score, a third for a low rating, the rest by chance. */
import type { Random } from '#engine/kernel'

export type Stratum = 'low_score' | 'low_rating' | 'random'

export interface Candidate {
  readonly conversationId: string
  readonly score: number | null
  readonly rating: number | null
}

export interface Bounds {
  /** Below this score, and up to this rating. */
  readonly lowScore: number
  readonly lowRating: number
}

export interface Chosen {
  readonly conversationId: string
  readonly stratum: Stratum
}

/** What a stratum cannot fill is filled by chance, so that as many are read as was wished. */
export function choose(candidates: readonly Candidate[], size: number, bounds: Bounds, dice: Random): Chosen[] {
  const mixed = dice.shuffle(candidates)
  const third = Math.floor(size / 3)
  const chosen = new Map<string, Stratum>()
  const take = (stratum: Stratum, most: number, fits: (one: Candidate) => boolean): void => {
    for (const one of mixed) {
      if (most <= 0 || chosen.size >= size) return
      if (chosen.has(one.conversationId) || !fits(one)) continue
      chosen.set(one.conversationId, stratum)
      most -= 1
    }
  }
  take('low_rating', third, ({ rating }) => rating !== null && rating <= bounds.lowRating)
  take('low_score', third, ({ score }) => score !== null && score < bounds.lowScore)
  take('random', size, () => true)
  return [...chosen].map(([conversationId, stratum]) => ({ conversationId, stratum }))
}
