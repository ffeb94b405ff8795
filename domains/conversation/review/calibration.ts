/**
 * How far people and rules agree, and people among themselves, rule by rule. Only what was judged
 * without knowing of the others counts, as it was judged first; what was overturned does not.
 */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Outcome } from '../quality/rule.ts'
import { agreementOf, type Agreement, type Pair } from './agreement.ts'

export interface RuleCalibration {
  readonly rule: string
  readonly withRules: Agreement
  readonly amongPeople: Agreement
}

export interface Calibration {
  readonly reviews: number
  readonly readTwice: number
  readonly rules: readonly RuleCalibration[]
}

interface Row {
  readonly conversationId: string
  readonly rule: string
  readonly outcome: Outcome
  readonly byRules: Outcome | null
}

export async function calibrationOf(
  tx: Tx,
  { tenantId }: Context,
  { from = null, to = null }: { from?: string | null | undefined; to?: string | null | undefined },
): Promise<Calibration> {
  const rows = await tx.all(sql<Row>`
    select r.conversation_id as "conversationId", v.key as rule, v.value as outcome, (
      select x ->> 'outcome' from jsonb_array_elements(s.results) x where x ->> 'rule' = v.key) as "byRules"
    from conversation.review r
    join conversation.score_card s
      on s.tenant_id = r.tenant_id and s.conversation_id = r.conversation_id and s.standard = r.standard
    cross join jsonb_each_text(r.blind_verdicts) v
    where r.tenant_id = ${tenantId} and r.upheld is not false
      and (${from}::timestamptz is null or r.given_at >= ${from})
      and (${to}::timestamptz is null or r.given_at < ${to})
    order by r.given_at desc, r.review_id limit 200000`)
  const byRule = Map.groupBy(rows, ({ rule }) => rule)
  const first = [...byRule.values()][0] ?? []
  return {
    reviews: first.length,
    readTwice: [...Map.groupBy(first, ({ conversationId }) => conversationId).values()].filter((one) => one.length > 1)
      .length,
    rules: [...byRule].map(([rule, judged]) => ({
      rule,
      withRules: agreementOf(judged.flatMap(({ outcome, byRules }): Pair[] => (byRules ? [[outcome, byRules]] : []))),
      amongPeople: agreementOf(pairsAmong(judged)),
    })),
  }
}

/** Everybody who judged a conversation beside everybody else who did. */
function pairsAmong(judged: readonly Row[]): Pair[] {
  return [...Map.groupBy(judged, ({ conversationId }) => conversationId).values()].flatMap((readers) =>
    readers.flatMap((one, index) => readers.slice(index + 1).map((other): Pair => [one.outcome, other.outcome])),
  )
}
