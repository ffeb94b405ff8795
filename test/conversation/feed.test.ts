/** Channels that have to be asked: nothing lost, nothing twice, whatever a platform and a second process do. */
import { expect, test } from 'vitest'
import { clock } from '#engine/kernel'
import type { Fed, FeedPlace, Inbound } from '../../domains/conversation/channels/channel.ts'
import { readFeed } from '../../domains/conversation/channels/feed.ts'
import { openStudio } from './studio.ts'

/** A platform with a list of messages; its cursor is how many were read. */
async function openFeed(messages: readonly Inbound[], pageSize = 2) {
  const studio = await openStudio()
  const channel = await studio.addChannel('api', { secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` })
  const asked: FeedPlace[] = []
  const read = async (place: FeedPlace): Promise<Fed> => {
    asked.push(place)
    const from = Number(place.cursor ?? 0)
    const until = Math.min(from + pageSize, messages.length)
    return {
      inbound: messages.slice(from, until),
      unreadable: [],
      cursor: String(until),
      more: until < messages.length,
    }
  }
  const kind = { ...channel.kind, feed: { names: () => ['all'], read } }
  const channels = { ...studio.parts.channels, find: async () => ({ ...channel, kind }) }
  const parts = { ...studio.parts, channels }
  const wake = { name: 'all', hint: null }
  return {
    studio,
    asked,
    kind,
    readAll: () => readFeed(parts, studio.context, channel.channelId, wake),
    texts: () => studio.rows<{ text: string }>('select text from conversation.message order by conversation_id, seq'),
    feeds: () => studio.rows('select cursor, failure from conversation.feed'),
  }
}

const written = (sourceId: string, text: string, externalId = 'a'): Inbound => ({
  kind: 'message',
  externalId,
  sourceId,
  content: { type: 'text', text },
  sentAt: clock.iso(),
})

test('everything is stored in its order, and the cursor with it', async () => {
  const { readAll, texts, feeds } = await openFeed([1, 2, 3, 4, 5].map((n) => written(`m${n}`, String(n))))
  await readAll()
  await readAll()
  expect(await texts()).toEqual(['1', '2', '3', '4', '5'].map((text) => ({ text })))
  expect(await feeds()).toEqual([{ cursor: '5', failure: null }])
})

test('six readers at once store each message once', async () => {
  const { readAll, texts } = await openFeed([1, 2, 3, 4, 5].map((n) => written(`m${n}`, String(n))))
  await Promise.all(Array.from({ length: 6 }, readAll))
  await readAll()
  expect(await texts()).toHaveLength(5)
})

test('a message that no column takes is kept to be looked at, and the others are stored', async () => {
  const spoilt = { ...written('m2', 'spoilt'), externalId: '' }
  const { readAll, texts, feeds, studio } = await openFeed([written('m1', '1'), spoilt, written('m3', '3')], 10)
  await readAll()
  expect(await texts()).toEqual([{ text: '1' }, { text: '3' }])
  expect(await feeds()).toEqual([{ cursor: '3', failure: null }])
  const [kept] = await studio.rows<{ body: string }>('select body from conversation.unreadable')
  expect(JSON.parse(kept!.body)).toMatchObject({ sourceId: 'm2' })
})

test('a platform that does not answer is named, and read from the same place later', async () => {
  const { studio, readAll, kind, texts, feeds } = await openFeed([written('m1', '1')])
  const { read } = kind.feed
  kind.feed.read = () => Promise.reject(new Error('mailbox is locked'))
  await expect(readAll()).rejects.toThrow('mailbox is locked')
  expect(await feeds()).toEqual([{ cursor: null, failure: 'mailbox is locked' }])
  const [shown] = await studio.parts.channels.list(studio.context)
  expect(shown!.feeds).toEqual([{ name: 'all', readAt: null, failure: 'mailbox is locked' }])
  kind.feed.read = read
  await readAll()
  expect(await texts()).toEqual([{ text: '1' }])
})
