/** Where an agent's phone rings: a setting of his own. */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../../errors.ts'
import { ensureAgent } from '../../routing/agent.ts'

export async function phoneOf(tx: Tx, tenantId: string, agentId: string): Promise<string | null> {
  const agent = await tx.find(sql<{ phone: string | null }>`
    select phone from conversation.agent where tenant_id = ${tenantId} and agent_id::text = ${agentId}`)
  return agent?.phone ?? null
}

/** Who supervises, and is no agent yet, becomes one to whom nothing comes by itself. */
export async function setOwnPhone(tx: Tx, context: Context, phone: string | null): Promise<void> {
  await ensureAgent(tx, context, context.actor.id)
  await setPhone(tx, context, context.actor.id, phone)
}

/** Refused: agent-not-found. */
export async function setPhone(tx: Tx, { tenantId }: Context, agentId: string, phone: string | null): Promise<void> {
  const changed = await tx.run(sql`
    update conversation.agent set phone = ${phone}, version = version + 1
    where tenant_id = ${tenantId} and agent_id = ${agentId}`)
  if (changed === 0) throw conversationRefusals.agentNotFound()
}
