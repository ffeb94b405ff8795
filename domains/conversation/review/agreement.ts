/** How far two judges agree: the plain share, and Cohen's kappa (1960), which takes off what chance alone would give. */
import type { Outcome } from '../quality/rule.ts'

export type Pair = readonly [Outcome, Outcome]

export interface Agreement {
  readonly count: number
  readonly agreed: number
  /** 0–1; null: nothing was judged by both. */
  readonly share: number | null
  /** 1: always, 0: as often as by chance, below: less often. Null: chance alone would always agree. */
  readonly kappa: number | null
}

const OUTCOMES: readonly Outcome[] = ['passed', 'failed', 'not_applicable']

/** Both passed 20, both failed 15, one passed 5, the other 10, of 50: share 0.7, kappa 0.4. */
export function agreementOf(pairs: readonly Pair[]): Agreement {
  const count = pairs.length
  if (count === 0) return { count, agreed: 0, share: null, kappa: null }
  const agreed = pairs.filter(([one, other]) => one === other).length
  const share = agreed / count
  const chance = OUTCOMES.reduce((sum, outcome) => sum + shareOf(pairs, 0, outcome) * shareOf(pairs, 1, outcome), 0)
  return { count, agreed, share, kappa: chance === 1 ? null : (share - chance) / (1 - chance) }
}

function shareOf(pairs: readonly Pair[], judge: 0 | 1, outcome: Outcome): number {
  return pairs.filter((pair) => pair[judge] === outcome).length / pairs.length
}
