/** An agent's presence and load. The load is counted under the lock of his row, so no two offers see the same room. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { presenceChanged } from '../events.ts'
import { wakeRouting } from '../jobs.ts'

export type Presence = 'online' | 'away' | 'offline'

export interface Agent {
  readonly agentId: string
  readonly presence: Presence
  readonly presenceSince: string
  readonly awayReason: string | null
  /** The offer that sent him away, as long as he is away for it. */
  readonly missed: MissedOffer | null
  readonly capacity: number
  readonly load: number
  readonly skills: readonly string[]
  readonly teamId: string | null
  readonly lastOfferAt: string | null
  readonly version: number
}

/** What sends an agent away without his doing. */
export interface Missed {
  readonly conversationId: string
  readonly reason: 'missed_offer' | 'missed_call'
}

export interface MissedOffer {
  readonly conversationId: string
  readonly contactId: string
  readonly contactName: string | null
}

const COLUMNS = sql.raw(`a.agent_id as "agentId", a.presence, a.presence_since as "presenceSince",
  a.away_reason as "awayReason", a.capacity, a.skills, a.team_id as "teamId", a.last_offer_at as "lastOfferAt", a.version,
  (select coalesce(sum(c.units), 0)::int from conversation.conversation c
    where c.tenant_id = a.tenant_id and c.agent_id = a.agent_id and c.status = 'active')
  + (select coalesce(sum(i.units), 0)::int from conversation.queue_item i
    where i.tenant_id = a.tenant_id and i.offered_to = a.agent_id) as load,
  (select jsonb_build_object('conversationId', m.conversation_id, 'contactId', m.contact_id, 'contactName', k.name)
    from conversation.conversation m
    join conversation.contact k on k.tenant_id = m.tenant_id and k.contact_id = m.contact_id
    where m.tenant_id = a.tenant_id and m.conversation_id = a.missed_conversation_id) as missed`)

export function findAgent(tx: Tx, tenantId: string, agentId: string): Promise<Agent | undefined> {
  return tx.find(sql<Agent>`
    select ${COLUMNS} from conversation.agent a where a.tenant_id = ${tenantId} and a.agent_id = ${agentId}`)
}

export function listAgents(tx: Tx, tenantId: string, presence?: Presence): Promise<Agent[]> {
  return tx.all(sql<Agent>`
    select ${COLUMNS} from conversation.agent a
    where a.tenant_id = ${tenantId} and (${presence ?? null}::text is null or a.presence = ${presence ?? null})
    order by a.agent_id`)
}

/** Locks the agent until the transaction ends, then counts what he has. Two statements: the second sees what the lock waited for. */
export async function lockAgent(tx: Tx, tenantId: string, agentId: string): Promise<Agent> {
  await tx.run(sql`
    select from conversation.agent where tenant_id = ${tenantId} and agent_id = ${agentId} for update`)
  const agent = await findAgent(tx, tenantId, agentId)
  if (!agent) throw conversationRefusals.agentNotFound()
  return agent
}

export function assertRoom(agent: Agent, units: number): void {
  if (agent.load + units > agent.capacity) {
    throw conversationRefusals.agentFull({ load: agent.load, capacity: agent.capacity })
  }
}

/** How many units a supervisor may have taken over at a time. */
const TAKEN_OVER_MAX = 5

export interface AgentSettings {
  readonly capacity: number
  readonly skills: readonly string[]
  readonly teamId: string | null
}

/** Makes a user an agent, or changes what he can do and carry. */
export async function saveAgent(
  tx: Tx,
  context: Context,
  agentId: string,
  { capacity, skills, teamId }: AgentSettings,
): Promise<void> {
  await tx.run(sql`
    insert into conversation.agent as a (tenant_id, agent_id, presence_since, capacity, skills, team_id)
    values (${context.tenantId}, ${agentId}, ${clock.date()}, ${capacity}, ${[...skills]}, ${teamId})
    on conflict (tenant_id, agent_id) do update set capacity = excluded.capacity, skills = excluded.skills,
      team_id = excluded.team_id, version = a.version + 1`)
  await wakeRouting(tx, context)
}

/** Who takes a conversation over, and is no agent yet, becomes one to whom nothing comes by itself. */
export async function ensureAgent(tx: Tx, { tenantId }: Context, agentId: string): Promise<void> {
  await tx.run(sql`
    insert into conversation.agent (tenant_id, agent_id, presence, presence_since, capacity, skills)
    values (${tenantId}, ${agentId}, 'offline', ${clock.date()}, ${TAKEN_OVER_MAX}, '{}')
    on conflict (tenant_id, agent_id) do nothing`)
}

/** False when he was so already. `missed`: Facet sets him away, for what he did not take. */
export async function setPresence(
  tx: Tx,
  context: Context,
  agentId: string,
  presence: Presence,
  missed?: Missed,
): Promise<boolean> {
  const reason = missed?.reason ?? null
  const changed = await tx.run(sql`
    update conversation.agent set presence = ${presence}, away_reason = ${reason}, presence_since = ${clock.date()},
      missed_conversation_id = ${missed?.conversationId ?? null}, version = version + 1
    where tenant_id = ${context.tenantId} and agent_id = ${agentId}
      and (presence <> ${presence} or away_reason is distinct from ${reason})`)
  if (changed === 0) return false
  await emit(tx, context, presenceChanged, { agentId, presence, reason })
  if (presence === 'online') await wakeRouting(tx, context)
  return true
}
