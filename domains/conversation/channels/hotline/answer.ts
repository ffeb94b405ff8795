/**
 * Answers the provider: one request, one transaction, one TwiML document. Steps go by their name in the address; who
 * names none calls for the first time, or tells that he has hung up.
 */
import { isId, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { Conversing, HookAnswer, HookRequest } from '../channel.ts'
import { channelContext } from '../inbound.ts'
import { callBySid, lockCall, type Call } from './call.ts'
import { changeLeg, findLeg } from './leg.ts'
import { firstLocale } from './menu.ts'
import { callEnded, isOver, keepConference, keepTape, keepTranscript } from './report.ts'
import { legEnded } from './ring.ts'
import type { HotlineSettings } from './settings.ts'
import { choose, chooseLanguage, greet, speakFreely } from './steps/choose.ts'
import { chooseWhileWaiting, wait } from './steps/go-on.ts'
import { after, join, keepRating, pickUp } from './steps/join.ts'
import { chooseWhileAway } from './steps/leave.ts'
import { twiml, verb, type Verb } from './twiml.ts'
import { goodbye, sayPhrase, talkOf, type Talk, type Turn } from './turn.ts'

/** What the caller hears next. */
const STEPS: Readonly<Record<string, (turn: Talk) => Promise<readonly Verb[]>>> = {
  language: chooseLanguage,
  menu: choose,
  wait,
  waiting: chooseWhileWaiting,
  away: chooseWhileAway,
  join,
  after,
  rate: keepRating,
  recorded: async (turn) => {
    await keepTape(turn)
    return [sayPhrase(turn, 'call-message-thanks'), ...goodbye(turn)]
  },
}

/** What the provider only tells. */
const REPORTS: Readonly<Record<string, (turn: Talk) => Promise<void>>> = {
  tape: keepTape,
  transcript: keepTranscript,
  conference: keepConference,
}

export async function answerProvider(
  request: HookRequest,
  { parts, channel, connection, traceId }: Conversing<HotlineSettings>,
  calledUrl: string,
): Promise<HookAnswer> {
  const context = channelContext(channel, traceId)
  const form = new URLSearchParams(request.body)
  const verbs = await parts.database.withTenant(context, async (tx) => {
    if (request.query['step'] === 'leg') return reportLeg(tx, context, request.query['leg'] ?? '', form)
    const given = { tx, context, channel, settings: connection.settings, form, query: request.query }
    const call = await callOf(tx, context, given, calledUrl)
    return call ? take({ ...given, call }) : [verb('Hangup')]
  })
  return { status: 200, contentType: 'text/xml; charset=utf-8', body: twiml(...verbs) }
}

function callOf(
  tx: Tx,
  { tenantId }: Context,
  given: Omit<Turn, 'call'>,
  calledUrl: string,
): Promise<Call | undefined> {
  const { form, query, channel, settings } = given
  const callId = query['call']
  if (callId !== undefined) return isId(callId) ? lockCall(tx, tenantId, callId) : Promise.resolve(undefined)
  return callBySid(tx, tenantId, {
    channelId: channel.channelId,
    sid: form.get('CallSid') ?? '',
    number: form.get('From') ?? '',
    locale: firstLocale(settings),
    hookUrl: calledUrl.split('?')[0]!,
  })
}

async function take(turn: Turn): Promise<readonly Verb[]> {
  const step = turn.query['step'] ?? ''
  if (step === 'end' || (step === '' && isOver(turn.form.get('CallStatus')))) {
    if (isOver(turn.form.get('CallStatus'))) await callEnded(turn)
    return []
  }
  if (step === 'agent') return pickUp(turn, turn.query['leg'] ?? '')
  if (step === '') return greet(turn)
  if (step === 'say') return speakFreely(turn)
  const began = { type: 'event', event: 'call_began', details: { from: turn.call.number } } as const
  const talk = await talkOf(turn, began)
  const report = REPORTS[step]
  if (report) {
    await report(talk)
    return []
  }
  return (STEPS[step] ?? wait)(talk)
}

/** A phone of ours: picked up, or over. */
async function reportLeg(tx: Tx, context: Context, legId: string, form: URLSearchParams): Promise<readonly Verb[]> {
  if (!isId(legId)) return []
  const status = form.get('CallStatus')
  if (isOver(status)) await legEnded(tx, context, legId)
  else if (status === 'in-progress') await legJoined(tx, context, legId, form.get('CallSid'))
  return []
}

/** A supervisor's phone needs no TwiML: it is in the conference when it is picked up. */
async function legJoined(tx: Tx, context: Context, legId: string, sid: string | null): Promise<void> {
  const leg = await findLeg(tx, context.tenantId, legId)
  if (leg?.role !== 'supervisor' || leg.state === 'ended' || leg.state === 'joined') return
  await lockCall(tx, context.tenantId, leg.callId)
  await changeLeg(tx, context.tenantId, leg, { state: 'joined', sid: sid ?? leg.sid })
}
