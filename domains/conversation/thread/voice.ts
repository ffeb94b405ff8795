/** Voice messages are made playable and put into words, in a job, once their file is here. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { enqueue } from '#engine/jobs'
import type { Tx } from '#engine/store'
import { attachmentOf } from '../channels/media.ts'
import { messageChanged, messageReceived } from '../events.ts'
import { voiceJob } from '../jobs.ts'
import type { Parts } from '../parts.ts'
import { setContent, type MessagePlace } from './amend.ts'
import type { MessageContent } from './content.ts'
import { getConversation } from './conversation.ts'
import { findMessage } from './message.ts'
import { isPlayable, type Sound, type VoicePort } from './voice-port.ts'

type Voice = Extract<MessageContent, { type: 'voice' }>

const TRANSCRIPT_MAX = 4000

export function voiceWatcher(parts: Parts): Subscriber {
  const look = (told: MessagePlace, context: Context) =>
    parts.database.withTenant(context, async (tx) => {
      const { conversationId, seq } = told
      const voice = await voiceAt(tx, context, told)
      if (!voice || !parts.voice || !isUnfinished(voice, parts.voice)) return
      await enqueue(tx, context, voiceJob, { conversationId, seq }, { key: `voice:${conversationId}:${seq}` })
    })
  return {
    name: 'conversation-voice',
    reactions: [
      on(messageReceived, async (told, context) => {
        if (told.type === 'voice') await look(told, context)
      }),
      on(messageChanged, async (told, context) => {
        if (told.what === 'content') await look(told, context)
      }),
    ],
  }
}

function isUnfinished({ mimeType, transcript }: Voice, { makePlayable, transcribe }: VoicePort): boolean {
  return (makePlayable !== undefined && !isPlayable(mimeType)) || (transcribe !== undefined && transcript === undefined)
}

/** A voice message whose file is here and that nobody has taken back. */
async function voiceAt(
  tx: Tx,
  { tenantId }: Context,
  { conversationId, seq }: MessagePlace,
): Promise<Voice | undefined> {
  const message = await findMessage(tx, tenantId, conversationId, seq)
  const content = message?.content
  return content?.type === 'voice' && content.state === 'ready' && content.fileId !== null ? content : undefined
}

/** Says nothing when nothing could be made of it: the original stays as it is. */
export async function workOnVoice(parts: Parts, context: Context, place: MessagePlace): Promise<void> {
  const { database, files, voice: port } = parts
  const voice = await database.withTenant(context, (tx) => voiceAt(tx, context, place))
  if (!voice?.fileId || !port) return
  const body = await buffer(await files.open(context, voice.fileId))
  const original: Sound = { name: voice.name, mimeType: voice.mimeType, body }
  const playable = isPlayable(voice.mimeType) ? undefined : await port.makePlayable?.(original)
  const words = voice.transcript ?? (await port.transcribe?.(context, playable ?? original))
  const made = playable && (await keep(parts, context, place, playable))
  if (!made && words === voice.transcript) return
  await database.withTenant(context, async (tx) => {
    await getConversation(tx, context.tenantId, place.conversationId, { lock: true })
    const now = await voiceAt(tx, context, place)
    if (!now) return
    const transcript = words === undefined ? {} : { transcript: words.slice(0, TRANSCRIPT_MAX) }
    await setContent(tx, context, place, { ...now, ...made, ...transcript })
  })
}

async function keep({ files }: Parts, context: Context, { conversationId, seq }: MessagePlace, { name, body }: Sound) {
  const stored = await files.keep(context, {
    name,
    purpose: 'attachment',
    content: Readable.from([body]),
    source: `voice:${conversationId}:${seq}`,
  })
  return attachmentOf(stored)
}
