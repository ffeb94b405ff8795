/** One validated question: how sure the model was, whether it was right, and how much the question counts. */
export interface Trial {
  readonly p: number
  readonly right: boolean
  readonly weight: number
}

/** One-sided z of the bound. Without it a threshold misses its target as often as not, by up to two points. */
const CAUTION = 0.5

/** A trial counts half as what it was, half as what the odds expected of it: that scatters less from set to set. */
const EXPECTATION = 0.5

/**
 * The lowest threshold on p whose answers keep `precision` on validation, by Wilson's lower bound of the share
 * of right answers; 1.01 (never answer) when even the surest do not.
 */
export function answerThreshold(trials: readonly Trial[], precision: number): number {
  const ranked = [...trials].sort((a, b) => b.p - a.p)
  let threshold = 1.01
  let answered = 0
  let right = 0
  let squares = 0
  ranked.forEach((trial, i) => {
    answered += trial.weight
    squares += trial.weight * trial.weight
    right += trial.weight * ((1 - EXPECTATION) * (trial.right ? 1 : 0) + EXPECTATION * trial.p)
    // Questions of equal p stand or fall together.
    if (ranked[i + 1]?.p === trial.p) return
    const effectiveCount = (answered * answered) / squares
    if (wilsonLowerBound(right / answered, effectiveCount, CAUTION) >= precision) threshold = trial.p
  })
  return threshold
}

/** Wilson (1927): the lower end of the interval for a share seen in `count` trials. */
export function wilsonLowerBound(share: number, count: number, z: number): number {
  const z2 = (z * z) / count
  return (share + z2 / 2 - z * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count))) / (1 + z2)
}

/**
 * Below the answer threshold, a list of choices helps as long as the right one is in it half of the time: the
 * lowest p down to which that holds.
 */
export function choicesThreshold(trials: readonly (Trial & { readonly listed: boolean })[], answer: number): number {
  const ranked = trials.filter(({ p }) => p < answer).sort((a, b) => a.p - b.p)
  let listed = ranked.reduce((sum, trial) => sum + (trial.listed ? trial.weight : 0), 0)
  let total = ranked.reduce((sum, trial) => sum + trial.weight, 0)
  for (const trial of ranked) {
    if (listed / total >= 0.5) return trial.p
    listed -= trial.listed ? trial.weight : 0
    total -= trial.weight
  }
  return answer
}
