/** A call follows its conversation: whoever has it is rung, whoever gives it on lets go, its end ends the call. */
import { clock, type Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { enqueue } from '#engine/jobs'
import type { Tx } from '#engine/store'
import { conversationAssigned, conversationClosed, conversationQueued } from '../../events.ts'
import type { Parts } from '../../parts.ts'
import { getConversation, type Conversation } from '../../thread/conversation.ts'
import { changeCall, lockCall, lockLastCall, silentCalls, type Call } from './call.ts'
import { hangUpJob, moveCallerJob } from './jobs.ts'
import { agentOf, openLegs } from './leg.ts'
import { endCall, SILENCE_MS } from './report.ts'
import { wantAgent } from './ring.ts'
import { dropLegs } from './turn.ts'

export function callSubscriber(parts: Parts): Subscriber {
  type React = (tx: Tx, context: Context, call: Call, conversation: Conversation) => Promise<void>
  const withCall =
    (react: React) =>
    ({ conversationId }: { conversationId: string }, context: Context): Promise<void> =>
      parts.database.withTenant(context, async (tx) => {
        const call = await lockLastCall(tx, context.tenantId, conversationId)
        if (!call || call.state === 'ended') return
        await react(tx, context, call, await getConversation(tx, context.tenantId, conversationId))
      })
  return {
    name: 'conversation-calls',
    reactions: [
      on(conversationAssigned, withCall(ringItsAgent)),
      on(conversationQueued, withCall(backToMusic)),
      on(
        conversationClosed,
        withCall((tx, context, call) => hangUp(parts, tx, context, call)),
      ),
    ],
  }
}

async function ringItsAgent(tx: Tx, context: Context, call: Call, { agentId, status }: Conversation): Promise<void> {
  const rings = call.state === 'waiting' || call.state === 'ringing' || call.state === 'talking'
  if (!rings || agentId === null || status !== 'active') return
  const talking = agentOf(await openLegs(tx, context.tenantId, call.callId))
  if (call.state === 'talking' && talking?.userId !== agentId) await fetchBack(tx, context, call)
  await wantAgent(tx, context, call, agentId)
}

/** Its agent has given it back to a queue. */
async function backToMusic(tx: Tx, context: Context, call: Call, { status }: Conversation): Promise<void> {
  if (status !== 'queued' || (call.state !== 'talking' && call.state !== 'ringing')) return
  if (call.state === 'talking') await fetchBack(tx, context, call)
  await changeCall(tx, context.tenantId, call, { state: 'waiting', held: false })
  await dropLegs(tx, context, call)
}

/** Out of the conference, before our phones are: it ends with whoever leaves it, and must not take the caller along. */
async function fetchBack(tx: Tx, context: Context, { callId }: Call): Promise<void> {
  await enqueue(tx, context, moveCallerJob, { callId, step: 'wait' })
}

export async function hangUp(parts: Parts, tx: Tx, context: Context, call: Call): Promise<void> {
  // Who leaves a message, or hears that we call back, is let finish.
  if (call.state === 'message' || call.state === 'callback') return
  const { tenantId } = context
  const { callId, sid, channelId } = call
  const channel = await parts.channels.find({ tenantId, channelId })
  if (channel) await endCall(tx, context, channel, call)
  if (sid !== null) await enqueue(tx, context, hangUpJob, { callId, sids: [sid] })
}

/** The provider's last word may be lost: a caller who has asked nothing for minutes has gone. */
export async function endSilentCalls(parts: Parts, context: Context): Promise<void> {
  const before = new Date(clock.ms() - SILENCE_MS)
  const calls = await parts.database.withTenant(context, (tx) => silentCalls(tx, context.tenantId, before))
  for (const callId of calls) {
    await parts.database.withTenant(context, async (tx) => {
      const call = await lockCall(tx, context.tenantId, callId)
      const channel = call && (await parts.channels.find({ tenantId: context.tenantId, channelId: call.channelId }))
      if (call && channel && call.state !== 'ended') await endCall(tx, context, channel, call)
    })
  }
}
