/** Messages that wait for their time. */
import { clock, Refusal, type Context } from '#engine/kernel'
import { cancelJob, enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import type { Channel } from '../channels/directory.ts'
import { conversationRefusals } from '../errors.ts'
import { assertServing, channelOf } from '../inbox/commands.ts'
import { sendScheduledJob } from '../jobs.ts'
import { tellColleagues, type Parts } from '../parts.ts'
import { assertSendable } from '../thread/speak.ts'
import { assertSayable } from '../words/guard.ts'

export interface Scheduled {
  readonly scheduledId: string
  readonly conversationId: string
  readonly agentId: string
  readonly agentName: string
  readonly text: string
  readonly replyTo: number | null
  readonly sendAt: string
  readonly state: 'waiting' | 'sent' | 'cancelled' | 'failed'
  readonly failure: string | null
  readonly customerWroteAt: string | null
  readonly version: number
}

export interface ScheduledDraft {
  readonly text: string
  readonly sendAt: string
}

const COLUMNS = sql.raw(`scheduled_id as "scheduledId", conversation_id as "conversationId", agent_id as "agentId",
  agent_name as "agentName", text, reply_to as "replyTo", send_at as "sendAt", state, failure,
  customer_wrote_at as "customerWroteAt", version`)

/** What still waits, and what could not be sent and nobody has put aside. */
export function listScheduled(tx: Tx, { tenantId }: Context, conversationId: string): Promise<Scheduled[]> {
  return tx.all(sql<Scheduled>`
    select ${COLUMNS} from conversation.scheduled_message
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and state in ('waiting', 'failed')
    order by send_at, scheduled_id limit 100`)
}

/** The row is locked until the end of the transaction. */
export async function lockScheduled(tx: Tx, { tenantId }: Context, scheduledId: string): Promise<Scheduled> {
  const found = await tx.find(sql<Scheduled>`
    select ${COLUMNS} from conversation.scheduled_message
    where tenant_id = ${tenantId} and scheduled_id = ${scheduledId} for update`)
  if (!found) throw conversationRefusals.scheduledNotFound()
  return found
}

/** Refused: schedule-too-early, window-closed-then, quota-used, and what a message sent now is refused for. */
export async function schedule(
  parts: Parts,
  context: Context,
  conversationId: string,
  draft: ScheduledDraft & { readonly scheduledId: string; readonly replyTo?: number | undefined },
): Promise<void> {
  const channel = await channelOf(parts, context, conversationId)
  await parts.database.withTenant(context, async (tx) => {
    await assertServing(tx, context, conversationId)
    await assertPossible(tx, context, channel, conversationId, draft)
    await assertSayable(tx, context, draft.text, { asked: true })
    const { scheduledId, text, sendAt, replyTo } = draft
    const { tenantId, actor } = context
    await tx.run(sql`
      insert into conversation.scheduled_message (tenant_id, scheduled_id, conversation_id, agent_id, agent_name, text,
        reply_to, send_at, created_at)
      values (${tenantId}, ${scheduledId}, ${conversationId}, ${actor.id}, ${actor.name}, ${text}, ${replyTo ?? null},
        ${sendAt}, ${clock.date()})
      on conflict do nothing`)
    await wakeAt(tx, context, scheduledId, sendAt)
    tellColleagues(parts, tx, context, conversationId, 'scheduled')
  })
}

/** Another text, another time; what had failed waits again. */
export async function changeScheduled(
  parts: Parts,
  context: Context,
  scheduledId: string,
  { text, sendAt, version }: ScheduledDraft & { readonly version: number },
): Promise<void> {
  const { conversationId } = await parts.database.withTenant(context, (tx) => lockScheduled(tx, context, scheduledId))
  const channel = await channelOf(parts, context, conversationId)
  await parts.database.withTenant(context, async (tx) => {
    const found = await lockOpen(tx, context, scheduledId)
    if (found.version !== version) throw new Refusal('engine.version-conflict', 412)
    await assertServing(tx, context, conversationId)
    await assertPossible(tx, context, channel, conversationId, { text, sendAt }, scheduledId)
    await assertSayable(tx, context, text, { asked: true })
    await tx.run(sql`
      update conversation.scheduled_message set text = ${text}, send_at = ${sendAt}, state = 'waiting', failure = null,
        customer_wrote_at = null, version = version + 1
      where tenant_id = ${context.tenantId} and scheduled_id = ${scheduledId}`)
    await wakeAt(tx, context, scheduledId, sendAt)
    tellColleagues(parts, tx, context, conversationId, 'scheduled')
  })
}

/** Never sent. Harmless when it is already cancelled; refused when it has been sent. */
export async function cancelScheduled(parts: Parts, context: Context, scheduledId: string): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    const found = await lockScheduled(tx, context, scheduledId)
    if (found.state === 'cancelled') return
    if (found.state === 'sent') throw conversationRefusals.scheduledIsOver()
    if (found.agentId !== context.actor.id) await assertServing(tx, context, found.conversationId)
    await settleScheduled(tx, context, scheduledId, 'cancelled')
    await cancelJob(tx, context, jobKey(scheduledId))
    tellColleagues(parts, tx, context, found.conversationId, 'scheduled')
  })
}

export async function settleScheduled(
  tx: Tx,
  { tenantId }: Context,
  scheduledId: string,
  state: 'sent' | 'cancelled' | 'failed',
  failure: string | null = null,
): Promise<void> {
  await tx.run(sql`
    update conversation.scheduled_message set state = ${state}, failure = ${failure}, version = version + 1
    where tenant_id = ${tenantId} and scheduled_id = ${scheduledId}`)
}

/** Locked, and neither sent nor cancelled. */
export async function lockOpen(tx: Tx, context: Context, scheduledId: string): Promise<Scheduled> {
  const found = await lockScheduled(tx, context, scheduledId)
  if (found.state === 'sent' || found.state === 'cancelled') throw conversationRefusals.scheduledIsOver()
  return found
}

function wakeAt(tx: Tx, context: Context, scheduledId: string, runAt: string): Promise<void> {
  return enqueue(tx, context, sendScheduledJob, { scheduledId }, { runAt, key: jobKey(scheduledId) })
}

function jobKey(scheduledId: string): string {
  return `scheduled:${scheduledId}`
}

/** The platform's window counts at the time of sending, and what already waits uses it too. */
async function assertPossible(
  tx: Tx,
  { tenantId }: Context,
  channel: Channel,
  conversationId: string,
  { text, sendAt }: ScheduledDraft,
  except: string | null = null,
): Promise<void> {
  if (Date.parse(sendAt) <= clock.ms()) throw conversationRefusals.scheduleTooEarly()
  assertSendable(channel, { type: 'text', text })
  if (!channel.kind.send) return
  const { closesAt, left } = await tx.one(sql<{ closesAt: string | null; left: number | null }>`
    select c.window_expires_at as "closesAt", c.window_remaining - (
        select count(*)::int from conversation.scheduled_message s
        where s.tenant_id = c.tenant_id and s.conversation_id = c.conversation_id and s.state = 'waiting'
          and s.scheduled_id is distinct from ${except}::uuid) as left
    from conversation.conversation c where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}`)
  if (closesAt !== null && closesAt <= new Date(sendAt).toISOString()) {
    throw conversationRefusals.windowClosedThen({ closesAt })
  }
  if (left !== null && left <= 0) throw conversationRefusals.quotaUsed()
}
