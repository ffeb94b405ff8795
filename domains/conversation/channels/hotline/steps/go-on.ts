/**
 * Where a caller stands, told again and again until somebody is there. What he hears follows from what is stored, so
 * a request that is repeated, or comes late, only hears how it stands now.
 */
import { standingOf } from '../../../routing/standing.ts'
import { getConversation } from '../../../thread/conversation.ts'
import { phrase } from '../../../thread/phrases.ts'
import { changeCall } from '../call.ts'
import { agentOf, openLegs } from '../leg.ts'
import { verb, type Verb } from '../twiml.ts'
import { goodbye, goTo, noteCall, say, sayPhrase, stepUrl, type Talk } from '../turn.ts'
import { MUSIC_PATH } from '../music.ts'
import { join } from './join.ts'
import { leaveMessage, promiseCallback } from './leave.ts'
import { wantAgent } from '../ring.ts'

export async function goOn(turn: Talk): Promise<readonly Verb[]> {
  const { call, conversation } = turn
  if (call.state === 'ended' || conversation.status === 'closed') return goodbye(turn)
  if (call.state === 'message') return leaveMessage(turn)
  if (call.state === 'callback') return promiseCallback(turn)
  if (call.state === 'talking') return join(turn)
  if (call.state === 'menu') return comeBack(turn)
  return wait(turn)
}

/** Somebody who waits already, or has an agent, calls again. */
async function comeBack(turn: Talk): Promise<readonly Verb[]> {
  const { tx, context, conversation } = turn
  if (conversation.status === 'bot') return [goTo(turn, 'menu')]
  const call = await changeCall(tx, context.tenantId, turn.call, { state: 'waiting' })
  if (conversation.agentId !== null) await wantAgent(tx, context, call, conversation.agentId)
  return [goTo({ ...turn, call }, 'wait')]
}

/** Place, expected time, music, and two ways out of the queue; and again. */
export async function wait(turn: Talk): Promise<readonly Verb[]> {
  const { tx, context, call } = turn
  if (call.state !== 'waiting' && call.state !== 'ringing') return goOn(turn)
  const legs = await openLegs(tx, context.tenantId, call.callId)
  if (agentOf(legs)?.state === 'joined') return join(turn)
  await changeCall(tx, context.tenantId, call)
  const standing = await standingOf(tx, context.tenantId, turn.conversation.conversationId)
  const music = verb('Play', {}, musicOf(turn))
  if (!standing) return [sayPhrase(turn, 'call-connecting'), music, goTo(turn, 'wait')]
  const { position, expectedSeconds } = standing
  await noteCall(turn, 'call_waits', { position, expectedSeconds })
  const minutes = expectedSeconds === null ? null : Math.max(1, Math.ceil(expectedSeconds / 60))
  const words = [
    phrase(call.locale, position === 1 ? 'call-first' : 'call-position', { position }),
    ...(minutes === null ? [] : [phrase(call.locale, 'call-expected', { minutes })]),
    phrase(call.locale, 'call-ways-out'),
  ].join(call.locale === 'en' ? ' ' : '')
  const gather = { input: 'dtmf', numDigits: 1, timeout: 1, action: stepUrl(call, 'waiting'), method: 'POST' }
  return [verb('Gather', gather, say(turn, words), music), goTo(turn, 'wait')]
}

/** A key while waiting: 1 to be called back, 2 to leave a message. */
export async function chooseWhileWaiting(turn: Talk): Promise<readonly Verb[]> {
  const digit = turn.form.get('Digits')
  if (turn.call.state !== 'waiting' || (digit !== '1' && digit !== '2')) return goOn(turn)
  const { tx, context } = turn
  const conversation = await getConversation(tx, context.tenantId, turn.conversation.conversationId)
  const now = { ...turn, conversation }
  return digit === '1' ? promiseCallback(now) : leaveMessage(now)
}

function musicOf({ settings, call }: Talk): string {
  return settings.musicUrl === '' ? new URL(MUSIC_PATH, call.hookUrl).href : settings.musicUrl
}
