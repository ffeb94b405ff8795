/** What a caller leaves behind instead of waiting: a message on the tape, or the wish to be called back. */
import { isId } from '#engine/kernel'
import { changeCall } from '../call.ts'
import { verb, type Verb } from '../twiml.ts'
import { goodbye, goTo, noteCall, queueFor, queueUp, sayPhrase, stepUrl, type Talk } from '../turn.ts'

const MESSAGE_SECONDS_MAX = 180

/** Nobody is there: 1 to be called back, 2 to leave a message. Either waits in the queue for an agent. */
export async function chooseWhileAway(turn: Talk): Promise<readonly Verb[]> {
  const digit = turn.form.get('Digits')
  if (turn.call.state === 'callback') return promiseCallback(turn)
  if (turn.call.state === 'message') return leaveMessage(turn)
  if (turn.call.state !== 'menu') return [goTo(turn, 'wait')]
  if (digit !== '1' && digit !== '2') return goodbye(turn)
  const wanted = turn.query['queue'] ?? null
  const queueId = await queueFor(turn, wanted !== null && isId(wanted) ? wanted : null)
  if (queueId === undefined) return goodbye(turn)
  await queueUp(turn, queueId)
  return digit === '1' ? promiseCallback(turn) : leaveMessage(turn)
}

export async function promiseCallback(turn: Talk): Promise<readonly Verb[]> {
  await changeCall(turn.tx, turn.context.tenantId, turn.call, { state: 'callback' })
  await noteCall(turn, 'call_callback', { number: turn.call.number })
  return [sayPhrase(turn, 'call-callback-thanks'), verb('Hangup')]
}

export async function leaveMessage(turn: Talk): Promise<readonly Verb[]> {
  const { call } = turn
  await changeCall(turn.tx, turn.context.tenantId, call, { state: 'message' })
  const tape = {
    maxLength: MESSAGE_SECONDS_MAX,
    finishOnKey: '#',
    playBeep: true,
    action: stepUrl(call, 'recorded'),
    method: 'POST',
    recordingStatusCallback: stepUrl(call, 'tape'),
    transcribe: true,
    transcribeCallback: stepUrl(call, 'transcript'),
  }
  return [sayPhrase(turn, 'call-leave-message'), verb('Record', tape), ...goodbye(turn)]
}
