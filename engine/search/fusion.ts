/** What speaks for a document, each as a share of the question's information (about 0..1; `whole` may exceed 1). */
export interface Evidence {
  /** BM25 over the whole document. */
  readonly whole: number
  /** The best single sentence. */
  readonly sentence: number
  /** The title, or the first words. */
  readonly lead: number
}

/** Weights of the readings and of the evidence, and the calibration of the sum; can be learned per tenant. */
export interface Fusion {
  /** Words, pieces, characters. */
  readonly readings: readonly [number, number, number]
  readonly whole: number
  readonly sentence: number
  readonly lead: number
  /** Log-odds that a document answers = intercept + relevance · r + margin · (r − the best other's r). */
  readonly odds: { readonly intercept: number; readonly relevance: number; readonly margin: number }
}

/**
 * Learned on one half of a public set of Chinese passages, checked on the other (docs/decisions/judgement.md).
 * The readings and evidence weights are plain round numbers: finer ones won nothing.
 */

export const STANDARD_FUSION: Fusion = {
  readings: [1, 1, 0.3],
  whole: 1,
  sentence: 1,
  lead: 0.5,
  odds: { intercept: -5.8, relevance: 6.5, margin: 8.3 },
}

/** Ranks what was found and gives each its probability; the margin to the best other is half of what it tells. */
export function fuse<T extends Evidence>(found: readonly T[], fusion: Fusion): (T & { score: number })[] {
  const ranked = found
    .map((evidence) => ({ evidence, relevance: relevanceOf(evidence, fusion) }))
    .sort((a, b) => b.relevance - a.relevance)
  const first = ranked[0]?.relevance ?? 0
  const second = ranked[1]?.relevance ?? 0
  return ranked.map(({ evidence, relevance }, rank) => {
    const margin = relevance - (rank === 0 ? second : first)
    return { ...evidence, score: probabilityOf(relevance, margin, fusion) }
  })
}

function relevanceOf(evidence: Evidence, { whole, sentence, lead }: Fusion): number {
  return (whole * evidence.whole + sentence * evidence.sentence + lead * evidence.lead) / (whole + sentence + lead)
}

function probabilityOf(relevance: number, margin: number, { odds }: Fusion): number {
  return 1 / (1 + Math.exp(-(odds.intercept + odds.relevance * relevance + odds.margin * margin)))
}
