import type { Rarities } from './views.ts'

/**
 * From rarities to one score. The rarest view counts most and the others corroborate it. What has been
 * reported is not reported again: after a high score, only what is rarer still comes through, until the
 * memory of the last report has faded.
 */
export interface Judgement {
  rows: number
  /** The height of the last report, fading. */
  reported: number
}

/** How far the views are trusted: surprise, shift, off habit, unrest. */
const TRUST = [1, 0.95, 0.9, 0.7] as const
/** What the rarest, the second and the further views contribute. */
const CORROBORATION = [1, 0.5, 0.3, 0.2] as const
const RARITY_MAX = 6
const WARM_UP_ROWS = 50
/** In a long series rarer things happen by chance: one in a thousand comes every thousand rows. */
const PATIENCE = 0.3
const FADE = Math.exp(-1 / 400)
/** Repeated reports keep a trace of their height, low enough not to alarm. */
const REPEAT_SHARE = 0.25
/** The evidence at which the score is a half: an operator should be told. */
export const TELLING_EVIDENCE = 4

export function newJudgement(): Judgement {
  return { rows: 0, reported: 0 }
}

/** The score of a row, in [0, 1). */
export function judge(judgement: Judgement, rarities: Rarities): number {
  judgement.rows++
  judgement.reported *= FADE
  if (judgement.rows <= WARM_UP_ROWS) return 0
  const patience = PATIENCE * Math.log10((judgement.rows + 200) / 1000)
  const evidence = Math.max(0, corroborated(rarities) - patience)
  if (evidence <= judgement.reported) return scoreOf(REPEAT_SHARE * evidence)
  judgement.reported = evidence
  return scoreOf(evidence)
}

function corroborated(rarities: Rarities): number {
  const ranked = rarities.map((rarity, view) => TRUST[view]! * Math.min(rarity, RARITY_MAX)).sort((a, b) => b - a)
  return ranked.reduce((sum, rarity, rank) => sum + CORROBORATION[rank]! * rarity, 0)
}

function scoreOf(evidence: number): number {
  return 1 - 2 ** (-evidence / TELLING_EVIDENCE)
}
