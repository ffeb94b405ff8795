/** The moment at which a conversation becomes an agent's, however it came to him. Inside the caller's transaction. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { conversationAssigned } from '../events.ts'
import { told, type Conversation } from '../thread/conversation.ts'
import { noteEvent } from '../thread/speak.ts'
import type { Agent } from './agent.ts'
import { removeItem, type QueueItem } from './queue-item.ts'

export type AssignedBy = 'accept' | 'take_next' | 'force' | 'take_over' | 'reopen'

/** The agent's row is locked and has room; the conversation's row is locked and open. */
export async function assign(
  tx: Tx,
  context: Context,
  conversation: Conversation,
  agent: Agent,
  by: AssignedBy,
  item?: QueueItem,
): Promise<void> {
  const { tenantId } = context
  const { conversationId, agentId: formerAgentId } = conversation
  const now = clock.date()
  const waitSeconds = item ? Math.max(0, Math.round((clock.ms() - Date.parse(item.enteredAt)) / 1000)) : 0
  if (item) await removeItem(tx, tenantId, conversationId)
  if (formerAgentId !== null) await endStretch(tx, context, conversationId, by)
  await tx.run(sql`
    update conversation.conversation set status = 'active', agent_id = ${agent.agentId}, team_id = ${agent.teamId},
      accepted_at = coalesce(accepted_at, ${now}), handled_since = ${now},
      queue_seconds = queue_seconds + ${waitSeconds},
      reply_due_at = case when awaiting_since is null then reply_due_at
        else least(reply_due_at, ${now}::timestamptz + make_interval(secs => reply_target_seconds)) end,
      version = version + 1
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
  await Promise.all([
    tx.run(sql`
      insert into conversation.acceptance (tenant_id, conversation_id, accepted_at, queue_id, agent_id, skills,
        wait_seconds)
      values (${tenantId}, ${conversationId}, ${now}, ${item?.queueId ?? conversation.queueId}, ${agent.agentId},
        ${[...(item?.skills ?? [])]}, ${waitSeconds})
      on conflict do nothing`),
    tx.run(sql`
      update conversation.contact set last_agent_id = ${agent.agentId}
      where tenant_id = ${tenantId} and contact_id = ${conversation.contactId}`),
  ])
  const { name } = await tx.one(sql<{ name: string | null }>`
    select (select name from engine.user_account
      where tenant_id = ${tenantId} and user_id = ${agent.agentId}) as name`)
  await noteEvent(tx, context, conversation, 'assigned', { agentId: agent.agentId, name, by })
  await emit(tx, context, conversationAssigned, {
    ...told(conversation),
    agentId: agent.agentId,
    formerAgentId,
    queueId: item?.queueId ?? conversation.queueId,
    by,
    waitSeconds,
  })
}

/** The present agent's work on it ends here: its time is counted. */
export async function endStretch(tx: Tx, { tenantId }: Context, conversationId: string, by: string): Promise<void> {
  const now = clock.date()
  await tx.run(sql`
    update conversation.conversation set handled_since = null,
      handling_seconds = handling_seconds
        + coalesce(greatest(0, extract(epoch from ${now}::timestamptz - handled_since))::int, 0)
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
  await tx.run(sql`
    update conversation.acceptance set ended_at = ${now}, ended_by = ${by}
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and ended_at is null`)
}
