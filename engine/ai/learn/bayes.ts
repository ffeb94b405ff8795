import type { Sparse } from './sparse.ts'
import type { Labelled } from './svm.ts'

/**
 * Naive Bayes against the complement (Rennie et al. 2003), half of the direct estimate added. Its mistakes are
 * unlike those of the discriminative models, and it learns from one example. Kept sparse: a feature stores only
 * the intents it was seen with, the others share one value.
 */
export interface BayesWeights {
  readonly intents: number
  /** Feature f's entries stand from `starts[f]` to `starts[f + 1]`; features without any are not counted. */
  readonly starts: Int32Array
  readonly seenWith: Int32Array
  readonly gains: Float32Array
  /** What any feature says about an intent it was never seen with. */
  readonly unseen: Float32Array
  /** What is the same for all intents. */
  readonly common: Float32Array
}

const COMPLEMENT_PRIOR = 0.3
const DIRECT_PRIOR = 0.05

export function countBayes({ rows, labels, intents }: Labelled, features: number): BayesWeights {
  const counts = Array.from({ length: features }, () => new Map<number, number>())
  const totals = new Float64Array(intents)
  for (let i = 0; i < rows.count; i++) {
    const label = labels[i]!
    for (let p = rows.starts[i]!; label >= 0 && p < rows.starts[i + 1]!; p++) {
      const count = counts[rows.ids[p]!]
      if (!count) continue
      count.set(label, (count.get(label) ?? 0) + 1)
      totals[label]! += 1
    }
  }
  return weightsFrom(counts, totals)
}

function weightsFrom(counts: readonly ReadonlyMap<number, number>[], totals: Float64Array): BayesWeights {
  const all = totals.reduce((sum, total) => sum + total, 0)
  const features = counts.length
  const starts = new Int32Array(features + 1)
  counts.forEach((count, f) => (starts[f + 1] = starts[f]! + count.size))
  const seenWith = new Int32Array(starts[features]!)
  const gains = new Float32Array(seenWith.length)
  const common = new Float32Array(features)
  counts.forEach((count, f) => {
    let at = starts[f]!
    const sum = count.values().reduce((total, n) => total + n, 0)
    common[f] = -Math.log(sum + COMPLEMENT_PRIOR) + 0.5 * Math.log(DIRECT_PRIOR)
    for (const [intent, n] of count) {
      seenWith[at] = intent
      gains[at++] =
        Math.log((sum + COMPLEMENT_PRIOR) / (sum - n + COMPLEMENT_PRIOR)) +
        0.5 * Math.log((n + DIRECT_PRIOR) / DIRECT_PRIOR)
    }
  })
  const unseen = Float32Array.from(
    totals,
    (total) => Math.log(all - total + COMPLEMENT_PRIOR * features) - 0.5 * Math.log(total + DIRECT_PRIOR * features),
  )
  return { intents: totals.length, starts, seenWith, gains, unseen, common }
}

/** Scores by the square root of the question's length, so that long questions do not look surer. */
export function bayesScores(weights: BayesWeights, { ids }: Sparse): Float64Array {
  const scores = new Float64Array(weights.intents)
  let known = 0
  let common = 0
  for (const id of ids) {
    const start = weights.starts[id]
    const end = weights.starts[id + 1]
    if (start === undefined || end === undefined || start === end) continue
    known += 1
    common += weights.common[id]!
    for (let p = start; p < end; p++) scores[weights.seenWith[p]!]! += weights.gains[p]!
  }
  const scale = 1 / Math.sqrt(Math.max(1, known))
  return scores.map((score, intent) => (score + common + known * weights.unseen[intent]!) * scale)
}
