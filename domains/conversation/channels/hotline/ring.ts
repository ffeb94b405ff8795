/**
 * The agent whom the router has found is rung at his own phone; the caller hears music until he picks up. The provider
 * is asked by jobs, after the transaction that wants it.
 */
import { Refusal, type Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import type { Tx } from '#engine/store'
import type { Parts } from '../../parts.ts'
import { sendAway } from '../../routing/miss.ts'
import { transfer } from '../../routing/transfer.ts'
import { getConversation } from '../../thread/conversation.ts'
import { addParticipant, createCall, ProviderError, updateCall, type HotlineConnection } from './api.ts'
import { changeCall, lockCall, type Call } from './call.ts'
import { phoneOf } from './agent-phone.ts'
import { ringJob } from './jobs.ts'
import { agentOf, changeLeg, claimLeg, findLeg, openLegs, wantLeg, type Leg } from './leg.ts'
import { dropLegs, noteCall, stepUrl } from './turn.ts'

/** The call is locked, and its conversation is this agent's. */
export async function wantAgent(tx: Tx, context: Context, call: Call, agentId: string): Promise<void> {
  const { tenantId } = context
  const { callId } = call
  const known = agentOf(await openLegs(tx, tenantId, callId))
  if (known?.userId === agentId) return
  if ((await phoneOf(tx, tenantId, agentId)) === null) {
    await noteCall({ tx, context, call }, 'call_no_phone', { agentId }, `no-phone:${agentId}`)
    return
  }
  // Whoever listened and now takes over is rung anew, as the one who talks.
  await dropLegs(tx, context, call, ({ userId, role }) => userId === agentId || role === 'agent')
  const legId = await wantLeg(tx, tenantId, { callId, userId: agentId, role: 'agent', mode: 'talk' })
  if (legId === undefined) return
  await changeCall(tx, tenantId, call, { state: 'ringing', held: false })
  await enqueue(tx, context, ringJob, { callId, legId })
}

/** Rings one phone; a phone that the provider cannot reach is over at once. */
export async function ringPhone(parts: Parts, context: Context, { callId, legId }: { callId: string; legId: string }) {
  const found = await parts.database.withTenant(context, async (tx) => {
    const call = await lockCall(tx, context.tenantId, callId)
    const leg = call && call.state !== 'ended' ? await claimLeg(tx, context.tenantId, legId) : undefined
    const agent = call && agentOf(await openLegs(tx, context.tenantId, call.callId))
    return call && leg ? { call, leg, agent } : undefined
  })
  if (!found) return
  const connection = await connectionOf(parts, context, found.call)
  try {
    const sid = await dial(connection, found)
    const isWanted = await parts.database.withTenant(context, (tx) => keepSid(tx, context, callId, legId, sid))
    if (!isWanted) await updateCall(connection, sid, { Status: 'completed' })
  } catch (error) {
    if (!isRefused(error)) throw error
    await parts.database.withTenant(context, (tx) => legEnded(tx, context, legId, error.message))
  }
}

/** False when it was not wanted any more while the provider was asked. */
async function keepSid(tx: Tx, { tenantId }: Context, callId: string, legId: string, sid: string): Promise<boolean> {
  await lockCall(tx, tenantId, callId)
  const leg = await findLeg(tx, tenantId, legId)
  if (leg && leg.sid === null) await changeLeg(tx, tenantId, leg, { sid })
  return leg?.state !== 'ended'
}

function dial(connection: HotlineConnection, ringing: { call: Call; leg: Leg; agent: Leg | undefined }) {
  const { call, leg, agent } = ringing
  const more = { call: call.callId, leg: leg.legId }
  const report = { StatusCallback: stepUrl(call, 'leg', more), StatusCallbackMethod: 'POST' }
  const To = leg.phone ?? ''
  if (leg.role === 'agent')
    return createCall(connection, { To, Url: stepUrl(call, 'agent', more), Timeout: '30', ...report })
  const events = { StatusCallbackEvent: ['answered', 'completed'], EndConferenceOnExit: false, Beep: 'false' }
  const hears = earsOf(leg.mode, agent?.sid ?? null)
  return addParticipant(connection, call.conferenceSid ?? call.callId, { To, ...hears, ...events, ...report })
}

/** Listens: muted. Whispers: coaches the agent, whom alone he is heard by. Barges in: heard by everybody. */
export function earsOf(mode: Leg['mode'], agentSid: string | null) {
  const coaching = mode === 'whisper' && agentSid !== null
  return { Muted: mode === 'listen', Coaching: coaching, ...(coaching ? { CallSidToCoach: agentSid } : {}) }
}

/** A phone of ours rings or talks no longer. Whom the agent did not pick up for goes back to the queue. */
export async function legEnded(tx: Tx, context: Context, legId: string, failure?: string): Promise<void> {
  const { tenantId } = context
  const told = await findLeg(tx, tenantId, legId)
  const call = told && (await lockCall(tx, tenantId, told.callId))
  const leg = call && (await findLeg(tx, tenantId, legId))
  if (!leg || leg.state === 'ended') return
  await changeLeg(tx, tenantId, leg, { state: 'ended' })
  if (leg.state === 'joined' || leg.role === 'supervisor') return
  const { userId: agentId, name } = leg
  const event = failure === undefined ? 'call_no_answer' : 'call_failed'
  await noteCall(
    { tx, context, call },
    event,
    { agentId, name, ...(failure ? { reason: failure } : {}) },
    `leg:${legId}`,
  )
  if (call.state !== 'ringing') return
  if (call.direction === 'out')
    return void (await changeCall(tx, tenantId, call, { state: 'ended', ended: true, outcome: 'unreached' }))
  await changeCall(tx, tenantId, call, { state: 'waiting' })
  await backToQueue(tx, context, call, agentId)
}

/** As with an offer that was missed: the next one is asked, and this one is away until he says otherwise. */
async function backToQueue(tx: Tx, context: Context, call: Call, agentId: string): Promise<void> {
  const conversationId = call.conversationId!
  await sendAway(tx, context, agentId, { conversationId, reason: 'missed_call' })
  const conversation = await getConversation(tx, context.tenantId, conversationId)
  if (conversation.agentId !== agentId || conversation.queueId === null) return
  await transfer(tx, context, conversation.conversationId, { queueId: conversation.queueId }, null)
}

/** The customer's leg is moved; a customer whom we call is dialled now that the agent is there. */
export async function moveCaller(parts: Parts, context: Context, { callId, step }: { callId: string; step: string }) {
  const call = await parts.database.withTenant(context, (tx) => lockCall(tx, context.tenantId, callId))
  if (!call || call.state === 'ended') return
  const connection = await connectionOf(parts, context, call)
  const Url = stepUrl(call, step, { call: callId })
  if (call.sid !== null) {
    await updateCall(connection, call.sid, { Url, Method: 'POST' }).catch(ignoreGone)
    return
  }
  const StatusCallback = stepUrl(call, 'end', { call: callId })
  const sid = await createCall(connection, { To: call.number, Url, StatusCallback, StatusCallbackMethod: 'POST' })
  await parts.database.withTenant(context, async (tx) => {
    const now = await lockCall(tx, context.tenantId, callId)
    if (now && now.sid === null) await changeCall(tx, context.tenantId, now, { sid })
  })
}

export async function hangUpLegs(parts: Parts, context: Context, { callId, sids }: { callId: string; sids: string[] }) {
  const call = await parts.database.withTenant(context, (tx) => lockCall(tx, context.tenantId, callId))
  if (!call) return
  const connection = await connectionOf(parts, context, call)
  for (const sid of sids) await updateCall(connection, sid, { Status: 'completed' }).catch(ignoreGone)
}

export async function connectionOf(
  parts: Parts,
  { tenantId }: Context,
  { channelId }: Call,
): Promise<HotlineConnection> {
  const channel = await parts.channels.find({ tenantId, channelId })
  if (!channel) throw new Error('The channel of a call is gone')
  return channel.connection as unknown as HotlineConnection
}

/** Whom we wanted to move or end has hung up himself. */
function ignoreGone(error: unknown): void {
  if (!(error instanceof ProviderError) || error.status >= 500) throw error
}

/** The provider or the network said no: the same request again would not help. */
export function isRefused(error: unknown): error is Error {
  return error instanceof ProviderError || error instanceof Refusal
}
