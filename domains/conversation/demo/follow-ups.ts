/** Whoever rated badly lately or left a message is spoken to: the older ones were, the newest wait. */
import { newId, type Context, type Random } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { reachIn } from '../leave-message/offer.ts'
import { insert, type Row } from './rows.ts'
import type { ConversationWorld } from './world.ts'

/** The demo company leaves itself more time than Facet would. */
export const FOLLOW_UP_HOURS = 48
const DAYS = 14
const MOST_RATINGS = 10
const STILL_OPEN = 5
const HOUR_MS = 3_600_000

const RESULTS = {
  low_rating: [
    '已致电道歉，客户说等得太久；已改好，客户表示满意',
    '电话沟通：问题又出现过一次，已转工单跟进，约定周五前答复',
    '客户当时着急开会，现在一切正常，不用再处理',
    '两次未接通，已发短信说明处理结果，客户回复“好的”',
  ],
  message: ['已回电，远程处理完毕，客户确认可以正常使用', '已回电，约好明天上午上门'],
} as const

interface Cause {
  readonly kind: keyof typeof RESULTS
  readonly conversationId: string
  readonly agentId: string | null
  readonly teamId: string | null
  readonly queueId: string | null
  readonly rating: number | null
  readonly text: string | null
  readonly at: string
}

export async function seedFollowUps(tx: Tx, context: Context, world: ConversationWorld, dice: Random): Promise<void> {
  const causes = [...(await lowRatings(tx, context, world)), ...(await leftMessages(tx, context))]
  const tasks = causes
    .toSorted((one, other) => Date.parse(other.at) - Date.parse(one.at))
    .map((cause, index) => ({ ...taskOf(cause, context), ...standOf(cause, index, world, dice) }))
  await insert(tx, 'follow_up_task', tasks)
}

function lowRatings(tx: Tx, { tenantId }: Context, { to }: ConversationWorld): Promise<Cause[]> {
  return tx.all(sql<Cause>`
    select 'low_rating' as kind, conversation_id as "conversationId", agent_id as "agentId", team_id as "teamId",
      queue_id as "queueId", rating, rating_reason as text, rated_at as at
    from conversation.conversation
    where tenant_id = ${tenantId} and rating <= 2 and rated_at > ${to}::timestamptz - make_interval(days => ${DAYS}::int)
      and rated_at < ${to}
    order by rated_at desc limit ${MOST_RATINGS}`)
}

function leftMessages(tx: Tx, { tenantId }: Context): Promise<Cause[]> {
  return tx.all(sql<Cause>`
    select 'message' as kind, c.conversation_id as "conversationId", c.agent_id as "agentId", c.team_id as "teamId",
      c.queue_id as "queueId", c.rating, m.text, m.created_at as at
    from conversation.conversation c
    join conversation.message m on m.tenant_id = c.tenant_id and m.conversation_id = c.conversation_id
    where c.tenant_id = ${tenantId} and c.close_reason = 'message' and m.author_kind = 'customer'
      and m.seq > c.leaving_since`)
}

function taskOf(cause: Cause, { tenantId }: Context): Row {
  return {
    tenant_id: tenantId,
    follow_up_id: newId(),
    kind: cause.kind,
    conversation_id: cause.conversationId,
    agent_id: cause.agentId,
    team_id: cause.teamId,
    queue_id: cause.queueId,
    rating: cause.rating,
    text: cause.text,
    reach: cause.kind === 'message' ? reachIn(cause.text ?? '') : null,
    due_at: iso(Date.parse(cause.at) + FOLLOW_UP_HOURS * HOUR_MS),
    opened_at: cause.at,
    version: 1,
  }
}

/** What nobody took belongs to nobody yet. */
function standOf({ kind, at }: Cause, index: number, { supervisors, to }: ConversationWorld, dice: Random): Row {
  const whose = dice.pick(supervisors)
  if (index < STILL_OPEN) return { state: 'open', assignee_id: index % 2 === 1 ? whose.userId : null }
  const soon = Date.parse(at) + dice.between(2, FOLLOW_UP_HOURS - 4) * HOUR_MS
  return {
    state: 'done',
    assignee_id: whose.userId,
    result: dice.pick(RESULTS[kind]),
    done_by: whose.name,
    done_at: iso(Math.min(soon, Date.parse(to) - HOUR_MS / 4)),
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()
