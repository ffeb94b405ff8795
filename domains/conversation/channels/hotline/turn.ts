/** One request of the provider about the customer's leg, with all that its answer depends on. */
import type { Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { conversationOpened, conversationQueued } from '../../events.ts'
import { findAnyQueue } from '../../routing/queue.ts'
import { enterQueue } from '../../routing/transfer.ts'
import { receiveMessage } from '../../thread/append.ts'
import type { MessageContent } from '../../thread/content.ts'
import { findOpenOf, getConversation, told, type Conversation } from '../../thread/conversation.ts'
import { phrase, type Phrase } from '../../thread/phrases.ts'
import { recogniseContact } from '../../thread/recognise-contact.ts'
import { noteEvent } from '../../thread/speak.ts'
import type { Channel } from '../directory.ts'
import { changeCall, type Call } from './call.ts'
import { hangUpJob } from './jobs.ts'
import { changeLeg, openLegs, type Leg } from './leg.ts'
import { recogniseCaller } from './recognise-caller.ts'
import type { HotlineSettings } from './settings.ts'
import { verb, type Verb } from './twiml.ts'

export interface Turn {
  readonly tx: Tx
  readonly context: Context
  readonly channel: Channel
  readonly settings: HotlineSettings
  readonly call: Call
  /** What the provider says: `Digits`, `SpeechResult`, `CallStatus` … */
  readonly form: URLSearchParams
  readonly query: Readonly<Record<string, string>>
}

/** A turn whose call belongs to a conversation. */
export interface Talk extends Turn {
  readonly conversation: Conversation
}

/** Where the provider asks next. */
export function stepUrl({ hookUrl }: Pick<Call, 'hookUrl'>, step: string, more: Record<string, string> = {}): string {
  return `${hookUrl}?${new URLSearchParams({ step, ...more }).toString()}`
}

const SPOKEN = { 'zh-CN': 'zh-CN', en: 'en-US' } as const

export function say({ call }: Pick<Turn, 'call'>, text: string): Verb {
  return verb('Say', { language: SPOKEN[call.locale] }, text)
}

export function sayPhrase(turn: Turn, key: Phrase, params: Record<string, string | number> = {}): Verb {
  return say(turn, phrase(turn.call.locale, key, params))
}

export function goodbye(turn: Turn): readonly Verb[] {
  return [sayPhrase(turn, 'call-goodbye'), verb('Hangup')]
}

export function goTo({ call }: Turn, step: string, more: Record<string, string> = {}): Verb {
  return verb('Redirect', { method: 'POST' }, stepUrl(call, step, more))
}

/** Notes in the thread what has happened in the call, once. */
export async function noteCall(
  { tx, context, call }: Pick<Turn, 'tx' | 'context' | 'call'>,
  event: string,
  details: Readonly<Record<string, unknown>> = {},
  once = event,
): Promise<void> {
  const { conversationId, channelId, callId } = call
  if (conversationId === null) return
  await noteEvent(tx, context, { conversationId, channelId }, event, details, { sourceId: `call:${callId}:${once}` })
}

/** The conversation of the call; when this is the first of it, it begins with what the caller has just done. */
export async function talkOf(turn: Turn, first: MessageContent): Promise<Talk> {
  const { tx, context, call } = turn
  if (call.conversationId !== null) {
    return { ...turn, conversation: await getConversation(tx, context.tenantId, call.conversationId) }
  }
  const conversationId = await begin(turn, first)
  const known = await changeCall(tx, context.tenantId, call, { conversationId })
  return { ...turn, call: known, conversation: await getConversation(tx, context.tenantId, conversationId) }
}

async function begin(turn: Turn, first: MessageContent): Promise<string> {
  const { tx, context, channel, call } = turn
  const { replyTargetSeconds, units, queueId } = channel.conduct
  const arrival = {
    channelId: channel.channelId,
    externalId: await callerId(turn),
    name: call.number,
    locale: call.locale,
    sourceId: `call:${call.callId}:began`,
    content: first,
    sentAt: call.beganAt,
  }
  const opening = { status: 'bot', queueId, replyTargetSeconds, units } as const
  const { conversationId, contactId, opened } = await receiveMessage(tx, context, arrival, opening)
  if (opened) {
    await recogniseContact(tx, context, contactId, channel.kind.kind)
    await recogniseCaller(tx, context, contactId, call.number)
    const { channelId } = channel
    await emit(tx, context, conversationOpened, { conversationId, channelId, contactId, agentId: null, status: 'bot' })
  }
  return conversationId
}

/** A number is a contact; one that is hidden, or at which somebody else is on the phone already, is one for this call. */
async function callerId({ tx, context, channel, call }: Turn): Promise<string> {
  const { number, sid, callId } = call
  if (!/^\+?\d{3,20}$/.test(number)) return `hidden:${sid ?? callId}`
  const open = await findOpenOf(tx, context.tenantId, channel.channelId, number)
  if (!open) return number
  const busy = await tx.find(sql`
    select from conversation.call where tenant_id = ${context.tenantId} and conversation_id = ${open.conversationId}
      and state <> 'ended' and call_id <> ${callId}`)
  return busy ? `${number}#${sid ?? callId}` : number
}

/** The queue that a choice leads to, where it still exists; else the channel's, else any. */
export async function queueFor({ tx, context, channel }: Turn, wanted: string | null): Promise<string | undefined> {
  for (const queueId of [wanted, channel.conduct.queueId]) {
    const found = await tx.find(sql`
      select from conversation.queue where tenant_id = ${context.tenantId} and queue_id = ${queueId}`)
    if (found && queueId !== null) return queueId
  }
  return findAnyQueue(tx, context.tenantId)
}

/** From now on the caller waits for a person, wherever he does it. */
export async function queueUp({ tx, context, conversation }: Talk, queueId: string): Promise<void> {
  const { tenantId } = context
  const now = await getConversation(tx, tenantId, conversation.conversationId, { lock: true })
  if (now.status !== 'bot') return
  await enterQueue(tx, context, now, { queueId })
  await emit(tx, context, conversationQueued, { ...told(now), queueId, formerAgentId: null })
}

/** Phones of ours in a call ring or talk no longer. */
export async function dropLegs(
  tx: Tx,
  context: Context,
  { callId }: Pick<Call, 'callId'>,
  which: (leg: Leg) => boolean = () => true,
): Promise<void> {
  const legs = (await openLegs(tx, context.tenantId, callId)).filter(which)
  for (const leg of legs) await changeLeg(tx, context.tenantId, leg, { state: 'ended' })
  const sids = legs.flatMap(({ sid }) => (sid === null ? [] : [sid]))
  if (sids.length > 0) await enqueue(tx, context, hangUpJob, { callId, sids })
}
