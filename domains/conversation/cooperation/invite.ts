import { clock, type Context } from '#engine/kernel'
import { notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { getConversation } from '../thread/conversation.ts'
import { noteEvent } from '../thread/speak.ts'
import { membersOf, type Invited } from './colleagues.ts'
import { invitedNotice } from './notices.ts'

/** Asks colleagues of any department into the thread beside its agent: they are told, and the thread says who came. */
export async function inviteColleagues(
  tx: Tx,
  context: Context,
  conversationId: string,
  asked: Invited,
): Promise<void> {
  const { tenantId, actor } = context
  const conversation = await getConversation(tx, tenantId, conversationId)
  const wanted = await membersOf(tx, context, asked)
  const joined = await tx.all(sql<{ userId: string; name: string | null }>`
    with joined as (
      insert into conversation.participant (tenant_id, conversation_id, agent_id, invited_by, joined_at)
      select ${tenantId}, ${conversationId}, id, ${actor.id}, ${clock.date()} from unnest(${wanted}::uuid[]) id
      where id::text <> ${actor.id} on conflict do nothing returning agent_id)
    select j.agent_id as "userId", u.name from joined j
    left join engine.user_account u on u.tenant_id = ${tenantId} and u.user_id = j.agent_id order by u.name`)
  if (joined.length === 0) return
  const names = joined.map(({ name }) => name ?? '')
  await noteEvent(tx, context, conversation, 'invited', { names }, { internal: true })
  await notify(tx, context, invitedNotice, {
    userIds: joined.map(({ userId }) => userId),
    params: { by: actor.name },
    link: `/conversation/${conversationId}`,
    source: `conversation:${conversationId}:invited:${conversation.lastSeq}`,
  })
}
