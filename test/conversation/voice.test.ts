import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { clock, newId } from '#engine/kernel'
import { readThread } from '../../domains/conversation/inbox/read.ts'
import type { VoicePort } from '../../domains/conversation/thread/voice-port.ts'
import { workOnVoice } from '../../domains/conversation/thread/voice.ts'
import { openStudio } from './studio.ts'

const AMR = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(64, 1)])
// The first page of an Ogg stream that holds Opus.
const OGG = Buffer.concat([
  Buffer.from('OggS\0\x02', 'latin1'),
  Buffer.alloc(20),
  Buffer.from([1, 19]),
  Buffer.from('OpusHead\x01\x01', 'latin1'),
  Buffer.alloc(64),
])

async function heardWith(voice: VoicePort) {
  const studio = await openStudio({ voice })
  const { parts, context, service, database, files } = studio
  const { channelId } = await studio.addChannel('web')
  const stored = await files.keep(context, { name: 'voice.amr', purpose: 'attachment', content: Readable.from([AMR]) })
  const attachment = { fileId: stored.id, name: 'voice.amr', mimeType: 'audio/amr', bytes: AMR.length }
  await service.receive(context, channelId, {
    kind: 'message',
    externalId: 'li',
    sourceId: newId(),
    content: { type: 'voice', state: 'ready', ...attachment },
    sentAt: clock.iso(),
  })
  const { conversationId } = (await service.findOpenByContact(context, { channelId, externalId: 'li' }))!
  await workOnVoice(parts, context, { conversationId, seq: 1 })
  const { items } = await database.withTenant(context, (tx) => readThread(tx, context, conversationId, { limit: 9 }))
  return { message: items[0]!, stored }
}

test('a voice message is made playable and put into words', async () => {
  const { message, stored } = await heardWith({
    makePlayable: async ({ body }) =>
      Buffer.compare(Buffer.from(body), AMR) === 0
        ? { name: 'voice.ogg', mimeType: 'audio/ogg', body: OGG }
        : undefined,
    transcribe: async (_context, { mimeType }) => `heard as ${mimeType}`,
  })
  expect(message.content).toMatchObject({ type: 'voice', name: 'voice.ogg', transcript: 'heard as audio/ogg' })
  expect(message.content).not.toMatchObject({ fileId: stored.id })
})

test('without help the original stays, and nothing is changed', async () => {
  const { message, stored } = await heardWith({ makePlayable: async () => undefined })
  expect(message).toMatchObject({ change: 0, content: { fileId: stored.id, mimeType: 'audio/amr' } })
})
