/** WeCom customer service against a platform that rings, answers in pages, and counts. */
import { afterEach, expect, test } from 'vitest'
import { clock, freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { openDatabase } from '#engine/store'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { readFeed } from '../../domains/conversation/channels/feed.ts'
import { receiveHook } from '../../domains/conversation/channels/hook.ts'
import { recall, reply } from '../../domains/conversation/inbox/commands.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { ACCOUNT, callback, COMPANY, CUSTOMER, ring, startFakeWecom, urlCheck, type FakeWecom } from './fake-wecom.ts'
import { openStudio } from './studio.ts'
import { partsFor } from './studio-parts.ts'

let platform: FakeWecom | undefined
let frozen: FrozenClock | undefined
afterEach(async () => {
  frozen?.release()
  frozen = undefined
  await platform?.stop()
  platform = undefined
})

async function account(settings: object = {}, conduct: object = {}) {
  platform = await startFakeWecom()
  const studio = await openStudio()
  const given = { ...COMPANY, openKfIds: [ACCOUNT], apiBase: platform.url, ...settings }
  const channel = await studio.addChannel('wecom', given, conduct)
  const address = channelAddress(channel)
  const call = (xml = ring()) => {
    const { query, body } = callback(xml)
    return receiveHook(studio.parts, address, { method: 'POST', url: '', query, headers: {}, body }, newId())
  }
  const wake = { name: ACCOUNT, hint: 'token' }
  const read = (parts = studio.parts) => readFeed(parts, studio.context, channel.channelId, wake)
  const write = async (text: string, msgid = newId()) => {
    platform!.push({ msgid, msgtype: 'text', text: { content: text } })
    await read()
  }
  const texts = () => studio.rows<{ text: string }>('select text from conversation.message order by seq')
  return { ...studio, platform, channel, address, call, read, write, texts }
}

/** A conversation with an agent who can answer. */
async function served(settings: object = {}) {
  const shop = await account(settings)
  await shop.write('电脑很卡')
  const agent = await shop.addAgent('苏晴')
  const id = await shop.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const say = (text: string) =>
    reply(shop.parts, agent, { conversationId: id, clientId: newId(), content: { type: 'text', text } })
  const job = { conversationId: id, channelId: shop.channel.channelId }
  const deliver = () => shop.run('conversation.deliver', job)
  const states = () =>
    shop.rows(
      `select state, failure from conversation.message where author_kind = 'agent' and type = 'text' order by seq`,
    )
  return { ...shop, agent, id, job, say, deliver, states }
}

test('the address check answers the opened echo, and only to who has the token', async () => {
  const { parts, address } = await account()
  const ask = (query: Record<string, string>) =>
    receiveHook(parts, address, { method: 'GET', url: '', query, headers: {}, body: '' }, newId())
  expect(await ask(urlCheck('1616140317555161061'))).toEqual({ status: 200, body: '1616140317555161061' })
  await expect(ask(urlCheck('1', { ...COMPANY, token: 'guess' }))).rejects.toThrow('conversation.wrong-signature')
  await expect(ask(urlCheck('1', { ...COMPANY, corpId: 'wwother' }))).rejects.toThrow('conversation.wrong-signature')
})

test('a call is acknowledged at once: what it rings for is asked for later', async () => {
  const { call, platform, rows } = await account()
  platform.push({ msgid: 'm1', msgtype: 'text', text: { content: '你好' } })
  const answers = await Promise.all([call(), call(), call()])
  expect(answers).toEqual(Array.from({ length: 3 }, () => ({ status: 200, body: 'success' })))
  expect(platform.asked).toEqual([])
  expect(await rows('select from conversation.message')).toEqual([])
})

test('the call rings for an account of another channel: acknowledged, and left alone', async () => {
  const { call, rows } = await account()
  expect(await call(ring('wkSomebodyElse'))).toEqual({ status: 200, body: 'success' })
  expect(await rows('select from conversation.unreadable')).toEqual([])
})

test.each([
  { type: 'text', body: { content: '第一个', menu_id: 'article:7' }, content: { type: 'text', choiceId: 'article:7' } },
  { type: 'image', body: { media_id: 'm1' }, content: { type: 'image', state: 'pending', mediaId: 'm1' } },
  { type: 'voice', body: { media_id: 'm2' }, content: { type: 'voice', mimeType: 'audio/amr', mediaId: 'm2' } },
  { type: 'video', body: { media_id: 'm3' }, content: { type: 'video', mediaId: 'm3' } },
  { type: 'file', body: { media_id: 'm4' }, content: { type: 'file', mediaId: 'm4' } },
  {
    type: 'location',
    body: { latitude: 22.5431, longitude: 114.0579, name: '恒泰大厦', address: '福田区深南大道 7 号' },
    content: { type: 'location', latitude: 22.5431, label: '恒泰大厦 · 福田区深南大道 7 号' },
  },
  {
    type: 'link',
    body: { title: '公告', desc: '停机', url: 'https://example.com/a?b=1', pic_url: 'https://example.com/p.png' },
    content: { type: 'link', url: 'https://example.com/a?b=1', imageUrl: 'https://example.com/p.png' },
  },
  {
    type: 'business_card',
    body: { userid: 'zhangsan' },
    content: { type: 'card', title: '[名片]', lines: [{ label: 'ID', value: 'zhangsan' }] },
  },
  {
    type: 'miniprogram',
    body: { title: '报修', appid: 'wx0123456789abcdef', pagepath: 'pages/a.html', thumb_media_id: 't' },
    content: { type: 'mini_program', title: '报修', page: 'pages/a.html', mediaId: 't', state: 'pending' },
  },
  {
    type: 'miniprogram',
    body: { title: '报修', appid: 'wx1', pagepath: 'pages/a', thumb_media_id: 't' },
    content: { type: 'card', title: '[小程序] 报修' },
  },
  {
    type: 'msgmenu',
    body: { head_content: '您好', list: [{ type: 'click', click: { id: '1', content: '报修' } }], tail_content: '' },
    content: { type: 'text', text: '您好\n报修' },
  },
  {
    type: 'merged_msg',
    body: {
      title: '群聊',
      item: [
        { sender_name: '李', msg_content: JSON.stringify({ msgtype: 'text', text: { content: '又蓝屏了' } }) },
        { sender_name: '王', msg_content: JSON.stringify({ msgtype: 'image', image: { media_id: 'x' } }) },
      ],
    },
    content: { type: 'text', text: '[聊天记录] 群聊\n李: 又蓝屏了\n王: [image]' },
  },
  {
    type: 'channels',
    body: { sub_type: 1, nickname: '云启', title: '换屏教程' },
    content: { type: 'card', title: '[视频号] 换屏教程' },
  },
  {
    type: 'channels_shop_product',
    body: { product_id: '10000', title: '硬盘', sales_price: '29905', shop_nickname: '旗舰店' },
    content: { type: 'card', lines: expect.arrayContaining([{ label: '价格', value: '¥299.05' }]) },
  },
  {
    type: 'channels_shop_order',
    body: { order_id: '371', product_titles: '硬盘', price_wording: '¥299', state: '待收货' },
    content: { type: 'card', title: '[视频号订单] 硬盘' },
  },
  { type: 'note', body: {}, content: { type: 'text', text: '[笔记]' } },
])('a message of type $type', async ({ type, body, content }) => {
  const { platform, read, rows } = await account()
  platform.push({ msgid: 'm1', msgtype: type, [type]: body })
  await read()
  expect(await rows('select content, source_id as id from conversation.message')).toEqual([
    { content: expect.objectContaining(content), id: 'm1' },
  ])
  expect(await rows('select external_id, name from conversation.contact')).toEqual([
    { external_id: `${ACCOUNT}:${CUSTOMER}`, name: '李文' },
  ])
})

test.each([
  { because: 'nobody knows its type', message: { msgtype: 'hologram', hologram: { media_id: 'h' } } },
  { because: 'its text is empty', message: { msgtype: 'text', text: { content: '' } } },
  { because: 'its place is nowhere', message: { msgtype: 'location', location: { latitude: 'here' } } },
  { because: 'it has no type', message: { msgtype: '' } },
])('a message stays visible although $because, and those behind it are read', async ({ message }) => {
  const { platform, read, rows, texts } = await account()
  platform.push({ msgid: 'odd', ...message })
  platform.push({ msgid: 'm2', msgtype: 'text', text: { content: '在吗' } })
  await read()
  const [kept] = await rows<{ body: string }>('select body from conversation.unreadable')
  expect(JSON.parse(kept!.body)).toMatchObject({ msgid: 'odd', ...message })
  expect(await texts()).toEqual([{ text: '在吗' }])
})

test('an empty page that has more behind it is no end', async () => {
  const { platform, read, texts, rows } = await account()
  platform.pushGap()
  platform.pushGap()
  platform.push({ msgid: 'm1', msgtype: 'text', text: { content: '一' } })
  platform.pushGap()
  platform.push({ msgid: 'm2', msgtype: 'text', text: { content: '二' } })
  await read()
  expect(await texts()).toEqual([{ text: '一' }, { text: '二' }])
  expect(platform.asked[0]).toEqual({ cursor: '', token: 'token', limit: 1000, voice_format: 0, open_kfid: ACCOUNT })
  expect(await rows(`select split_part(cursor, ':', 2) as cursor from conversation.feed`)).toEqual([{ cursor: '5' }])
})

test('a process that dies between reading and storing loses nothing and doubles nothing', async () => {
  const { platform, read, texts, parts, database } = await account()
  platform.pageSize = 2
  for (const n of ['1', '2', '3', '4', '5']) platform.push({ msgid: n, msgtype: 'text', text: { content: n } })
  let transactions = 0
  const dying = {
    ...parts,
    database: {
      ...database,
      withTenant: ((context: never, work: never) => {
        if (++transactions === 4) throw new Error('killed')
        return database.withTenant(context, work)
      }) as typeof database.withTenant,
    },
  }
  await expect(read(dying)).rejects.toThrow('killed')
  expect(await texts()).toEqual([{ text: '1' }, { text: '2' }])
  await read()
  expect(await texts()).toEqual(['1', '2', '3', '4', '5'].map((text) => ({ text })))
})

test('two processes that read and are called at once store each message once, in one conversation', async () => {
  const { platform, read, call, parts, database, texts, rows } = await account()
  platform.pageSize = 3
  for (let n = 10; n < 30; n++) platform.push({ msgid: `m${n}`, msgtype: 'text', text: { content: String(n) } })
  const other = openDatabase(database.settings, { app: 8, batch: 2 })
  const second = { ...parts, ...partsFor(other) }
  await Promise.all([read(), read(second), call(), read(), read(second), call(), read(second)])
  await read()
  await other.close()
  expect((await texts()).map(({ text }) => text)).toEqual(Array.from({ length: 20 }, (_, n) => String(n + 10)))
  expect(await rows('select from conversation.conversation')).toHaveLength(1)
})

test('what was written before the channel was set up is not taken over', async () => {
  const { platform, read, texts } = await account()
  platform.pageSize = 1
  const now = Math.floor(clock.ms() / 1000)
  const text = (content: string, ageSeconds: number) =>
    platform.push({ msgid: content, msgtype: 'text', text: { content }, send_time: now - ageSeconds })
  text('vorgestern', 172_800)
  text('gestern', 86_400)
  text('eben', 60)
  await read()
  expect(await texts()).toEqual([{ text: 'eben' }])
})

test('a customer of two accounts is two contacts, and each is answered by its own', async () => {
  const SECOND = 'wkBBBBBBBBBBBBBBBB'
  const { platform, channel, context, parts, rows } = await account({ openKfIds: [ACCOUNT, SECOND] })
  platform.push({ msgid: 'm1', msgtype: 'text', text: { content: 'one' } })
  await readFeed(parts, context, channel.channelId, { name: ACCOUNT, hint: null })
  platform.feed.splice(0)
  platform.push({ msgid: 'm2', msgtype: 'text', text: { content: 'two' }, open_kfid: SECOND })
  await readFeed(parts, context, channel.channelId, { name: SECOND, hint: null })
  const contacts = await rows<{ id: string }>('select external_id as id from conversation.contact order by external_id')
  expect(contacts.map(({ id }) => id)).toEqual([`${ACCOUNT}:${CUSTOMER}`, `${SECOND}:${CUSTOMER}`])
})

test('who comes in is greeted once, with the code and within its twenty seconds', async () => {
  const { platform, read, run, rows, channel } = await account({}, { greeting: '您好，这里是云启' })
  const code = platform.enter()
  await Promise.all([read(), read()])
  const until = new Date(clock.ms() + 15_000).toISOString()
  const welcome = { channelId: channel.channelId, externalId: `${ACCOUNT}:${CUSTOMER}`, code, until }
  await Promise.all([run('conversation.greet', welcome), run('conversation.greet', welcome)])
  expect(platform.greeted).toEqual([{ code, msgtype: 'text', text: { content: '您好，这里是云启' } }])
  expect(await rows('select name, details from conversation.contact_event')).toEqual([
    { name: 'entered', details: { scene: 'qr7' } },
  ])
  expect(await rows('select from conversation.conversation')).toEqual([])
})

test('a greeting that comes too late is not tried', async () => {
  const { platform, run, channel } = await account()
  const code = platform.enter()
  const until = new Date(clock.ms() - 1).toISOString()
  await run('conversation.greet', { channelId: channel.channelId, externalId: 'a:b', code, until })
  expect(platform.codes.has(code)).toBe(true)
  expect(platform.greeted).toEqual([])
})

test('five messages may answer the customer, the sixth is refused before it leaves; his next word gives five more', async () => {
  const { say, deliver, platform, write, rows } = await served()
  for (const text of ['1', '2', '3', '4', '5']) await say(text)
  await expect(say('6')).rejects.toThrow('conversation.quota-used')
  await deliver()
  expect(platform.sent.map((message) => message['text'])).toEqual(
    ['1', '2', '3', '4', '5'].map((content) => ({ content })),
  )
  await write('还在吗')
  await say('6')
  await deliver()
  expect(platform.sent).toHaveLength(6)
  expect(await rows('select window_remaining as n from conversation.conversation')).toEqual([{ n: 4 }])
})

test('the 48 hours count from when the customer wrote, not from when we read it', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { platform, read, rows } = await account()
  const sent = Date.parse('2026-11-20T01:30:00Z') / 1000
  platform.push({ msgid: 'm1', msgtype: 'text', text: { content: '早' }, send_time: sent })
  await read()
  expect(await rows('select window_expires_at as until from conversation.conversation')).toEqual([
    { until: expect.stringMatching(/^2026-11-22T01:30:00/) },
  ])
})

test.each([
  { fail: 6, failure: 'quota_used' },
  { fail: 4, failure: 'window_closed' },
  { fail: 10, failure: 'unreachable' },
  { fail: 1, failure: 'credentials' },
  { fail: 13, failure: 'refused' },
])(
  'a message that the platform could not hand over ($fail) is told to its agent as $failure',
  async ({ fail, failure }) => {
    const { say, deliver, platform, read, states } = await served()
    await say('在的')
    await deliver()
    const event = { event_type: 'msg_send_fail', open_kfid: ACCOUNT, external_userid: CUSTOMER, fail_type: fail }
    const fail_msgid = platform.sent[0]!['msgid']
    platform.push({ msgid: 'f1', msgtype: 'event', origin: 4, event: { ...event, fail_msgid } })
    await read()
    expect(await states()).toEqual([{ state: 'failed', failure }])
  },
)

test.each([
  { code: 95001, failure: 'quota_used' },
  { code: 95002, failure: 'window_closed' },
  { code: 40096, failure: 'unreachable' },
  { code: 40001, failure: 'credentials' },
  { code: 95018, failure: 'refused' },
])('error $code is told to the agent as $failure, and what follows goes on', async ({ code, failure }) => {
  const { say, deliver, platform, states } = await served()
  // A rejected token is renewed once before it counts.
  platform.failures.push(...(code === 40001 ? [code, code] : [code]))
  await say('first')
  await say('second')
  await deliver()
  expect(await states()).toEqual([
    { state: 'failed', failure },
    { state: 'sent', failure: null },
  ])
})

test('a message that may have arrived is sent again with the same id, and arrives once', async () => {
  const { say, deliver, platform, states, rows, database, context, id } = await served()
  await say('maybe')
  await deliver()
  // The process died after the platform had it and before it could write that down.
  await database.withTenant(context, async (tx) => {
    const { sql } = await import('#engine/store')
    await tx.run(sql`update conversation.delivery set state = 'sending', claimed_until = ${new Date(clock.ms() - 1)}
      where tenant_id = ${context.tenantId} and conversation_id = ${id}`)
  })
  await deliver()
  expect(platform.sent).toHaveLength(1)
  expect(await states()).toEqual([{ state: 'sent', failure: null }])
  expect(await rows('select state from conversation.delivery')).toEqual([{ state: 'done' }])
})

test('a token that the platform no longer takes is renewed once', async () => {
  const { say, deliver, platform, states } = await served()
  await say('first')
  await deliver()
  const before = platform.tokenRequests
  platform.revokeToken()
  await say('second')
  await deliver()
  expect(await states()).toEqual([
    { state: 'sent', failure: null },
    { state: 'sent', failure: null },
  ])
  expect(platform.tokenRequests).toBe(before + 1)
})

test('what a colleague writes in WeCom stands in the thread, and what he takes back is gone', async () => {
  const { platform, read, rows, id } = await served()
  const said = { origin: 5, servicer_userid: 'zhangsan', msgtype: 'text', text: { content: '我来看看' } }
  platform.push({ msgid: 's1', ...said })
  await read()
  const shown = `select author_kind, author_name, text, state, internal from conversation.message where source_id = 's1'`
  expect(await rows(shown)).toEqual([
    { author_kind: 'agent', author_name: 'zhangsan', text: '我来看看', state: null, internal: false },
  ])
  const event = { event_type: 'servicer_recall_msg', open_kfid: ACCOUNT, external_userid: CUSTOMER, recall_msgid: 's1' }
  platform.push({ msgid: 'e1', origin: 4, msgtype: 'event', event })
  await read()
  expect(await rows(`select text from conversation.message where source_id = 's1'`)).toEqual([{ text: '' }])
  expect(await rows('select conversation_id as id from conversation.conversation')).toEqual([{ id }])
})

test('a colleague who writes after we have closed is not lost, and opens nothing', async () => {
  const { platform, read, rows, service, context, id } = await served()
  await service.closeWithSurvey(context, id)
  platform.push({ msgid: 's1', origin: 5, servicer_userid: 'zhangsan', msgtype: 'text', text: { content: '补充一句' } })
  await read()
  expect(await rows(`select text, internal from conversation.message where source_id = 's1'`)).toEqual([
    { text: '补充一句', internal: true },
  ])
  expect(await rows('select status from conversation.conversation')).toEqual([{ status: 'closed' }])
})

test('the customer takes a message back', async () => {
  const { platform, read, rows } = await served()
  platform.push({ msgid: 'm9', msgtype: 'text', text: { content: '密码是 1234' } })
  const event = { event_type: 'user_recall_msg', open_kfid: ACCOUNT, external_userid: CUSTOMER, recall_msgid: 'm9' }
  platform.push({ msgid: 'e9', origin: 4, msgtype: 'event', event })
  await read()
  expect(
    await rows(`select text, recalled_at is not null as back from conversation.message where source_id = 'm9'`),
  ).toEqual([{ text: '', back: true }])
})

test('an agent takes a message back within two minutes, on the platform, too', async () => {
  const { say, deliver, platform, parts, agent, id, rows } = await served()
  const { seq } = await say('oops')
  await deliver()
  await recall(parts, agent, id, seq)
  expect(platform.recalled).toEqual([platform.sent[0]!['msgid']])
  expect(await rows(`select text from conversation.message where seq = ${seq}`)).toEqual([{ text: '' }])
  const second = await say('too late')
  await deliver()
  frozen = freezeClock(new Date(clock.ms() + 121_000).toISOString())
  await expect(recall(parts, agent, id, second.seq)).rejects.toThrow('conversation.recall-too-late')
})

test('what the platform will not take back stays', async () => {
  const { say, deliver, platform, parts, agent, id, rows } = await served()
  const { seq } = await say('stays')
  await deliver()
  platform.sent.splice(0)
  await expect(recall(parts, agent, id, seq)).rejects.toThrow('conversation.not-recallable')
  expect(await rows(`select text from conversation.message where seq = ${seq}`)).toEqual([{ text: 'stays' }])
})

test('the platform is told who answers: a robot while we do, nobody at the end, after the survey has left', async () => {
  const { platform, run, job, service, context, id, say, deliver } = await served()
  const who = { open_kfid: ACCOUNT, external_userid: CUSTOMER }
  await run('conversation.tell_stage', job)
  await say('好了')
  await deliver()
  await service.closeWithSurvey(context, id)
  await run('conversation.tell_stage', job)
  expect(platform.stages).toEqual([
    { ...who, service_state: 1 },
    { ...who, service_state: 4 },
  ])
  expect(platform.sent.at(-1)).toMatchObject({ msgtype: 'msgmenu', touser: CUSTOMER, open_kfid: ACCOUNT })
})

test('the session stays open while the last words cannot be sent', async () => {
  const { platform, run, job, service, context, id, say } = await served()
  await say('好了')
  await service.closeWithSurvey(context, id)
  platform.failures.push(-1)
  frozen = freezeClock(clock.iso())
  await run('conversation.tell_stage', job)
  expect(platform.stages).toEqual([])
  frozen.advance(60_000)
  await run('conversation.tell_stage', job)
  expect(platform.sent).toHaveLength(2)
  expect(platform.stages).toMatchObject([{ service_state: 4 }])
})

test('where people answer in WeCom, the session goes to its servicer', async () => {
  const { platform, run, job } = await served({ servicerUserId: 'zhangsan' })
  await run('conversation.tell_stage', job)
  expect(platform.stages).toEqual([
    { open_kfid: ACCOUNT, external_userid: CUSTOMER, service_state: 3, servicer_userid: 'zhangsan' },
  ])
})

test('a survey is a menu, and its answer is a rating and no new conversation', async () => {
  const { service, context, say, deliver, platform, id, read, rows } = await served()
  await say('好了')
  await service.closeWithSurvey(context, id)
  await deliver()
  const survey = platform.sent[1]!['msgmenu'] as { list: { click: { id: string; content: string } }[] }
  expect(survey.list).toHaveLength(5)
  const { id: menu_id, content } = survey.list[0]!.click
  platform.push({ msgid: 'r1', msgtype: 'text', text: { content, menu_id } })
  await read()
  expect(await rows('select status, rating from conversation.conversation')).toEqual([{ status: 'closed', rating: 5 }])
})

test.each([
  {
    because: 'a card with an address becomes a menu with a link',
    content: {
      type: 'card',
      title: '工单 1024',
      lines: [{ label: '状态', value: '已派工' }],
      url: 'https://example.com/t',
    },
    sent: { msgtype: 'msgmenu', msgmenu: expect.objectContaining({ head_content: '状态 已派工' }) },
  },
  {
    because: 'a link without a picture, too',
    content: { type: 'link', url: 'https://example.com/t', title: '跟踪' },
    sent: { msgtype: 'msgmenu' },
  },
  {
    because: 'a card without an address is words',
    content: { type: 'card', title: '工单 1024', lines: [] },
    sent: { msgtype: 'text', text: { content: '工单 1024' } },
  },
  {
    because: 'a place is a place',
    content: { type: 'location', latitude: 22.5, longitude: 114, label: '福田' },
    sent: { msgtype: 'location', location: { name: '福田', address: '福田', latitude: 22.5, longitude: 114 } },
  },
] as const)('$because', async ({ content, sent }) => {
  const { parts, agent, id, deliver, platform } = await served()
  await reply(parts, agent, { conversationId: id, clientId: newId(), content: content as never })
  await deliver()
  expect(platform.sent[0]).toMatchObject(sent)
})

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

test('pictures go both ways', async () => {
  const { parts, agent, id, job, run, deliver, platform, files, read, rows } = await served()
  const { Readable } = await import('node:stream')
  const stored = await files.keep(agent, { name: 'a.png', purpose: 'attachment', content: Readable.from([PNG]) })
  const content = { type: 'image', fileId: stored.id, state: 'ready', name: 'x', mimeType: 'x', bytes: 1 } as const
  await reply(parts, agent, { conversationId: id, clientId: newId(), content })
  await deliver()
  expect(platform.sent[0]).toMatchObject({ msgtype: 'image', image: { media_id: 'media-1' } })
  expect(platform.media.get('media-1')!.body).toEqual(PNG)
  const card = { title: '报修进度', appId: 'wx0123456789abcdef', page: 'pages/repair?id=7' }
  await reply(parts, agent, {
    conversationId: id,
    clientId: newId(),
    content: { ...content, ...card, type: 'mini_program' },
  })
  await deliver()
  expect(platform.sent[1]).toMatchObject({
    msgtype: 'miniprogram',
    miniprogram: {
      title: card.title,
      appid: card.appId,
      pagepath: 'pages/repair.html?id=7',
      thumb_media_id: 'media-2',
    },
  })

  platform.media.set('theirs', { type: 'image/jpeg', body: PNG })
  platform.push({ msgid: 'p1', msgtype: 'image', image: { media_id: 'theirs' } })
  await read()
  const [{ seq }] = (await rows<{ seq: number }>(`select seq from conversation.message where source_id = 'p1'`)) as [
    never,
  ]
  await run('conversation.fetch_media', { ...job, seq })
  expect(
    await rows(`select content ->> 'state' as state, content ->> 'mimeType' as type from conversation.message
    where source_id = 'p1'`),
  ).toEqual([{ state: 'ready', type: 'image/png' }])
})

test.each([
  { because: 'all is well', settings: {}, outcome: { outcome: 'connected', detail: '云启客服' } },
  {
    because: 'an account is not ours',
    settings: { openKfIds: ['wkNotOursAtAll'] },
    outcome: { outcome: 'failed', detail: 'wkNotOursAtAll' },
  },
  {
    because: 'the secret is wrong',
    settings: { kfSecret: 'wrong' },
    outcome: { outcome: 'failed', detail: '40001 invalid credential' },
  },
])('the test of the connection: $because', async ({ settings, outcome }) => {
  const { channel } = await account(settings)
  expect(await channel.kind.check!(channel.connection)).toEqual(outcome)
})
