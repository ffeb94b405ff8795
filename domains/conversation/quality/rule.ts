import type { Account } from './account.ts'

export type Outcome = 'passed' | 'failed' | 'not_applicable'

export interface Verdict {
  readonly outcome: Outcome
  /** The places of the messages that show it. */
  readonly evidence: readonly number[]
}

/** What a company may set at a rule. */
export interface RuleSetting {
  readonly on: boolean
  /** How much it counts beside the others. */
  readonly weight: number
  /** A conversation that fails it has the score 0. */
  readonly fatal: boolean
  /** Seconds, or a rating, by the rule; null: the rule has none. */
  readonly limit: number | null
  /** What is looked for, in any language; empty: the rule looks for no words. */
  readonly phrases: readonly string[]
}

export interface Rule {
  readonly name: string
  readonly usual: RuleSetting
  judge(account: Account, setting: RuleSetting): Verdict
}

export const NOT_APPLICABLE: Verdict = { outcome: 'not_applicable', evidence: [] }

export function passed(evidence: readonly number[] = []): Verdict {
  return { outcome: 'passed', evidence }
}

export function failed(evidence: readonly number[] = []): Verdict {
  return { outcome: 'failed', evidence }
}
