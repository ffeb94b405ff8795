/** A judged validation question: the intent it got, and whether that was right. */
export interface Verdict {
  readonly best: number
  readonly right: boolean
  readonly weight: number
}

/** By intent, the log-odds that it is right when it comes first. */
export type Trust = readonly number[]

/** So many trials of the average intent are mixed into each: a single slip must not silence an answer. */
const PRIOR_TRIALS = 4

/**
 * Some intents are often taken for another (a fee for its neighbour's); how often each was right on validation
 * tells what no single question can.
 */
export function measureTrust(verdicts: readonly Verdict[], intents: number): Trust {
  const counted = countUp(verdicts, intents)
  return Array.from({ length: intents }, (_, intent) =>
    logOdds(counted.right[intent]!, counted.all[intent]!, counted.average),
  )
}

/** The trust in each verdict's intent as all other verdicts see it. */
export function trustWithoutItself(verdicts: readonly Verdict[], intents: number): number[] {
  const { right, all, average } = countUp(verdicts, intents)
  return verdicts.map((verdict) =>
    logOdds(right[verdict.best]! - (verdict.right ? verdict.weight : 0), all[verdict.best]! - verdict.weight, average),
  )
}

function countUp(verdicts: readonly Verdict[], intents: number) {
  const right = new Float64Array(intents)
  const all = new Float64Array(intents)
  for (const verdict of verdicts) {
    all[verdict.best]! += verdict.weight
    if (verdict.right) right[verdict.best]! += verdict.weight
  }
  const total = all.reduce((sum, n) => sum + n, 0)
  const average = total === 0 ? 0.5 : right.reduce((sum, n) => sum + n, 0) / total
  return { right, all, average: Math.min(0.99, Math.max(0.01, average)) }
}

function logOdds(right: number, all: number, average: number): number {
  const share = (right + PRIOR_TRIALS * average) / (all + PRIOR_TRIALS)
  return Math.log(share / (1 - share))
}
