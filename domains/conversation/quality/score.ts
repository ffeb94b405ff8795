/** From the rules and an account to a score card. Pure: the same account and standard give the same card. */
import type { Account } from './account.ts'
import type { Outcome, RuleSetting } from './rule.ts'
import { RULES } from './rules/all.ts'

export type Settings = Readonly<Record<string, RuleSetting>>

export interface RuleResult {
  readonly rule: string
  readonly outcome: Outcome
  readonly weight: number
  readonly fatal: boolean
  readonly evidence: readonly number[]
}

export interface Scored {
  /** 0–100; null: no rule applied. */
  readonly score: number | null
  readonly results: readonly RuleResult[]
}

/** Messages that show the same fault again add nothing: a card names this many. */
const EVIDENCE_MAX = 20

/** Rules that are switched off are left out. */
export function scoreOf(account: Account, settings: Settings): Scored {
  const results = RULES.flatMap(({ name, usual, judge }) => {
    const setting = settings[name] ?? usual
    if (!setting.on) return []
    const { outcome, evidence } = judge(account, setting)
    const { weight, fatal } = setting
    return [{ rule: name, outcome, weight, fatal, evidence: evidence.slice(0, EVIDENCE_MAX) }]
  })
  return { score: weigh(results), results }
}

/** The share of weight that passed, of all that applied. Passed 60, failed 20, the rest not applicable: 75. */
export function weigh(results: readonly Omit<RuleResult, 'evidence' | 'rule'>[]): number | null {
  const applied = results.filter(({ outcome }) => outcome !== 'not_applicable')
  const whole = sumOf(applied)
  if (whole === 0) return null
  if (applied.some(({ outcome, fatal }) => fatal && outcome === 'failed')) return 0
  return Math.round((100 * sumOf(applied.filter(({ outcome }) => outcome === 'passed'))) / whole)
}

function sumOf(results: readonly { readonly weight: number }[]): number {
  return results.reduce((sum, { weight }) => sum + weight, 0)
}
