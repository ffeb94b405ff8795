/** What two supervisors say, each without knowing of the other, of conversations that were drawn of the week before. */
import { newId, type Context, type Random } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Outcome } from '../quality/rule.ts'
import { judge } from '../quality/score-card.ts'
import { weigh, type RuleResult } from '../quality/score.ts'
import { standardOf } from '../quality/standard.ts'
import { drawSample } from '../review/sample.ts'
import { insert, type Row } from './rows.ts'
import type { ConversationWorld } from './world.ts'

const HOUR_MS = 3_600_000
const FIRST_HOURS_AGO = 30
const LOWEST = 7
const BEST = 4
/** The second reader has not come to all of them yet. */
const UNREAD_BY_SECOND = 3
/** How often a person sees a rule otherwise than Facet does, and one person otherwise than another. */
const UNLIKE_RULES = 0.12
const UNLIKE_OTHERS = 0.08
/** Where people may differ; the rest can be counted. */
const JUDGED = ['greeting', 'every_turn', 'last_question', 'confirmation', 'closing', 'summarised']

const PRAISE = '处理得很好，问得清楚，步骤也说明白了。'
const ADVICE: Readonly<Record<string, string>> = {
  greeting: '开头先问候一句，再问情况。',
  first_response: '第一句来得太晚，先回一句“正在看”也好。',
  every_turn: '中间让客户等得久了，查资料时要先说一声。',
  confirmation: '结束前没有向客户确认是否已经解决。',
  closing: '结束语漏了，离开前请客户随时再来。',
  summarised: '没有写小结，下一位同事看不出做过什么。',
}
const DISPUTE = '这一条我有不同看法，请结合前后文再看一次。'

interface Drawn {
  readonly conversationId: string
  readonly agentId: string
  readonly standard: number
  readonly results: readonly RuleResult[]
  readonly closedAt: string
}

type Verdicts = Readonly<Record<string, Outcome>>

export async function seedReviews(tx: Tx, context: Context, world: ConversationWorld, dice: Random): Promise<void> {
  const week = weekBefore(world)
  await judgeWeek(tx, context, week)
  await drawSample(tx, context, week)
  const read = chosenOf(await drawnOf(tx, context, week), world)
  const reviews = read.flatMap((drawn, index) => {
    const readers = world.supervisors.slice(0, index < read.length - UNREAD_BY_SECOND ? 2 : 1)
    const seen = seeAnew(
      Object.fromEntries(drawn.results.map(({ rule, outcome }) => [rule, outcome])),
      dice,
      UNLIKE_RULES,
    )
    return readers.map((reader, turn) => ({
      ...reviewOf(context, drawn, seeAnew(seen, dice, UNLIKE_OTHERS)),
      ...givenBy(reader, drawn, Date.parse(world.to) - (FIRST_HOURS_AGO - index - turn) * HOUR_MS),
    }))
  })
  await insert(tx, 'review', disputed(reviews, world))
}

/** The Monday of the week that is over. */
function weekBefore({ to, zone }: ConversationWorld): string {
  const day = Temporal.Instant.from(to).toZonedDateTimeISO(zone).toPlainDate()
  return day.subtract({ days: day.dayOfWeek + 6 }).toString()
}

/** All else is judged by a job, after the demo is loaded. */
async function judgeWeek(tx: Tx, context: Context, week: string): Promise<void> {
  const ids = await tx.all(sql<{ id: string }>`
    select c.conversation_id as id from conversation.conversation c join engine.tenant t using (tenant_id)
    where c.tenant_id = ${context.tenantId} and c.status = 'closed' and c.agent_id is not null
      and c.closed_at >= ${week}::date::timestamp at time zone t.zone
      and c.closed_at < (${week}::date + 7)::timestamp at time zone t.zone`)
  const standard = await standardOf(tx, context)
  for (const { id } of ids) await judge(tx, context, id, standard)
}

/** The worst first. */
function drawnOf(tx: Tx, { tenantId }: Context, week: string): Promise<Drawn[]> {
  return tx.all(sql<Drawn>`
    select r.conversation_id as "conversationId", r.agent_id as "agentId", s.standard, s.results,
      s.closed_at as "closedAt"
    from conversation.review_sample r
    join conversation.score_card s
      on s.tenant_id = r.tenant_id and s.conversation_id = r.conversation_id and s.current
    where r.tenant_id = ${tenantId} and r.week = ${week}::date
    order by s.score nulls last, r.conversation_id`)
}

/** One of the first agent, to whose desk a newcomer comes; then the worst, and some of the best. */
function chosenOf(drawn: readonly Drawn[], { agents }: ConversationWorld): Drawn[] {
  const own = drawn.filter(({ agentId }) => agentId === agents[0]!.agentId).slice(0, 1)
  const others = drawn.filter((one) => !own.includes(one))
  return [...own, ...others.slice(0, LOWEST), ...others.slice(LOWEST).slice(-BEST)]
}

/** What does not apply is clear to everybody. */
function seeAnew(verdicts: Verdicts, dice: Random, unlike: number): Verdicts {
  return Object.fromEntries(
    Object.entries(verdicts).map(([rule, outcome]) => {
      const differs = JUDGED.includes(rule) && dice.next() < unlike
      return [rule, differs && outcome !== 'not_applicable' ? OPPOSITE[outcome] : outcome]
    }),
  )
}

const OPPOSITE = { passed: 'failed', failed: 'passed' } as const

function reviewOf({ tenantId }: Context, { conversationId, standard, results }: Drawn, verdicts: Verdicts): Row {
  const failed = results.find(({ rule }) => verdicts[rule] === 'failed')
  return {
    tenant_id: tenantId,
    review_id: newId(),
    conversation_id: conversationId,
    standard,
    verdicts,
    blind_verdicts: verdicts,
    score: weigh(results.map((result) => ({ ...result, outcome: verdicts[result.rule]! }))),
    comment: failed ? (ADVICE[failed.rule] ?? null) : PRAISE,
    state: 'given',
    version: 1,
  }
}

/** Nobody reads what is not over. */
function givenBy({ userId, name }: ConversationWorld['supervisors'][number], { closedAt }: Drawn, ms: number): Row {
  const givenAt = new Date(Math.max(Date.parse(closedAt) + HOUR_MS / 12, ms)).toISOString()
  return { reviewer_id: userId, reviewer_name: name, given_at: givenAt }
}

/** The first agent does not agree with what was said of hers. */
function disputed([first, ...rest]: readonly Row[], { agents, to }: ConversationWorld): Row[] {
  if (!first) return []
  const dispute = { state: 'disputed', dispute: DISPUTE, disputed_by: agents[0]!.name, disputed_at: to }
  return [{ ...first, ...dispute }, ...rest]
}
