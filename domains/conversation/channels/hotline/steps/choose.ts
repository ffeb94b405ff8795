/** The beginning of a call: greeting, language, menu, and the caller's own words; until he waits for somebody. */
import { clock } from '#engine/kernel'
import { localTime } from '../../../routing/local-time.ts'
import { hoursOf } from '../../../routing/hours.ts'
import { TEXT_MAX } from '../../../thread/content.ts'
import { phrase } from '../../../thread/phrases.ts'
import { storable } from '../../../thread/storable.ts'
import { receiveMessage } from '../../../thread/append.ts'
import { changeCall } from '../call.ts'
import { chosenEntry, labelOf, type CallLocale } from '../menu.ts'
import { verb, type Verb } from '../twiml.ts'
import { goTo, noteCall, queueFor, queueUp, say, sayPhrase, stepUrl, talkOf, type Talk, type Turn } from '../turn.ts'
import { goOn } from './go-on.ts'

const TRIES_MAX = 2
const HEARD = { 'zh-CN': 'cmn-Hans-CN', en: 'en-US' } as const

/** The phone rings. Who is known to wait, or to be in conversation with somebody, is not asked again. */
export async function greet(turn: Turn): Promise<readonly Verb[]> {
  const { number } = turn.call
  const talk = await talkOf(turn, { type: 'event', event: 'call_began', details: { from: number } })
  if (talk.conversation.status !== 'bot' || talk.call.state !== 'menu') return goOn(talk)
  if (talk.settings.language !== 'both') return [...greeting(talk), ...menu(talk)]
  const options = { input: 'dtmf', numDigits: 1, timeout: 5, action: stepUrl(turn.call, 'language'), method: 'POST' }
  const zh = { call: { ...talk.call, locale: 'zh-CN' } } as const
  const en = { call: { ...talk.call, locale: 'en' } } as const
  const asked = [say(zh, phrase('zh-CN', 'call-language')), say(en, phrase('en', 'call-language'))]
  return [verb('Gather', options, ...asked), goTo(talk, 'language')]
}

export async function chooseLanguage(turn: Talk): Promise<readonly Verb[]> {
  if (turn.call.state !== 'menu') return goOn(turn)
  const locale: CallLocale = turn.form.get('Digits') === '2' ? 'en' : 'zh-CN'
  const talk = { ...turn, call: await changeCall(turn.tx, turn.context.tenantId, turn.call, { locale }) }
  return [...greeting(talk), ...menu(talk)]
}

function greeting(turn: Turn): Verb[] {
  const { settings, call } = turn
  const own = call.locale === 'en' ? settings.greetingEn : settings.greetingZh
  const hello = own === '' ? sayPhrase(turn, 'call-greeting') : say(turn, own)
  return settings.record === 'announced' ? [hello, sayPhrase(turn, 'call-recorded')] : [hello]
}

function menu(turn: Turn, tries = 0): Verb[] {
  const { settings, call } = turn
  const step = settings.menu.length === 0 ? 'say' : 'menu'
  const more = { tries: String(tries + 1) }
  const words = settings.menu.map((entry) => {
    const params = { label: labelOf(entry, call.locale), digit: entry.digit }
    return phrase(call.locale, 'call-menu-entry', params)
  })
  const asked = settings.menu.length === 0 ? 'call-say-what' : 'call-or-say'
  const gather = {
    input: 'dtmf speech',
    numDigits: 1,
    timeout: 5,
    speechTimeout: 'auto',
    language: HEARD[call.locale],
    hints: settings.menu.map((entry) => labelOf(entry, call.locale)).join(', ') || undefined,
    action: stepUrl(call, step, more),
    method: 'POST',
  }
  const text = [...words, phrase(call.locale, asked)].join(call.locale === 'en' ? ' ' : '')
  return [verb('Gather', gather, say(turn, text)), goTo(turn, step, more)]
}

/** A key, or words: those that name an entry choose it, others are kept for whoever takes the call. */
export async function choose(turn: Talk): Promise<readonly Verb[]> {
  const { form, settings, call } = turn
  if (call.state !== 'menu' || turn.conversation.status !== 'bot') return goOn(turn)
  const speech = storable(form.get('SpeechResult') ?? '').trim()
  const entry = chosenEntry(settings.menu, { digits: form.get('Digits') ?? '', speech })
  if (entry) {
    await noteCall(turn, 'call_chose', { digit: entry.digit, label: labelOf(entry, call.locale) })
    if (speech !== '') await hear(turn, speech)
    return enter(turn, entry.queueId)
  }
  if (speech !== '') return keepAndEnter(turn, speech)
  const tries = Number(turn.query['tries'] ?? 1)
  if (tries < TRIES_MAX) return [sayPhrase(turn, 'call-not-understood'), ...menu(turn, tries)]
  return enter(turn, null)
}

/** What the caller has said is the first that a person reads of him. */
export async function speakFreely(turn: Turn): Promise<readonly Verb[]> {
  const speech = storable(turn.form.get('SpeechResult') ?? '').trim()
  const began = { type: 'event', event: 'call_began', details: { from: turn.call.number } } as const
  const isFirst = turn.call.conversationId === null
  const talk = await talkOf(turn, speech === '' ? began : { type: 'text', text: speech.slice(0, TEXT_MAX) })
  if (talk.call.state !== 'menu' || talk.conversation.status !== 'bot') return goOn(talk)
  return isFirst ? enter(talk, null) : keepAndEnter(talk, speech)
}

async function keepAndEnter(turn: Talk, speech: string): Promise<readonly Verb[]> {
  if (speech !== '') await hear(turn, speech)
  return enter(turn, null)
}

async function hear({ tx, context, channel, call, conversation }: Talk, speech: string): Promise<void> {
  const { externalId, queueId } = conversation
  const { replyTargetSeconds, units } = channel.conduct
  const content = { type: 'text', text: speech.slice(0, TEXT_MAX) } as const
  const arrival = { channelId: channel.channelId, externalId, sourceId: `call:${call.callId}:said`, content }
  const opening = { status: 'bot', queueId, replyTargetSeconds, units } as const
  await receiveMessage(tx, context, { ...arrival, sentAt: clock.iso() }, opening)
}

/** Into the queue while somebody is there; else what can be left behind. */
async function enter(turn: Talk, wanted: string | null): Promise<readonly Verb[]> {
  const { tx, context } = turn
  const queueId = await queueFor(turn, wanted)
  if (queueId === undefined) return [sayPhrase(turn, 'call-nobody'), verb('Hangup')]
  const hours = await hoursOf(tx, context, queueId, clock.ms())
  if (!hours.open) return closed(turn, queueId, hours.opensAtMs)
  await queueUp(turn, queueId)
  await changeCall(tx, context.tenantId, turn.call, { state: 'waiting' })
  return [goTo(turn, 'wait')]
}

async function closed(turn: Talk, queueId: string, opensAtMs: number): Promise<readonly Verb[]> {
  const { tx, context, call } = turn
  const opensAt = await localTime(tx, context, opensAtMs, call.locale)
  const gather = { input: 'dtmf', numDigits: 1, timeout: 8, action: stepUrl(call, 'away', { queue: queueId }) }
  return [
    verb('Gather', { ...gather, method: 'POST' }, sayPhrase(turn, 'call-closed', { opensAt })),
    sayPhrase(turn, 'call-goodbye'),
    verb('Hangup'),
  ]
}
