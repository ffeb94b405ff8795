/** What a supervisor and the wall see at this moment. */
import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Presence } from '../routing/agent.ts'
import { expectedWaitOf } from '../routing/standing.ts'

export interface QueueNow {
  readonly queueId: string
  readonly name: string
  readonly waiting: number
  readonly onOffer: number
  readonly longestWaitSince: string | null
  readonly agentsOnline: number
  readonly freeUnits: number
  /** Null: nobody was accepted in the last ten minutes. */
  readonly expectedSeconds: number | null
}

export async function queuesNow(tx: Tx, { tenantId }: Context): Promise<QueueNow[]> {
  const rows = await tx.all(sql<Omit<QueueNow, 'expectedSeconds'>>`
    with agent as (
      select a.skills, a.capacity - (select coalesce(sum(c.units), 0) from conversation.conversation c
        where c.tenant_id = a.tenant_id and c.agent_id = a.agent_id and c.status = 'active') as free
      from conversation.agent a where a.tenant_id = ${tenantId} and a.presence = 'online')
    select q.queue_id as "queueId", q.name,
      count(i.conversation_id) filter (where i.offered_to is null)::int as waiting,
      count(i.conversation_id) filter (where i.offered_to is not null)::int as "onOffer",
      min(i.entered_at) as "longestWaitSince",
      (select count(*)::int from agent where agent.skills @> q.skills) as "agentsOnline",
      (select coalesce(sum(greatest(0, free)), 0)::int from agent where agent.skills @> q.skills) as "freeUnits"
    from conversation.queue q
    left join conversation.queue_item i on i.tenant_id = q.tenant_id and i.queue_id = q.queue_id
    where q.tenant_id = ${tenantId} group by q.queue_id, q.name, q.skills
    order by q.name collate "zh-x-icu", q.queue_id`)
  return Promise.all(
    rows.map(async (row) => ({ ...row, expectedSeconds: await expectedWaitOf(tx, tenantId, row.queueId) })),
  )
}

export interface AgentNow {
  readonly agentId: string
  readonly name: string | null
  readonly presence: Presence
  readonly presenceSince: string
  readonly awayReason: string | null
  readonly capacity: number
  readonly load: number
  readonly skills: readonly string[]
  readonly teamId: string | null
  /** Customers who wait for a reply of this agent. */
  readonly awaiting: number
  readonly overdue: number
}

export function agentsNow(tx: Tx, { tenantId }: Context): Promise<AgentNow[]> {
  return tx.all(sql<AgentNow>`
    select a.agent_id as "agentId", u.name, a.presence, a.presence_since as "presenceSince",
      a.away_reason as "awayReason", a.capacity, a.skills, a.team_id as "teamId",
      coalesce(sum(c.units), 0)::int as load,
      count(c.conversation_id) filter (where c.awaiting_since is not null)::int as awaiting,
      count(c.conversation_id) filter (where c.reply_due_at < ${clock.date()})::int as overdue
    from conversation.agent a
    left join engine.user_account u on u.tenant_id = a.tenant_id and u.user_id = a.agent_id
    left join conversation.conversation c
      on c.tenant_id = a.tenant_id and c.agent_id = a.agent_id and c.status = 'active'
    where a.tenant_id = ${tenantId} group by a.tenant_id, a.agent_id, u.name
    order by array_position(array['online', 'away', 'offline'], a.presence), u.name collate "zh-x-icu", a.agent_id`)
}
