/** The call at the desk: how it stands, and what its agent and supervisors do with it. */
import { type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { enqueue } from '#engine/jobs'
import type { Tx } from '#engine/store'
import { sql } from '#engine/store'
import { conversationRefusals } from '../../errors.ts'
import { broadcast, type Parts } from '../../parts.ts'
import { getConversation } from '../../thread/conversation.ts'
import { phoneOf } from './agent-phone.ts'
import { updateParticipant } from './api.ts'
import { beginOutgoing, changeCall, lockLastCall, type Call } from './call.ts'
import { hangUp } from './follow.ts'
import { ringJob } from './jobs.ts'
import { agentOf, changeLeg, openLegs, wantLeg, type Leg, type LegMode } from './leg.ts'
import { connectionOf, earsOf, isRefused, wantAgent } from './ring.ts'
import { dropLegs, noteCall } from './turn.ts'

export interface CallNow extends Pick<
  Call,
  'callId' | 'direction' | 'state' | 'number' | 'held' | 'beganAt' | 'connectedAt' | 'endedAt' | 'outcome'
> {
  readonly legs: readonly Pick<Leg, 'userId' | 'name' | 'role' | 'mode' | 'state'>[]
}

export interface CallView {
  /** The last call of the conversation; null where nobody ever rang. */
  readonly call: CallNow | null
  /** Where the reader's own phone rings. */
  readonly myPhone: string | null
}

export async function readCall(tx: Tx, { tenantId, actor }: Context, conversationId: string): Promise<CallView> {
  const call = await tx.find(sql<Omit<CallNow, 'legs'>>`
    select call_id as "callId", direction, state, number, held, began_at as "beganAt", connected_at as "connectedAt",
      ended_at as "endedAt", outcome
    from conversation.call where tenant_id = ${tenantId} and conversation_id = ${conversationId}
    order by began_at desc limit 1`)
  const myPhone = await phoneOf(tx, tenantId, actor.id)
  if (!call) return { call: null, myPhone }
  const legs = await openLegs(tx, tenantId, call.callId)
  return {
    call: { ...call, legs: legs.map(({ userId, name, role, mode, state }) => ({ userId, name, role, mode, state })) },
    myPhone,
  }
}

/** Rings the agent's phone again; without a caller on the line, calls him back. Refused: not-yours, no-phone, no-call. */
export async function ring(tx: Tx, context: Context, conversationId: string): Promise<void> {
  const { tenantId, actor } = context
  const call = await callFor(tx, context, conversationId)
  const conversation = await getConversation(tx, tenantId, conversationId)
  if (conversation.status === 'closed') throw conversationRefusals.conversationClosed()
  if (conversation.agentId !== actor.id) throw conversationRefusals.notYours()
  if ((await phoneOf(tx, tenantId, actor.id)) === null) throw conversationRefusals.noPhone()
  if (call.state === 'menu' || call.state === 'message' || call.state === 'callback')
    throw conversationRefusals.noCall()
  if (call.state !== 'ended') return wantAgent(tx, context, call, actor.id)
  const back = await beginOutgoing(tx, tenantId, call)
  await noteCall({ tx, context, call: back }, 'call_back', { number: back.number, name: actor.name })
  await wantAgent(tx, context, back, actor.id)
}

async function callFor(tx: Tx, context: Context, conversationId: string): Promise<Call> {
  const call = await lockLastCall(tx, context.tenantId, conversationId)
  if (!call) throw conversationRefusals.noCall()
  return call
}

/** The customer hears music until he is taken back. Refused: no-call, not-yours, connection-failed. */
export async function hold(parts: Parts, context: Context, conversationId: string, held: boolean): Promise<void> {
  const call = await parts.database.withTenant(context, async (tx) => {
    await assertTheirs(tx, context, conversationId)
    return callFor(tx, context, conversationId)
  })
  const { sid, conferenceSid, callId } = call
  if (call.state !== 'talking' || sid === null) throw conversationRefusals.noCall()
  await asked(parts, context, call, conferenceSid ?? callId, sid, { Hold: held })
  await parts.database.withTenant(context, async (tx) => {
    const now = await callFor(tx, context, conversationId)
    if (now.callId === callId && now.state === 'talking') await changeCall(tx, context.tenantId, now, { held })
  })
  tellChanged(parts, context, conversationId)
}

/** Ends the call; the conversation stays for what is left to write. */
export async function endByHand(parts: Parts, context: Context, conversationId: string): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    await assertTheirs(tx, context, conversationId)
    const call = await callFor(tx, context, conversationId)
    if (call.state === 'ended') throw conversationRefusals.noCall()
    await hangUp(parts, tx, context, call)
  })
}

/** Who serves the customer, and supervisors. */
async function assertTheirs(tx: Tx, { tenantId, actor }: Context, conversationId: string): Promise<void> {
  const { agentId } = await getConversation(tx, tenantId, conversationId)
  const supervises = actor.roles.includes('supervisor') || actor.roles.includes('administrator')
  if (agentId !== actor.id && !supervises) throw conversationRefusals.notYours()
}

export type Supervision = Exclude<LegMode, 'talk'>

/**
 * A supervisor listens, whispers to the agent, or speaks to both; null: leaves. His phone rings the first time.
 * Refused: no-call, no-phone, connection-failed. Who listened to whom stands in the audit trail.
 */
export async function supervise(
  parts: Parts,
  context: Context,
  conversationId: string,
  mode: Supervision | null,
): Promise<void> {
  const { tenantId, actor } = context
  const found = await parts.database.withTenant(context, async (tx) => {
    const call = await callFor(tx, context, conversationId)
    const legs = await openLegs(tx, tenantId, call.callId)
    const own = legs.find(({ userId, role }) => userId === actor.id && role === 'supervisor')
    const subject = `conversation:${conversationId}`
    await audit(tx, context, { action: 'conversation.call.supervise', subject, after: { mode, callId: call.callId } })
    if (mode === null) {
      await dropLegs(tx, context, call, (leg) => leg.legId === own?.legId)
      return undefined
    }
    if (call.state !== 'talking') throw conversationRefusals.noCall()
    if (own) return { call, own, agent: agentOf(legs) }
    await ringSupervisor(tx, context, call, mode)
    return undefined
  })
  if (found && mode !== null) await change(parts, context, found, mode)
  tellChanged(parts, context, conversationId)
}

async function ringSupervisor(tx: Tx, context: Context, { callId }: Call, mode: Supervision): Promise<void> {
  const { tenantId, actor } = context
  if ((await phoneOf(tx, tenantId, actor.id)) === null) throw conversationRefusals.noPhone()
  const legId = await wantLeg(tx, tenantId, { callId, userId: actor.id, role: 'supervisor', mode })
  // The agent of the call hears it anyway.
  if (legId === undefined) throw conversationRefusals.noCall()
  await enqueue(tx, context, ringJob, { callId, legId })
}

async function change(
  parts: Parts,
  context: Context,
  { call, own, agent }: { call: Call; own: Leg; agent: Leg | undefined },
  mode: Supervision,
): Promise<void> {
  if (own.sid === null) throw conversationRefusals.noCall()
  await asked(parts, context, call, call.conferenceSid ?? call.callId, own.sid, earsOf(mode, agent?.sid ?? null))
  await parts.database.withTenant(context, (tx) => changeLeg(tx, context.tenantId, own, { mode }))
}

async function asked(
  parts: Parts,
  context: Context,
  call: Call,
  conference: string,
  sid: string,
  fields: Parameters<typeof updateParticipant>[3],
): Promise<void> {
  const connection = await connectionOf(parts, context, call)
  await updateParticipant(connection, conference, sid, fields).catch((error: unknown) => {
    if (isRefused(error)) throw conversationRefusals.connectionFailed({ detail: error.message })
    throw error
  })
}

function tellChanged(parts: Parts, context: Context, conversationId: string): void {
  broadcast(parts, context, `conversation:${conversationId}`, 'conversation.call_changed', { conversationId })
}
