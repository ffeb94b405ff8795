import { afterEach, expect, test } from 'vitest'
import { clock, freezeClock, newId } from '#engine/kernel'
import { openDatabase } from '#engine/store'
import { accessTokens } from '../../domains/conversation/channels/access-token.ts'
import { tokensOf } from '../../domains/conversation/channels/wechat/api.ts'
import { receiveHook } from '../../domains/conversation/channels/hook.ts'
import { signatureOf } from '../../domains/conversation/channels/tencent/crypto.ts'
import type { WechatSettings } from '../../domains/conversation/channels/wechat/settings.ts'
import type { Connection } from '../../domains/conversation/channels/channel.ts'
import { reply } from '../../domains/conversation/inbox/commands.ts'
import { ACCOUNT, xmlOf } from './fake-wechat.ts'
import { account, closeWechat, FROM, served } from './wechat-studio.ts'

afterEach(closeWechat)

test('the address check answers the echo, and only to who knows the token', async () => {
  const { parts, address } = await account()
  const query = { timestamp: '1', nonce: '2', echostr: '5837397301' }
  const ask = (signature: string) =>
    receiveHook(
      parts,
      address,
      { method: 'GET', url: '', query: { ...query, signature }, headers: {}, body: '' },
      newId(),
    )
  expect(await ask(signatureOf(ACCOUNT.token, '1', '2'))).toEqual({ status: 200, body: '5837397301' })
  await expect(ask(signatureOf('guess', '1', '2'))).rejects.toThrow('conversation.wrong-signature')
})

test.each([
  {
    type: 'image',
    fields: { PicUrl: 'http://x/', MediaId: 'm1' },
    content: { type: 'image', state: 'pending', mediaId: 'm1' },
  },
  {
    type: 'voice',
    fields: { MediaId: 'm2', Format: 'amr', Recognition: '我在地库' },
    content: { type: 'voice', transcript: '我在地库', mimeType: 'audio/amr' },
  },
  { type: 'video', fields: { MediaId: 'm3', ThumbMediaId: 't' }, content: { type: 'video', mediaId: 'm3' } },
  { type: 'shortvideo', fields: { MediaId: 'm4' }, content: { type: 'video' } },
  {
    type: 'location',
    fields: { Location_X: '22.5431', Location_Y: '114.0579', Scale: 16, Label: '深圳市福田区' },
    content: { type: 'location', latitude: 22.5431, longitude: 114.0579, label: '深圳市福田区' },
  },
  {
    type: 'link',
    fields: { Title: '公告', Description: '停机', Url: 'https://example.com/a?b=1&c=2' },
    content: { type: 'link', url: 'https://example.com/a?b=1&c=2', title: '公告' },
  },
  {
    type: 'miniprogrampage',
    fields: { Title: '报修进度', AppId: 'wx0123456789abcdef', PagePath: 'pages/repair?id=7', ThumbMediaId: 't' },
    content: { type: 'mini_program', title: '报修进度', page: 'pages/repair?id=7', mediaId: 't', state: 'pending' },
  },
  {
    type: 'text',
    fields: { Content: '第一个', bizmsgmenuid: 'article:7' },
    content: { type: 'text', choiceId: 'article:7' },
  },
])('a message of type $type', async ({ type, fields, content }) => {
  const { post, rows } = await account()
  const { body } = await post(xmlOf({ FromUserName: FROM, MsgType: type, MsgId: '6054768590064713728', ...fields }))
  expect(body).toBe('success')
  expect(await rows('select content, source_id as id from conversation.message')).toEqual([
    { content: expect.objectContaining(content), id: '6054768590064713728' },
  ])
})

test.each([
  { event: 'subscribe', fields: { EventKey: 'qrscene_shop7', Ticket: 'T' }, name: 'subscribed' },
  { event: 'unsubscribe', fields: {}, name: 'unsubscribed' },
  { event: 'SCAN', fields: { EventKey: '7', Ticket: 'T' }, name: 'scanned_code' },
  { event: 'LOCATION', fields: { Latitude: '23.1', Longitude: '113.3', Precision: '119.3' }, name: 'told_location' },
  { event: 'VIEW', fields: { EventKey: 'https://example.com' }, name: 'opened_menu_page' },
  { event: 'TEMPLATESENDJOBFINISH', fields: { Status: 'success' }, name: 'template_delivered' },
  { event: 'something_new', fields: {}, name: 'something_new' },
])('an event $event is kept once, and opens no conversation', async ({ event, fields, name }) => {
  const { post, rows } = await account()
  const xml = xmlOf({ FromUserName: FROM, MsgType: 'event', Event: event, ...fields })
  await Promise.all([post(xml), post(xml), post(xml)])
  expect(await rows('select name from conversation.contact_event')).toEqual([{ name }])
  expect(await rows('select from conversation.conversation')).toEqual([])
})

test('who taps a menu asks for something: a conversation opens', async () => {
  const { post, rows } = await account()
  const xml = xmlOf({ FromUserName: FROM, MsgType: 'event', Event: 'CLICK', EventKey: '人工客服' })
  await Promise.all([post(xml), post(xml)])
  expect(await rows('select text from conversation.message')).toEqual([{ text: '人工客服' }])
})

test.each([
  {
    because: 'an entity',
    xml: '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><FromUserName>o</FromUserName><Content>&a;</Content></xml>',
  },
  { because: 'no XML', xml: 'not xml' },
  { because: 'broken XML', xml: '<xml><FromUserName>' },
  { because: 'no sender', xml: '<xml><MsgType>text</MsgType></xml>' },
  { because: 'a null character', xml: '<xml>\0</xml>' },
])('a body with $because is acknowledged, kept as it came, and never expanded', async ({ xml }) => {
  const { post, rows } = await account('plain')
  expect(await post(xml)).toEqual({ status: 200, body: 'success' })
  expect(await rows('select body from conversation.unreadable')).toEqual([{ body: xml.replace('\0', '\uFFFD') }])
  expect(await rows('select from conversation.message')).toEqual([])
})

test('entities of a readable message stay as they are', async () => {
  const { post, rows } = await account('plain')
  await post(
    `<xml><FromUserName>o</FromUserName><MsgType>text</MsgType><Content>1 &lt; 2 &#65;</Content><MsgId>12345678901234567890</MsgId></xml>`,
  )
  expect(await rows('select text, source_id as id from conversation.message')).toEqual([
    { text: '1 &lt; 2 &#65;', id: '12345678901234567890' },
  ])
})

test('five messages may answer the customer, the sixth is refused before it leaves', async () => {
  const { say, deliver, platform, rows, write } = await served()
  for (const text of ['1', '2', '3', '4', '5']) await say(text)
  await expect(say('6')).rejects.toThrow('conversation.quota-used')
  await deliver()
  expect(platform.sent).toHaveLength(5)
  expect(await rows('select window_remaining as n from conversation.conversation')).toEqual([{ n: 0 }])
  await write('还在吗')
  await say('6')
  await deliver()
  expect(platform.sent).toHaveLength(6)
})

test.each([
  { code: 45015, failure: 'window_closed' },
  { code: 45047, failure: 'quota_used' },
  { code: 40003, failure: 'unreachable' },
  { code: 48001, failure: 'credentials' },
  { code: 99999, failure: 'refused' },
])('error $code is told to the agent as $failure, and what follows goes on', async ({ code, failure }) => {
  const { say, deliver, platform, states } = await served()
  platform.failures.push(code)
  await say('first')
  await say('second')
  await deliver()
  expect(await states()).toEqual([
    { state: 'failed', failure },
    { state: 'sent', failure: null },
  ])
})

test('a busy platform is asked again later, and the order is kept', async () => {
  const { say, deliver, platform, states } = await served()
  platform.failures.push(-1)
  await say('first')
  await say('second')
  const frozen = freezeClock(clock.iso())
  try {
    await deliver()
    await deliver()
    expect(platform.sent).toEqual([])
    frozen.advance(1000)
    await deliver()
  } finally {
    frozen.release()
  }
  expect(platform.sent.map((message) => message['text'])).toEqual([{ content: 'first' }, { content: 'second' }])
  expect(await states()).toEqual([
    { state: 'sent', failure: null },
    { state: 'sent', failure: null },
  ])
})

test('a token that the platform no longer takes is renewed once, whoever asks', async () => {
  const { say, deliver, platform, states } = await served()
  await say('first')
  await deliver()
  platform.revokeToken()
  await say('second')
  await deliver()
  expect(await states()).toEqual([
    { state: 'sent', failure: null },
    { state: 'sent', failure: null },
  ])
  expect(platform.tokenRequests).toEqual([{ force: false }, { force: true }])
})

test('40 parallel needs of a token, on two pools, make one request to the platform', async () => {
  const { database, channel, platform } = await account()
  const other = openDatabase(database.settings, { app: 8, batch: 2 })
  const ask = (index: number) => {
    const tokens = accessTokens(index % 2 === 0 ? database : other, channel)
    return tokensOf({ ...(channel.connection as unknown as Connection<WechatSettings>), tokens }).current()
  }
  const tokens = await Promise.all(Array.from({ length: 40 }, (_, index) => ask(index)))
  await other.close()
  expect(new Set(tokens).size).toBe(1)
  expect(platform.tokenRequests).toHaveLength(1)
})

test('a picture is fetched at once, judged by its content, and shown in its place', async () => {
  const { post, platform, run, rows, channel } = await account()
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  platform.keepMedia('m1', { type: 'image/jpeg', body: png })
  await post(xmlOf({ FromUserName: FROM, MsgType: 'image', MediaId: 'm1', PicUrl: 'x', MsgId: '1' }))
  const [row] = await rows<{ id: string }>('select conversation_id as id from conversation.conversation')
  await run('conversation.fetch_media', { conversationId: row!.id, channelId: channel.channelId, seq: 1 })
  expect(await rows('select content, change from conversation.message')).toEqual([
    {
      content: expect.objectContaining({
        state: 'ready',
        mimeType: 'image/png',
        bytes: png.length,
        width: 1,
        height: 1,
      }),
      change: 1,
    },
  ])
})

test('a file of the agent is uploaded and sent as what it is', async () => {
  const { parts, agent, id, deliver, platform, files } = await served()
  const { Readable } = await import('node:stream')
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const stored = await files.keep(agent, { name: 'a.png', purpose: 'attachment', content: Readable.from([png]) })
  const content = { type: 'image', fileId: stored.id, state: 'ready', name: 'x', mimeType: 'x', bytes: 1 } as const
  await reply(parts, agent, { conversationId: id, clientId: newId(), content })
  await deliver()
  expect(platform.sent[0]).toMatchObject({ touser: FROM, msgtype: 'image', image: { media_id: 'media-1' } })

  const card = { title: '报修进度', appId: 'wx0123456789abcdef', page: 'pages/repair?id=7' }
  await reply(parts, agent, {
    conversationId: id,
    clientId: newId(),
    content: { ...content, ...card, type: 'mini_program' },
  })
  await deliver()
  expect(platform.sent[1]).toMatchObject({
    msgtype: 'miniprogrampage',
    miniprogrampage: { title: '报修进度', appid: card.appId, pagepath: card.page, thumb_media_id: 'media-2' },
  })
})

test('a message that may have arrived is not sent again; the agent is told', async () => {
  const { say, deliver, platform, states, rows, database, context, id } = await served()
  await say('maybe')
  // The process dies after the platform was called and before it could write that down.
  await database.withTenant(context, async (tx) => {
    const { sql } = await import('#engine/store')
    await tx.run(sql`update conversation.delivery set state = 'sending', claimed_until = ${new Date(clock.ms() - 1)}
      where tenant_id = ${context.tenantId} and conversation_id = ${id}`)
  })
  await deliver()
  expect(platform.sent).toEqual([])
  expect(await states()).toEqual([{ state: 'failed', failure: 'uncertain' }])
  expect(await rows('select state from conversation.delivery')).toEqual([{ state: 'failed' }])
})

test('a survey is a menu, and its answer is a rating and no new conversation', async () => {
  const { service, context, say, deliver, platform, id, post, rows } = await served()
  await say('好了')
  await service.closeWithSurvey(context, id)
  await deliver()
  const survey = platform.sent[1]!['msgmenu'] as { list: { id: string; content: string }[] }
  expect(survey.list).toHaveLength(5)
  const answer = { MsgType: 'text', Content: survey.list[0]!.content, bizmsgmenuid: survey.list[0]!.id, MsgId: '99' }
  const xml = xmlOf({ FromUserName: FROM, ...answer })
  await Promise.all([post(xml), post(xml)])
  expect(await rows('select status, rating from conversation.conversation')).toEqual([{ status: 'closed', rating: 5 }])
  // Somebody else's conversation cannot be rated.
  await post(xmlOf({ FromUserName: 'oOther', ...answer, bizmsgmenuid: survey.list[4]!.id }))
  expect(await rows('select rating from conversation.conversation')).toEqual([{ rating: 5 }])
})
