/**
 * Which conversations a colleague sees. Everybody who may read sees all of them, except who sees only the own teams'
 * work (`Actor.onlyTeams`): the conversations that a team of his handles or that wait in its queue, his own, those that
 * are offered to him, and those into which he was asked, be it the thread or one beside it.
 */
import type { Context } from '#engine/kernel'
import { checkedBelow, type RouteSet } from '#engine/http'
import { sql, type Database, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import { conversationRefusals } from '../errors.ts'

/** A condition on `conversation.conversation c`. Nothing is asked of who sees everything: the lists keep their plans. */
export function inSight({ tenantId, actor }: Context): RawBuilder<boolean> {
  if (!actor.onlyTeams) return sql<boolean>`true`
  const { id, teamIds } = actor
  return sql<boolean>`(c.agent_id = ${id}::uuid or c.team_id = any(${teamIds}::uuid[])
    or c.queue_id = any(array(
      select q.queue_id from conversation.queue q
      where q.tenant_id = ${tenantId} and q.team_id = any(${teamIds}::uuid[])))
    or c.conversation_id = any(array(
      select t.conversation_id from conversation.participant t
      where t.tenant_id = ${tenantId} and t.agent_id = ${id}::uuid
      union all
      select i.conversation_id from conversation.queue_item i
      where i.tenant_id = ${tenantId} and (i.offered_to = ${id}::uuid or i.wanted_agent_id = ${id}::uuid)
      union all
      select s.conversation_id from conversation.side_member m
      join conversation.side s on s.tenant_id = m.tenant_id and s.side_id = m.side_id
      where m.tenant_id = ${tenantId} and m.user_id = ${id}::uuid)))`
}

/** The same of sums that are kept by team: a condition on `f.team_id`. */
export function ofOwnTeams({ actor }: Context): RawBuilder<boolean> {
  return actor.onlyTeams ? sql<boolean>`f.team_id = any(${actor.teamIds}::uuid[])` : sql<boolean>`true`
}

/** Refused: conversation-not-found, as if there were none. */
export async function assertInSight(tx: Tx, context: Context, conversationId: string): Promise<void> {
  if (!(await isInSight(tx, context, conversationId))) throw conversationRefusals.conversationNotFound()
}

export async function isInSight(tx: Tx, context: Context, conversationId: string): Promise<boolean> {
  if (!context.actor.onlyTeams) return true
  const found = await tx.find(sql`
    select from conversation.conversation c
    where c.tenant_id = ${context.tenantId} and c.conversation_id = ${conversationId} and ${inSight(context)}`)
  return found !== undefined
}

/** Whether a live connection may follow the conversation; customers never do. */
export function isVisible({ database }: { database: Pick<Database, 'withTenant'> }) {
  return async (context: Context, conversationId: string): Promise<boolean> => {
    if (context.actor.customerId !== undefined) return false
    return !context.actor.onlyTeams || database.withTenant(context, (tx) => isInSight(tx, context, conversationId))
  }
}

/** The same routes; those of one conversation refuse who does not see it, whatever they would do with it. */
export function withinSight({ withTenant }: Pick<Database, 'withTenant'>, sets: readonly RouteSet[]): RouteSet[] {
  return checkedBelow('/api/conversation/conversations/:id', sets, async ({ context, params }) => {
    if (context.actor.onlyTeams) await withTenant(context, (tx) => assertInSight(tx, context, params.id))
  })
}
