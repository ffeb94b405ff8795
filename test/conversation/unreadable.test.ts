/** Whatever cannot be read is acknowledged, kept as it came, and read once more after a mend. */
import { afterEach, expect, test } from 'vitest'
import { clock, freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { receiveHook } from '../../domains/conversation/channels/hook.ts'
import { replayUnreadable } from '../../domains/conversation/channels/replay.ts'
import { listUnreadable } from '../../domains/conversation/channels/unreadable.ts'
import { ACCOUNT, callback, startFakeWechat, xmlOf, type FakeWechat } from './fake-wechat.ts'
import { openStudio } from './studio.ts'

let platform: FakeWechat | undefined
let frozen: FrozenClock | undefined
afterEach(async () => {
  frozen?.release()
  frozen = undefined
  await platform?.stop()
  platform = undefined
})

const FROM = 'oCustomer'
const OTHER = 'wxother000000000'
const text = xmlOf({ FromUserName: FROM, MsgType: 'text', Content: '在吗', MsgId: '7' })

async function account() {
  platform = await startFakeWechat(ACCOUNT)
  const studio = await openStudio()
  const { parts, context, database } = studio
  const settings = { ...ACCOUNT, mode: 'safe', apiBase: platform.url }
  const channel = await studio.addChannel('wechat', settings)
  const post = (xml: string, from = ACCOUNT) => {
    const { query, body } = callback(xml, 'safe', from)
    const request = { method: 'POST', url: '', query, headers: {}, body }
    return receiveHook(parts, channelAddress(channel), request, newId())
  }
  const listed = () =>
    database.withTenant(context, async (tx) => (await listUnreadable(tx, context, { limit: 9 })).items)
  const replay = async () => replayUnreadable(parts, context, (await listed())[0]!.unreadableId)
  const mend = (change: object) =>
    parts.channels.update(context, channel.channelId, { name: 'wechat', settings: { ...settings, ...change } }, 1)
  const texts = () => studio.rows("select text from conversation.message where type = 'text'")
  return { ...studio, platform, channel, post, listed, replay, mend, texts }
}

test.each([
  {
    because: 'it is for another AppID',
    xml: text,
    from: { ...ACCOUNT, appId: OTHER },
    reason: 'not_decryptable',
    body: /<Encrypt>/,
  },
  {
    because: 'it is broken inside',
    xml: '<xml><FromUserName>',
    from: ACCOUNT,
    reason: 'malformed',
    body: /<FromUserName>/,
  },
  {
    because: 'nobody knows its type',
    xml: text.replace('[text]', '[hologram]'),
    from: ACCOUNT,
    reason: 'unknown_type',
    body: /hologram/,
  },
])('a callback is acknowledged and listed as it came, although $because', async ({ xml, from, reason, body }) => {
  const { post, listed, replay, texts } = await account()
  expect(await post(xml, from)).toMatchObject({ status: 200, body: 'success' })
  expect(await listed()).toEqual([
    expect.objectContaining({ channelName: 'wechat', reason, body: expect.stringMatching(body) }),
  ])
  expect(await replay(), 'nothing was mended').toBe(false)
  expect(await listed()).toHaveLength(1)
  expect(await texts()).toEqual([])
})

test('after the AppID is corrected it is read, once, with the right to answer of when it came', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { post, listed, replay, mend, texts, rows } = await account()
  const began = clock.ms()
  await post(text, { ...ACCOUNT, appId: OTHER })
  await mend({ appId: OTHER })
  frozen.advance(3_600_000)
  expect(await replay()).toBe(true)
  expect(await texts()).toEqual([{ text: '在吗' }])
  expect(await listed()).toEqual([])
  const expiresAt = new Date(began + 48 * 3_600_000).toISOString()
  expect(await rows('select window_expires_at as at from conversation.conversation')).toEqual([{ at: expiresAt }])
})

test('a file that is too large is said in the thread, and listed', async () => {
  const { post, platform, run, rows, listed, channel } = await account()
  platform.keepMedia('m1', { type: 'image/jpeg', body: Buffer.alloc(21 * 1024 * 1024) })
  await post(xmlOf({ FromUserName: FROM, MsgType: 'image', MediaId: 'm1', PicUrl: 'x', MsgId: '1' }))
  const [row] = await rows<{ id: string }>('select conversation_id as id from conversation.conversation')
  await run('conversation.fetch_media', { conversationId: row!.id, channelId: channel.channelId, seq: 1 })
  expect(await rows("select content ->> 'state' as state from conversation.message")).toEqual([{ state: 'failed' }])
  expect(await listed()).toEqual([
    expect.objectContaining({ reason: 'media_too_large', body: expect.stringContaining('"mediaId":"m1"') }),
  ])
})

test('a file that the platform no longer has is said in the thread, and asked for no more', async () => {
  const { post, run, rows, listed, channel } = await account()
  await post(xmlOf({ FromUserName: FROM, MsgType: 'image', MediaId: 'gone', PicUrl: 'x', MsgId: '1' }))
  const [row] = await rows<{ id: string }>('select conversation_id as id from conversation.conversation')
  await run('conversation.fetch_media', { conversationId: row!.id, channelId: channel.channelId, seq: 1 })
  expect(await rows("select content ->> 'state' as state from conversation.message")).toEqual([{ state: 'failed' }])
  expect(await listed()).toEqual([])
})
