/** The rules as a company has set them. Each saving is a new number; a card keeps the number that judged it. */
import { clock, invalidInput, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { sql, type Tx } from '#engine/store'
import type { RuleSetting } from './rule.ts'
import { RULE_NAMES, RULES } from './rules/all.ts'
import type { Settings } from './score.ts'

export interface Standard {
  /** 0: what Facet comes with. */
  readonly number: number
  readonly rules: Settings
  readonly savedBy: string | null
  readonly savedAt: string | null
}

const USUAL: Settings = Object.fromEntries(RULES.map(({ name, usual }) => [name, usual]))
const BUILT_IN: Standard = { number: 0, rules: USUAL, savedBy: null, savedAt: null }

/** The present one, or the one of a number. */
export async function standardOf(tx: Tx, { tenantId }: Context, number?: number): Promise<Standard> {
  if (number === 0) return BUILT_IN
  const row = await tx.find(sql<Standard>`
    select number, rules, saved_by as "savedBy", saved_at as "savedAt" from conversation.quality_standard
    where tenant_id = ${tenantId} and (${number ?? null}::int is null or number = ${number ?? null})
    order by number desc limit 1`)
  // A rule that came with a newer Facet is as it usually is.
  return row ? { ...row, rules: { ...USUAL, ...row.rules } } : BUILT_IN
}

/** Answers the new number. Refused: a rule that there is not, or no rule that counts. */
export async function saveStandard(tx: Tx, context: Context, rules: Readonly<Record<string, RuleSetting>>) {
  assertJudges(rules)
  const number = await nextNumber(tx, context)
  await tx.run(sql`
    insert into conversation.quality_standard (tenant_id, number, rules, saved_by, saved_at)
    values (${context.tenantId}, ${number}, ${JSON.stringify(rules)}, ${context.actor.name}, ${clock.date()})`)
  await audit(tx, context, {
    action: 'conversation.quality_standard.save',
    subject: `quality_standard:${number}`,
    after: rules,
  })
  return number
}

function assertJudges(rules: Readonly<Record<string, RuleSetting>>): void {
  const unknown = Object.keys(rules).filter((name) => !RULE_NAMES.includes(name))
  const problems = unknown.map((name) => ({ path: `/rules/${name}`, message: 'is no rule' }))
  const counts = Object.values(rules).some(({ on, weight }) => on && weight > 0)
  const none = counts ? [] : [{ path: '/rules', message: 'has no rule that counts' }]
  if (problems.length + none.length > 0) throw invalidInput([...problems, ...none])
}

async function nextNumber(tx: Tx, { tenantId }: Context): Promise<number> {
  await tx.run(
    sql`select pg_advisory_xact_lock(hashtext('conversation.quality_standard'), hashtext(${tenantId}::text))`,
  )
  const { number } = await tx.one(sql<{ number: number }>`
    select coalesce(max(number), 0) + 1 as number from conversation.quality_standard where tenant_id = ${tenantId}`)
  return number
}
