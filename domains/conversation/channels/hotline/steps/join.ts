/** Caller and agent meet in a conference that bears the call's id; it ends when either leaves. */
import { clock, Refusal, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { enqueue } from '#engine/jobs'
import { rate } from '../../../close/rating.ts'
import { changeCall, lockCall } from '../call.ts'
import { moveCallerJob } from '../jobs.ts'
import { agentOf, changeLeg, findLeg, openLegs } from '../leg.ts'
import { verb, type Verb } from '../twiml.ts'
import { dropLegs, goodbye, goTo, noteCall, sayPhrase, stepUrl, type Talk, type Turn } from '../turn.ts'

/** The customer's leg: into the conference, when the agent is there. */
export async function join(turn: Talk): Promise<readonly Verb[]> {
  const { tx, context, call } = turn
  if (call.state === 'ended') return goodbye(turn)
  const agent = agentOf(await openLegs(tx, context.tenantId, call.callId))
  if (agent?.state !== 'joined')
    return call.direction === 'in' && call.state !== 'talking' ? [goTo(turn, 'wait')] : goodbye(turn)
  if (call.state !== 'talking') {
    await changeCall(tx, context.tenantId, call, { state: 'talking', connected: true })
    await noteCall(turn, 'call_connected', { agentId: agent.userId, name: agent.name }, `connected:${agent.legId}`)
    await answerInPerson(tx, context, turn.conversation.conversationId)
  }
  const room = conferenceOf(turn, { record: turn.settings.record === 'announced' ? 'record-from-start' : undefined })
  const inside = verb('Dial', { action: stepUrl(call, 'after', { call: call.callId }), method: 'POST' }, room)
  return call.direction === 'out' ? [...helloFromUs(turn), inside] : [inside]
}

function helloFromUs(turn: Talk): Verb[] {
  const hello = sayPhrase(turn, 'call-from-us')
  return turn.settings.record === 'announced' ? [hello, sayPhrase(turn, 'call-recorded')] : [hello]
}

function conferenceOf({ call }: Pick<Turn, 'call'>, more: Verb['attributes']): Verb {
  const attributes = {
    beep: false,
    startConferenceOnEnter: true,
    endConferenceOnExit: true,
    statusCallback: stepUrl(call, 'conference', { call: call.callId }),
    statusCallbackEvent: 'start end',
    ...more,
    ...(more['record'] === undefined ? {} : { recordingStatusCallback: stepUrl(call, 'tape', { call: call.callId }) }),
  }
  return verb('Conference', attributes, call.callId)
}

/** To pick up is to answer: nobody has to type anything. */
async function answerInPerson(tx: Tx, { tenantId }: Context, conversationId: string): Promise<void> {
  const now = clock.date()
  await tx.run(sql`
    update conversation.conversation set first_response_at = coalesce(first_response_at, ${now}),
      response_count = response_count + (awaiting_since is not null)::int,
      response_seconds = response_seconds
        + coalesce(greatest(0, extract(epoch from ${now}::timestamptz - awaiting_since))::int, 0),
      awaiting_since = null, reply_due_at = 'infinity', agent_messages = agent_messages + 1, unread = 0,
      last_message_at = ${now}, version = version + 1
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
}

/** A phone of ours was picked up. The agent hears who it is; the caller is fetched from his music. */
export async function pickUp(turn: Turn, legId: string): Promise<readonly Verb[]> {
  const { tx, context, form } = turn
  const call = await lockCall(tx, context.tenantId, turn.call.callId)
  const leg = await findLeg(tx, context.tenantId, legId)
  if (!call || !leg || leg.state === 'ended' || call.state === 'ended') return [verb('Hangup')]
  if (leg.state !== 'joined') {
    await changeLeg(tx, context.tenantId, leg, { state: 'joined', sid: form.get('CallSid') })
    await dropLegs(tx, context, call, (other) => other.role === 'agent' && other.legId !== legId)
    await enqueue(tx, context, moveCallerJob, { callId: call.callId, step: 'join' })
  }
  const heard = sayPhrase({ ...turn, call }, 'call-for-you', {
    number: call.number.replace('+', '').split('').join(' '),
  })
  return [heard, verb('Dial', {}, conferenceOf({ call }, {}))]
}

/** The agent has hung up: how was it? */
export async function after(turn: Talk): Promise<readonly Verb[]> {
  const { call, channel, conversation } = turn
  if (call.state === 'waiting' || call.state === 'ringing') return [goTo(turn, 'wait')]
  if (!channel.conduct.survey || conversation.rating !== null || call.connectedAt === null) return goodbye(turn)
  await turn.tx.run(sql`
    update conversation.conversation set survey_sent_at = coalesce(survey_sent_at, ${clock.date()})
    where tenant_id = ${turn.context.tenantId} and conversation_id = ${conversation.conversationId}`)
  const action = stepUrl(call, 'rate', { call: call.callId })
  const gather = { input: 'dtmf', numDigits: 1, timeout: 6, action, method: 'POST' }
  return [verb('Gather', gather, sayPhrase(turn, 'call-rate')), ...goodbye(turn)]
}

export async function keepRating(turn: Talk): Promise<readonly Verb[]> {
  const { tx, context, channel, conversation } = turn
  const rating = Number(turn.form.get('Digits'))
  if (rating >= 1 && rating <= 5) {
    const by = { channelId: channel.channelId, externalId: conversation.externalId }
    await rate(tx, context, { conversationId: conversation.conversationId, rating, by }).catch(ignoreRefusal)
  }
  return [sayPhrase(turn, 'thanks-for-rating'), verb('Hangup')]
}

/** A second thought: the first rating stays. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof Refusal)) throw error
}
