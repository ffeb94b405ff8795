import { clock, type Context } from '#engine/kernel'
import { notify } from '#engine/notify'
import type { Tx } from '#engine/store'
import { getConversation } from '../thread/conversation.ts'
import { setPresence, type Missed } from './agent.ts'
import { missedOfferNotice } from './notices.ts'

/** Who did not take what was offered to him is away until he says otherwise; his desk and his bell tell him why. */
export async function sendAway(tx: Tx, context: Context, agentId: string, missed: Missed): Promise<void> {
  if (!(await setPresence(tx, context, agentId, 'away', missed))) return
  const { contactName, contactId } = await getConversation(tx, context.tenantId, missed.conversationId)
  await notify(tx, context, missedOfferNotice, {
    userIds: [agentId],
    params: { name: contactName ?? `#${contactId.slice(-4).toUpperCase()}` },
    link: '/conversation',
    source: `away:${agentId}:${clock.iso()}`,
  })
}
