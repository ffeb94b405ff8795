/**
 * A small telephone exchange beside a test hotline: it posts really signed webhooks to the channel's address and obeys
 * the TwiML that comes back. Time passes when the page looks.
 */
import { randomBytes } from 'node:crypto'
import { clock } from '#engine/kernel'
import { signatureOf } from '../channels/hotline/signature.ts'
import type { HotlineSettings } from '../channels/hotline/settings.ts'
import { addLeg, changeLegOf, findLegOf, newLegSid, shownLegs, type Place, type TestLeg } from './leg.ts'
import { parseTwiml, play, type Element, type Heard, type Stop } from './play.ts'

export interface Exchange extends Place {
  /** The account's side of the channel; undefined when it is no test hotline. */
  readonly settingsOf: (channelId: string) => Promise<HotlineSettings | undefined>
  /** Where the channel is reached in this very process. */
  readonly hookUrl: (channelId: string) => string
}

/** A document may lead to another only so often before somebody has to do something. */
const HOPS_MAX = 6

type Fields = Readonly<Record<string, string>>

export async function dial(exchange: Exchange, channelId: string, from: string): Promise<string> {
  const sid = newLegSid()
  const url = exchange.hookUrl(channelId)
  const stop = { kind: 'ringing' } as const
  await addLeg(exchange, { sid, channelId, number: from, direction: 'in', url, statusUrl: url, stop })
  const leg = await findLegOf(exchange, sid)
  await goTo(exchange, leg!, url, { CallStatus: 'ringing' })
  return sid
}

/** A phone that the hotline dials; `conference` where it is put straight into one. */
export async function ringUp(
  exchange: Exchange,
  channelId: string,
  { to, url, statusUrl, conference }: { to: string; url: string | null; statusUrl: string | null; conference?: Stop },
): Promise<string> {
  const sid = newLegSid()
  const stop = conference ?? ({ kind: 'ringing' } as const)
  await addLeg(exchange, { sid, channelId, number: to, direction: 'out', url, statusUrl, stop })
  return sid
}

export async function pickUp(exchange: Exchange, leg: TestLeg): Promise<void> {
  if (leg.state !== 'ringing') return
  if (leg.stop.kind === 'conference') {
    await changeLegOf(exchange, leg, { state: 'live' })
    if (leg.statusUrl) await post(exchange, leg, leg.statusUrl, { CallStatus: 'in-progress' })
    return
  }
  await goTo(exchange, leg, leg.url ?? '', { CallStatus: 'in-progress' })
}

export async function press(exchange: Exchange, leg: TestLeg, key: string): Promise<void> {
  const heard: Heard = { kind: 'key', text: key }
  if (leg.stop.kind === 'record' && key === '#') return endTape(exchange, leg, '')
  if (leg.stop.kind !== 'gather' || !leg.stop.keys) return void (await changeLegOf(exchange, leg, { hears: [heard] }))
  const noted = await changeLegOf(exchange, leg, { hears: [heard], dueAt: null })
  if (noted) await goTo(exchange, noted, leg.stop.action, { Digits: key })
}

/** What is typed counts as spoken: to the line where it listens, onto the tape, or to whoever is in the conference. */
export async function speak(exchange: Exchange, leg: TestLeg, text: string): Promise<void> {
  const { stop } = leg
  const noted = await changeLegOf(exchange, leg, { hears: [{ kind: 'own', text }] })
  if (!noted) return
  if (stop.kind === 'gather' && stop.speech)
    return goTo(exchange, noted, stop.action, { SpeechResult: text, Confidence: '0.93' })
  if (stop.kind === 'record') return endTape(exchange, noted, text)
  if (stop.kind !== 'conference' || stop.ears === 'muted') return
  for (const other of await others(exchange, leg, stop.room)) {
    if (stop.ears === 'coach' && other.direction === 'in') continue
    await changeLegOf(exchange, other, { hears: [{ kind: 'other', text }] })
  }
}

async function endTape(exchange: Exchange, leg: TestLeg, words: string): Promise<void> {
  if (leg.stop.kind !== 'record') return
  const { action, tape, transcript } = leg.stop
  const RecordingSid = `RE${randomBytes(16).toString('hex')}`
  const told = { RecordingSid, RecordingDuration: String(Math.max(2, Math.ceil(words.length / 4))) }
  await goTo(exchange, leg, action, { ...told, Digits: '#' })
  if (tape !== '') await post(exchange, leg, tape, { ...told, RecordingStatus: 'completed' })
  if (transcript !== '' && words !== '') {
    await post(exchange, leg, transcript, { ...told, TranscriptionText: words, TranscriptionStatus: 'completed' })
  }
}

export async function hangUp(exchange: Exchange, leg: TestLeg, status = 'completed'): Promise<void> {
  if (leg.state === 'ended') return
  const ended = await changeLegOf(exchange, leg, { state: 'ended', stop: { kind: 'ended' }, dueAt: null })
  if (!ended) return
  if (leg.stop.kind === 'conference' && leg.state === 'live') await leaveRoom(exchange, leg)
  if (leg.statusUrl) await post(exchange, leg, leg.statusUrl, { CallStatus: status })
}

/** A conference ends with whoever ends it: the others go on behind their `Dial`. */
async function leaveRoom(exchange: Exchange, leg: TestLeg): Promise<void> {
  if (leg.stop.kind !== 'conference' || !leg.stop.endsIt) return
  for (const other of await others(exchange, leg, leg.stop.room)) {
    if (other.stop.kind !== 'conference') continue
    if (other.stop.after === '') await hangUp(exchange, other)
    else await goTo(exchange, other, other.stop.after, { DialCallStatus: 'completed' })
  }
  await reportRoom(exchange, leg, leg.stop, 'conference-end')
}

async function others(exchange: Exchange, leg: TestLeg, room: string): Promise<TestLeg[]> {
  const legs = await shownLegs(exchange)
  return legs.filter(
    ({ sid, state, stop }) => sid !== leg.sid && state === 'live' && stop.kind === 'conference' && stop.room === room,
  )
}

/** The provider was asked to move a leg that is under way. */
export async function move(exchange: Exchange, leg: TestLeg, url: string): Promise<void> {
  const { stop } = leg
  await goTo(exchange, leg, url, {})
  if (stop.kind === 'conference') await leaveRoom(exchange, leg)
}

/** Lets the time pass for whoever only listens. */
export async function tick(exchange: Exchange): Promise<void> {
  for (const leg of await shownLegs(exchange)) {
    const isDue = leg.state === 'live' && leg.dueAt !== null && Date.parse(leg.dueAt) <= clock.ms()
    if (isDue && 'rest' in leg.stop) await obey(exchange, leg, leg.stop.rest, 0)
  }
}

async function goTo(exchange: Exchange, leg: TestLeg, url: string, fields: Fields, hops = 0): Promise<void> {
  const document = await post(exchange, leg, url, fields)
  await obey(exchange, leg, parseTwiml(document), hops)
}

async function obey(exchange: Exchange, leg: TestLeg, verbs: readonly Element[], hops: number): Promise<void> {
  const { heard, stop } = play(verbs)
  if (stop.kind === 'ended') {
    const last = await changeLegOf(exchange, leg, { hears: heard })
    if (last) await hangUp(exchange, last)
    return
  }
  const seconds = 'seconds' in stop ? stop.seconds : undefined
  const dueAt = seconds === undefined ? null : new Date(clock.ms() + seconds * 1000).toISOString()
  const next = await changeLegOf(exchange, leg, { state: 'live', hears: heard, stop, dueAt })
  if (!next) return
  if (stop.kind === 'goto' && hops < HOPS_MAX) await goTo(exchange, next, stop.url, {}, hops + 1)
  if (stop.kind === 'conference') await reportRoom(exchange, next, stop, 'conference-start')
}

async function reportRoom(
  exchange: Exchange,
  leg: TestLeg,
  { room, report }: Extract<Stop, { kind: 'conference' }>,
  event: 'conference-start' | 'conference-end',
): Promise<void> {
  if (report === '') return
  const fields = { ConferenceSid: `CF${room.replaceAll('-', '')}`, FriendlyName: room }
  await post(exchange, leg, report, { ...fields, StatusCallbackEvent: event })
}

/** Signed as the provider signs; answers the document. */
async function post(exchange: Exchange, leg: TestLeg, url: string, fields: Fields): Promise<string> {
  const settings = await exchange.settingsOf(leg.channelId)
  if (!settings || !url.startsWith(exchange.hookUrl(leg.channelId))) return ''
  const isIn = leg.direction === 'in'
  const form = new URLSearchParams({
    CallSid: leg.sid,
    AccountSid: settings.accountSid,
    From: isIn ? leg.number : settings.number,
    To: isIn ? settings.number : leg.number,
    Direction: isIn ? 'inbound' : 'outbound-api',
    CallStatus: 'in-progress',
    ...fields,
  })
  const headers = {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'x-twilio-signature': signatureOf(settings.authToken, url, form),
  }
  const answer = await fetch(url, { method: 'POST', headers, body: form.toString() })
  if (!answer.ok) throw new Error(`The hotline did not take the call: ${answer.status} ${await answer.text()}`)
  return answer.text()
}
