/** What the provider tells without asking: a leg has ended, a conference began, a tape or its words are there. */
import type { Context } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { close } from '../../close/close.ts'
import { fetchMediaJob } from '../../jobs.ts'
import { enterQueue } from '../../routing/transfer.ts'
import { setContent } from '../../thread/amend.ts'
import { appendMessage } from '../../thread/append.ts'
import { getConversation, type Conversation } from '../../thread/conversation.ts'
import { findMessage } from '../../thread/message.ts'
import { storable } from '../../thread/storable.ts'
import type { Channel } from '../directory.ts'
import { changeCall, secondsSince, type Call, type CallOutcome } from './call.ts'
import { dropLegs, noteCall, queueFor, type Talk, type Turn } from './turn.ts'

/** The customer's leg has ended, whoever hung up. Whoever gave up waiting has left; others wait to be called back. */
export async function callEnded(turn: Turn): Promise<void> {
  const { tx, context, channel, call } = turn
  if (call.state === 'ended') return
  await endCall(tx, context, channel, call, turn)
}

export async function endCall(tx: Tx, context: Context, channel: Channel, call: Call, turn?: Turn): Promise<void> {
  const outcome = outcomeOf(call)
  const ended = await changeCall(tx, context.tenantId, call, { state: 'ended', ended: true, held: false, outcome })
  await dropLegs(tx, context, call)
  const at = { tx, context, call: ended }
  const seconds = secondsSince(call.connectedAt ?? call.beganAt)
  if (outcome === 'talked') await noteCall(at, 'call_ended', { seconds })
  if (outcome === 'unreached') await noteCall(at, 'call_unreached', { seconds })
  if (outcome === 'missed') await noteCall(at, 'call_missed', { seconds })
  if (call.conversationId === null) return
  const conversation = await getConversation(tx, context.tenantId, call.conversationId, { lock: true })
  if (outcome === 'missed') await leaveQueue(tx, context, channel, conversation)
  if (outcome === 'message' && conversation.status === 'bot' && turn) await keepInQueue(turn, conversation)
}

function outcomeOf({ state, direction, connectedAt }: Call): CallOutcome {
  if (connectedAt !== null) return 'talked'
  if (direction === 'out') return 'unreached'
  return state === 'message' || state === 'callback' ? state : 'missed'
}

/** Nobody is on the phone any more. An agent who has it already keeps it, to call back. */
async function leaveQueue(tx: Tx, context: Context, channel: Channel, conversation: Conversation): Promise<void> {
  const { conversationId, status } = conversation
  if (status !== 'bot' && status !== 'queued') return
  const wanted = await tx.find(sql`
    select from conversation.call where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}
      and (state <> 'ended' or outcome in ('message', 'callback', 'talked'))`)
  // An earlier call of his still waits to be called back.
  if (wanted) return
  await close(tx, context, channel, { conversationId, reason: 'abandoned', survey: false })
}

async function keepInQueue(turn: Turn, conversation: Conversation): Promise<void> {
  const queueId = await queueFor(turn, conversation.queueId)
  if (queueId !== undefined) await enterQueue(turn.tx, turn.context, conversation, { queueId })
}

/** Whether the provider means that the leg is over. */
export function isOver(status: string | null): boolean {
  return ['completed', 'busy', 'no-answer', 'failed', 'canceled'].includes(status ?? '')
}

/** `RE…`: what a recording is fetched by. */
const RECORDING_SID = /^[A-Za-z0-9_-]{4,64}$/

/** A tape: of the whole talk, for colleagues; or what the caller has left. The provider may tell of it twice. */
export async function keepTape(turn: Talk): Promise<void> {
  const { tx, context, call, form, conversation } = turn
  const mediaId = form.get('RecordingSid') ?? ''
  const told = form.get('RecordingStatus') ?? 'completed'
  if (!RECORDING_SID.test(mediaId) || told !== 'completed') return
  const { conversationId, channelId } = conversation
  const isTalk = form.has('ConferenceSid') || call.connectedAt !== null
  const fromCustomer = !isTalk && conversation.status !== 'closed'
  const author = fromCustomer
    ? ({ kind: 'customer', id: conversation.contactId, name: conversation.contactName } as const)
    : ({ kind: 'system', id: null, name: null } as const)
  const seconds = Number(form.get('RecordingDuration') ?? 0)
  const appended = await appendMessage(tx, context, {
    conversationId,
    channelId,
    sourceId: tapeSource(mediaId),
    author,
    content: {
      type: 'voice',
      fileId: null,
      state: 'pending',
      name: isTalk ? 'call.wav' : 'message.wav',
      mimeType: 'audio/x-wav',
      bytes: 0,
      mediaId,
      ...(Number.isFinite(seconds) && seconds > 0 ? { seconds } : {}),
    },
    internal: isTalk,
    pushed: false,
  })
  if (appended.outcome === 'stored') {
    await enqueue(tx, context, fetchMediaJob, { conversationId, channelId, seq: appended.seq })
  }
}

function tapeSource(sid: string): string {
  return `tape:${sid}`
}

const TRANSCRIPT_MAX = 4000

/** The words of a tape, where the provider hears them. They may come before the tape itself: then it comes again. */
export async function keepTranscript(turn: Talk): Promise<void> {
  const { tx, context, form, conversation } = turn
  const { conversationId } = conversation
  const transcript = storable(form.get('TranscriptionText') ?? '').slice(0, TRANSCRIPT_MAX)
  const sid = form.get('RecordingSid') ?? ''
  if (transcript === '' || !RECORDING_SID.test(sid)) return
  await keepTape(turn)
  await getConversation(tx, context.tenantId, conversationId, { lock: true })
  const place = await tx.find(sql<{ seq: number }>`
    select seq from conversation.message where tenant_id = ${context.tenantId}
      and channel_id = ${conversation.channelId} and source_id = ${tapeSource(sid)}`)
  const message = place && (await findMessage(tx, context.tenantId, conversationId, place.seq))
  if (message?.content.type !== 'voice' || message.content.transcript === transcript) return
  await setContent(tx, context, { conversationId, seq: message.seq }, { ...message.content, transcript })
}

/** A conference has begun, or ended with whoever left it; one that the caller was fetched out of says nothing of him. */
export async function keepConference(turn: Turn): Promise<void> {
  const { tx, context, call, form } = turn
  const conferenceSid = form.get('ConferenceSid')
  const event = form.get('StatusCallbackEvent')
  if (event === 'conference-start') await changeCall(tx, context.tenantId, call, { conferenceSid })
  const isOurs = conferenceSid !== null && conferenceSid === call.conferenceSid
  if (event === 'conference-end' && isOurs && call.state === 'talking') await callEnded(turn)
}

/** For so long a caller in a menu or queue may not be heard of. */
export const SILENCE_MS = 180_000
