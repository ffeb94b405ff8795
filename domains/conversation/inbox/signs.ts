/** Small signs between those who look at a conversation: read, typing, tags. */
import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Typing } from '../channels/widget/line.ts'
import { conversationRefusals } from '../errors.ts'
import { broadcast, type Parts } from '../parts.ts'
import { findConversation } from '../thread/conversation.ts'
import { markAgentRead } from '../thread/receipts.ts'

export async function tellRead(parts: Parts, context: Context, conversationId: string, seq: number): Promise<void> {
  const { moved, agentId } = await parts.database.withTenant(context, async (tx) => {
    const conversation = await findConversation(tx, context.tenantId, conversationId)
    if (!conversation) throw conversationRefusals.conversationNotFound()
    // Only who serves the customer reads for us; a supervisor who looks leaves no mark.
    const isServing = conversation.agentId === context.actor.id
    return {
      moved: isServing && (await markAgentRead(tx, context, conversationId, seq)),
      agentId: conversation.agentId,
    }
  })
  if (!moved) return
  const read = { who: 'agent', read: seq, conversationId }
  broadcast(parts, context, `conversation:${conversationId}`, 'conversation.seen', read)
  broadcast(parts, context, `conversation.inbox:${agentId}`, 'conversation.seen', read)
}

export function tellTyping(parts: Parts, context: Context, conversationId: string, internal: boolean): void {
  const typing: Typing & { agentId: string } = {
    who: 'agent',
    name: context.actor.name,
    internal,
    agentId: context.actor.id,
  }
  broadcast(parts, context, `conversation:${conversationId}`, 'conversation.typing', typing)
}

/** Only colleagues hear who has the conversation open, and only at this moment. */
export function tellLooking(parts: Parts, context: Context, conversationId: string, state: 'here' | 'gone'): void {
  const { id: agentId, name } = context.actor
  broadcast(parts, context, `conversation.colleagues:${conversationId}`, 'conversation.looking', {
    agentId,
    name,
    state,
  })
}

export async function setTags(parts: Parts, context: Context, conversationId: string, tags: readonly string[]) {
  const changed = await parts.database.withTenant(context, (tx) =>
    tx.run(sql`
      update conversation.conversation set tags = ${[...new Set(tags)]}, version = version + 1
      where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`),
  )
  if (changed === 0) throw conversationRefusals.conversationNotFound()
  broadcast(parts, context, `conversation:${conversationId}`, 'conversation.tagged', { tags })
}

/** Adds to the tags that it has. */
export async function addTags(tx: Tx, { tenantId }: Context, conversationId: string, tags: readonly string[]) {
  await tx.run(sql`
    update conversation.conversation set version = version + 1,
      tags = tags || array(select distinct t from unnest(${[...tags]}::text[]) t where t <> all (tags))
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
}
