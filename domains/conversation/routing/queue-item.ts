import { clock, type Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { tellWaitingJob, wakeRouting } from '../jobs.ts'
import type { Conversation } from '../thread/conversation.ts'
import { watchWait } from './long-wait.ts'
import { rankAt } from './rank.ts'

export interface QueueItem {
  readonly conversationId: string
  readonly queueId: string
  readonly skills: readonly string[]
  readonly units: number
  readonly enteredAt: string
  readonly rankAt: string
  readonly stickyAgentId: string | null
  readonly wantedAgentId: string | null
  readonly fromAgentId: string | null
  readonly offeredTo: string | null
  readonly offerExpiresAt: string | null
  readonly passedBy: readonly string[]
}

/** For so long who has passed is not asked again. */
export const PASS_MS = 60_000

const COLUMNS = sql.raw(`i.conversation_id as "conversationId", i.queue_id as "queueId", i.skills, i.units,
  i.entered_at as "enteredAt", i.rank_at as "rankAt", i.sticky_agent_id as "stickyAgentId",
  i.wanted_agent_id as "wantedAgentId", i.from_agent_id as "fromAgentId", i.offered_to as "offeredTo",
  i.offer_expires_at as "offerExpiresAt"`)

/** Those who still count as having passed. */
const passedBy = () => {
  const since = new Date(clock.ms() - PASS_MS)
  return sql`case when i.passed_at > ${since} then i.passed_by else '{}'::uuid[] end as "passedBy"`
}

/** The head of all queues, in their order, without what is on offer. */
export function waitingItems(tx: Tx, tenantId: string, limit: number): Promise<QueueItem[]> {
  return tx.all(sql<QueueItem>`
    select ${COLUMNS}, ${passedBy()} from conversation.queue_item i
    where i.tenant_id = ${tenantId} and i.offered_to is null
    order by i.rank_at, i.conversation_id limit ${limit}`)
}

export function lockItem(tx: Tx, tenantId: string, conversationId: string): Promise<QueueItem | undefined> {
  return tx.find(sql<QueueItem>`
    select ${COLUMNS}, ${passedBy()} from conversation.queue_item i
    where i.tenant_id = ${tenantId} and i.conversation_id = ${conversationId} for update`)
}

/** The first item that an agent with these skills may take, locked; what another takes at this moment is passed over. */
export function lockNextItem(
  tx: Tx,
  tenantId: string,
  agent: { agentId: string; skills: readonly string[]; room: number },
): Promise<QueueItem | undefined> {
  return tx.find(sql<QueueItem>`
    select ${COLUMNS}, ${passedBy()} from conversation.queue_item i
    where i.tenant_id = ${tenantId} and i.offered_to is null and i.units <= ${agent.room}
      and (i.wanted_agent_id = ${agent.agentId}
        or (i.wanted_agent_id is null and i.skills <@ ${[...agent.skills]}::text[]))
    order by i.rank_at, i.conversation_id limit 1 for update skip locked`)
}

export async function removeItem(tx: Tx, tenantId: string, conversationId: string): Promise<void> {
  await tx.run(sql`
    delete from conversation.queue_item where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
}

export interface Entry {
  readonly queueId: string
  readonly wantedAgentId?: string
  readonly fromAgentId?: string
  /** Since when the customer has waited in fairness: a transferred one keeps the place of his arrival. */
  readonly sinceMs?: number
}

/** How long a customer who cannot see the queue waits before he is told how it stands. */
const TELL_AFTER_MS = 5000

export async function insertItem(tx: Tx, context: Context, conversation: Conversation, entry: Entry): Promise<void> {
  const { conversationId, units, priority, vip, lastAgentId } = conversation
  const rank = rankAt(entry.sinceMs ?? clock.ms(), priority + (vip ? 1 : 0))
  await tx.run(sql`
    insert into conversation.queue_item (tenant_id, conversation_id, queue_id, skills, units, entered_at, rank_at,
      sticky_agent_id, wanted_agent_id, from_agent_id)
    select q.tenant_id, ${conversationId}, q.queue_id, q.skills, ${units}, ${clock.date()}, ${new Date(rank)},
      ${lastAgentId}, ${entry.wantedAgentId ?? null}, ${entry.fromAgentId ?? null}
    from conversation.queue q where q.tenant_id = ${context.tenantId} and q.queue_id = ${entry.queueId}
    on conflict (tenant_id, conversation_id) do nothing`)
  const runAt = new Date(clock.ms() + TELL_AFTER_MS).toISOString()
  await watchWait(tx, context, { conversationId, queueId: entry.queueId })
  await Promise.all([
    wakeRouting(tx, context),
    enqueue(tx, context, tellWaitingJob, { conversationId }, { key: `tell-waiting:${conversationId}`, runAt }),
  ])
}
