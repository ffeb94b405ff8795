/**
 * The router: offers what waits to who is free, takes back what nobody accepted. Any number of processes may run it;
 * each offer locks the agent, counts again, and takes the item only if it still waits.
 */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { cancelJob, enqueue } from '#engine/jobs'
import { sql, type Database, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { conversationOffered } from '../events.ts'
import { expireOfferJob, wakeRouting } from '../jobs.ts'
import { getConversation, told } from '../thread/conversation.ts'
import { assertRoom, ensureAgent, listAgents, lockAgent, type Agent } from './agent.ts'
import { assign } from './assign.ts'
import { matchQueue, type Match } from './match.ts'
import { sendAway } from './miss.ts'
import { getQueue } from './queue.ts'
import { lockItem, lockNextItem, PASS_MS, waitingItems } from './queue-item.ts'

/** More than this many are not looked at in one round; the next round is woken at once. */
const ROUND_MAX = 200

/** One round; answers how many offers were made. */
export async function route(database: Database, context: Context): Promise<number> {
  const { items, agents } = await database.withTenant(context, async (tx) => ({
    items: await waitingItems(tx, context.tenantId, ROUND_MAX),
    agents: await listAgents(tx, context.tenantId, 'online'),
  }))
  let made = 0
  for (const match of matchQueue(items, agents.map(toFree))) {
    if (await offer(database, context, match)) made += 1
  }
  return made
}

function toFree(agent: Agent) {
  return { ...agent, lastOfferMs: agent.lastOfferAt === null ? 0 : Date.parse(agent.lastOfferAt) }
}

/** False when the agent was filled, or the item taken, in the meantime. */
export function offer(database: Database, context: Context, { conversationId, agentId }: Match): Promise<boolean> {
  const { tenantId } = context
  return database.withTenant(context, async (tx) => {
    const agent = await lockAgent(tx, tenantId, agentId)
    const item = await lockItem(tx, tenantId, conversationId)
    if (!item || item.offeredTo !== null || agent.presence !== 'online') return false
    if (agent.load + item.units > agent.capacity) return false
    const { acceptSeconds } = await tx.one(sql<{ acceptSeconds: number }>`
      select accept_seconds as "acceptSeconds" from conversation.queue
      where tenant_id = ${tenantId} and queue_id = ${item.queueId}`)
    const expiresAt = new Date(clock.ms() + acceptSeconds * 1000).toISOString()
    await Promise.all([
      tx.run(sql`
        update conversation.queue_item set offered_to = ${agentId}, offered_at = ${clock.date()},
          offer_expires_at = ${expiresAt}
        where tenant_id = ${tenantId} and conversation_id = ${conversationId}`),
      tx.run(sql`
        update conversation.agent set last_offer_at = ${clock.date()}
        where tenant_id = ${tenantId} and agent_id = ${agentId}`),
      enqueue(
        tx,
        context,
        expireOfferJob,
        { conversationId, agentId },
        { key: offerKey(conversationId), runAt: expiresAt },
      ),
    ])
    await tellOffer(tx, context, conversationId, agentId, expiresAt)
    return true
  })
}

export async function accept(tx: Tx, context: Context, conversationId: string, agentId: string): Promise<void> {
  const agent = await lockAgent(tx, context.tenantId, agentId)
  const item = await lockItem(tx, context.tenantId, conversationId)
  if (item?.offeredTo !== agentId) throw conversationRefusals.notOffered()
  const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
  await cancelJob(tx, context, offerKey(conversationId))
  await assign(tx, context, conversation, agent, 'accept', item)
}

/** The agent does not want it now; the next one is asked. */
export async function decline(tx: Tx, context: Context, conversationId: string, agentId: string): Promise<void> {
  await lockAgent(tx, context.tenantId, agentId)
  if (!(await takeBack(tx, context, conversationId, agentId))) throw conversationRefusals.notOffered()
  await cancelJob(tx, context, offerKey(conversationId))
}

/** Nobody has answered: the next one is asked, and who missed it is away, where his queue is so set. */
export async function expireOffer(
  tx: Tx,
  context: Context,
  { conversationId, agentId }: { conversationId: string; agentId: string },
): Promise<void> {
  await lockAgent(tx, context.tenantId, agentId)
  const item = await lockItem(tx, context.tenantId, conversationId)
  const isOver =
    item?.offeredTo === agentId && item.offerExpiresAt !== null && Date.parse(item.offerExpiresAt) <= clock.ms()
  if (!isOver || !(await takeBack(tx, context, conversationId, agentId))) return
  const { awayWhenMissed } = await getQueue(tx, context.tenantId, item.queueId)
  if (awayWhenMissed) await sendAway(tx, context, agentId, { conversationId, reason: 'missed_offer' })
}

async function takeBack(tx: Tx, context: Context, conversationId: string, agentId: string): Promise<boolean> {
  const taken = await tx.run(sql`
    update conversation.queue_item set offered_to = null, offered_at = null, offer_expires_at = null,
      passed_by = case when passed_at > ${new Date(clock.ms() - PASS_MS)} then passed_by || ${agentId}::uuid
        else array[${agentId}::uuid] end,
      passed_at = ${clock.date()}
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId} and offered_to = ${agentId}`)
  if (taken === 0) return false
  await tellOffer(tx, context, conversationId, null, null)
  // Now for the others, and later for those who passed.
  await Promise.all([wakeRouting(tx, context), wakeRouting(tx, context, PASS_MS)])
  return true
}

async function tellOffer(
  tx: Tx,
  context: Context,
  conversationId: string,
  offeredTo: string | null,
  expiresAt: string | null,
): Promise<void> {
  const conversation = await getConversation(tx, context.tenantId, conversationId)
  const queueId = conversation.queueId!
  await emit(tx, context, conversationOffered, { ...told(conversation), queueId, offeredTo, expiresAt })
}

/** The agent helps himself to the head of his queues; answers which conversation it was. */
export async function takeNext(tx: Tx, context: Context, agentId: string): Promise<string> {
  const agent = await lockAgent(tx, context.tenantId, agentId)
  assertRoom(agent, 1)
  const item = await lockNextItem(tx, context.tenantId, { ...agent, room: agent.capacity - agent.load })
  if (!item) throw conversationRefusals.nobodyWaits()
  const conversation = await getConversation(tx, context.tenantId, item.conversationId, { lock: true })
  await assign(tx, context, conversation, agent, 'take_next', item)
  return item.conversationId
}

/** A supervisor gives it to somebody, or takes it himself; capacity holds here, too. */
export async function forceAssign(
  tx: Tx,
  context: Context,
  conversationId: string,
  agentId: string,
  by: 'force' | 'take_over',
): Promise<void> {
  const agent = await lockAgent(tx, context.tenantId, agentId)
  const item = await lockItem(tx, context.tenantId, conversationId)
  const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
  if (conversation.status === 'closed') throw conversationRefusals.conversationClosed()
  if (conversation.agentId === agentId) return
  const reserved = item?.offeredTo === agentId ? item.units : 0
  assertRoom({ ...agent, load: agent.load - reserved }, conversation.units)
  await cancelJob(tx, context, offerKey(conversationId))
  await assign(tx, context, conversation, agent, by, item)
}

/** A supervisor need not be an agent before he helps. */
export async function takeOver(tx: Tx, context: Context, conversationId: string): Promise<void> {
  await ensureAgent(tx, context, context.actor.id)
  await forceAssign(tx, context, conversationId, context.actor.id, 'take_over')
}

export function offerKey(conversationId: string): string {
  return `offer:${conversationId}`
}
