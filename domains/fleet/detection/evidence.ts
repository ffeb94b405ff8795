import { deviations, learn, newMoments, type Moments } from './moments.ts'
import { newRarity, rarityOf, remember, type Rarity } from './rarity.ts'
import { newRolling, push, type Rolling } from './rolling.ts'

/** One way to look at a series; upward and downward deviations have tails of their own. */
export interface Evidence {
  readonly upward: Rarity
  readonly downward: Rarity
}

/** Looks at what the last few rows have in common, against what such stretches usually have. */
export interface StretchEvidence extends Evidence {
  readonly stretch: Rolling
  readonly usual: Moments
}

export const LONG_MEMORY_ROWS = 2000

export function newEvidence(): Evidence {
  return { upward: newRarity(), downward: newRarity() }
}

export function newStretchEvidence(rows: number): StretchEvidence {
  return { ...newEvidence(), stretch: newRolling(rows), usual: newMoments() }
}

/** How rare a deviation in this direction has been so far; then it is remembered. */
export function weigh({ upward, downward }: Evidence, deviation: number): number {
  const rarity = deviation < 0 ? rarityOf(downward, -deviation) : rarityOf(upward, deviation)
  remember(upward, Math.max(0, deviation))
  remember(downward, Math.max(0, -deviation))
  return rarity
}

/** Takes a row into the stretch and weighs what `summary` says of the stretch against its usual values. */
export function weighStretch(
  evidence: StretchEvidence,
  value: number,
  summary: (stretch: Rolling) => number,
  floor: number,
): number {
  push(evidence.stretch, value)
  const present = summary(evidence.stretch)
  const deviation = deviations(evidence.usual, present, floor)
  learn(evidence.usual, present, LONG_MEMORY_ROWS)
  return weigh(evidence, deviation)
}
