/** Who has waited too long in one queue waits on in another, where others can serve him too; his place in time is kept. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { conversationQueued } from '../events.ts'
import { wakeRouting } from '../jobs.ts'
import { getConversation, told } from '../thread/conversation.ts'
import { noteEvent } from '../thread/speak.ts'
import { lookAgain, wayOf, type Wait } from './long-wait.ts'
import { lockItem } from './queue-item.ts'

/** While it is on offer nobody is asked elsewhere; after that it is looked at again. */
const OFFER_MS = 10_000

/** Flows over once: from the other queue it goes nowhere else by itself. */
export async function flowOver(tx: Tx, context: Context, wait: Wait): Promise<void> {
  const { tenantId } = context
  const { conversationId, queueId } = wait
  const way = await wayOf(tx, context, queueId)
  const item = await lockItem(tx, tenantId, conversationId)
  if (!way || item?.queueId !== queueId) return
  if (item.offeredTo !== null) return lookAgain(tx, context, wait, OFFER_MS)
  const leftMs = Date.parse(item.enteredAt) + way.seconds * 1000 - clock.ms()
  if (leftMs > 0) return lookAgain(tx, context, wait, leftMs)
  await tx.run(sql`
    update conversation.queue_item i set queue_id = o.queue_id, skills = o.skills, wanted_agent_id = null
    from conversation.queue o
    where o.tenant_id = i.tenant_id and o.queue_id = ${way.toQueueId}
      and i.tenant_id = ${tenantId} and i.conversation_id = ${conversationId}`)
  await tx.run(sql`
    update conversation.conversation set queue_id = ${way.toQueueId}, version = version + 1
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
  const conversation = await getConversation(tx, tenantId, conversationId)
  await noteEvent(tx, context, conversation, 'overflowed', { from: way.from, to: way.to }, { internal: true })
  await emit(tx, context, conversationQueued, { ...told(conversation), queueId: way.toQueueId, formerAgentId: null })
  await wakeRouting(tx, context)
}
