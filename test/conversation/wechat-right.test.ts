/** What the customer of an Official Account does decides how often, and how long, he may be answered. */
import { afterEach, expect, test } from 'vitest'
import { clock, freezeClock, newId, type FrozenClock } from '#engine/kernel'
import { xmlOf } from './fake-wechat.ts'
import { account, closeWechat, FROM, served } from './wechat-studio.ts'

let frozen: FrozenClock | undefined
afterEach(async () => {
  frozen?.release()
  frozen = undefined
  await closeWechat()
})

const HOURS_48 = 48 * 3600
const tap = { MsgType: 'event', Event: 'CLICK', EventKey: '人工客服' }

test.each([
  { fields: { MsgType: 'text', Content: '在吗' }, sends: 5, seconds: HOURS_48, because: 'he writes' },
  { fields: { MsgType: 'image', MediaId: 'm1', PicUrl: 'p' }, sends: 5, seconds: HOURS_48, because: 'he shows' },
  { fields: tap, sends: 3, seconds: 60, because: "he taps the account's menu" },
  {
    fields: { MsgType: 'text', Content: '解决了', bizmsgmenuid: 'solved' },
    sends: 3,
    seconds: 60,
    because: 'he taps a menu in a message, which the platform counts as a menu',
  },
  {
    fields: { MsgType: 'event', Event: 'scancode_waitmsg', EventKey: 'sn' },
    inner: '<ScanCodeInfo><ScanResult>SN-7</ScanResult></ScanCodeInfo>',
    sends: 3,
    seconds: 60,
    because: 'he scans with the menu',
  },
])('$because: $sends sends within $seconds s', async ({ fields, inner = '', sends, seconds }) => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { post, rows } = await account('plain')
  const xml = xmlOf({ FromUserName: FROM, MsgId: newId(), ...(fields as Record<string, string>) })
  await post(xml.replace('</xml>', `${inner}</xml>`))
  expect(await rows('select window_expires_at as at, window_remaining as n from conversation.conversation')).toEqual([
    { at: new Date(clock.ms() + seconds * 1000).toISOString(), n: sends },
  ])
})

test('a tap takes nothing from the 48 hours, gives three where nothing is left, and its minute is obeyed', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { say, post, rows } = await served()
  const tapped = () => post(xmlOf({ FromUserName: FROM, CreateTime: String(clock.ms() / 1000), ...tap }))
  const right = async () =>
    (
      await rows<{ n: number; left: number }>(`
      select window_remaining as n, extract(epoch from window_expires_at - '${clock.iso()}')::int as left
      from conversation.conversation`)
    )[0]
  await say('1')
  frozen.advance(3_600_000)
  await tapped()
  expect(await right()).toEqual({ n: 4, left: HOURS_48 - 3600 })
  for (const text of ['2', '3', '4', '5']) await say(text)
  frozen.advance(1000)
  await tapped()
  expect(await right()).toEqual({ n: 3, left: 60 })
  await say('6')
  frozen.advance(60_000)
  await expect(say('7')).rejects.toThrow('conversation.window-closed')
})

const NOTHING = { n: 0, seconds: HOURS_48 }
const SHORT = { n: 3, seconds: 60 }

test.each([
  { event: 'subscribe', fields: {}, right: SHORT, because: 'he follows the account' },
  { event: 'subscribe', fields: { EventKey: 'qrscene_shop7' }, right: SHORT, because: 'he follows it by a code: once' },
  { event: 'SCAN', fields: { EventKey: 'shop7' }, right: SHORT, because: 'a follower scans a code' },
  { event: 'scancode_push', fields: { EventKey: 'sn' }, right: SHORT, because: 'he scans with the menu' },
  { event: 'VIEW', fields: { EventKey: 'https://a.cn' }, right: NOTHING, because: 'a menu that opens a page is none' },
  { event: 'LOCATION', fields: { Latitude: '23.1' }, right: NOTHING, because: 'his phone reports by itself' },
  { event: 'unsubscribe', fields: {}, right: NOTHING, because: 'who leaves wants no answer' },
])('in an open conversation $event gives $right.n sends: $because', async ({ event, fields, right }) => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { say, post, rows } = await served()
  for (const text of ['1', '2', '3', '4', '5']) await say(text)
  const xml = xmlOf({ FromUserName: FROM, MsgType: 'event', Event: event, ...(fields as Record<string, string>) })
  await Promise.all([post(xml), post(xml)])
  expect(
    await rows(`
      select window_remaining as n, extract(epoch from window_expires_at - '${clock.iso()}')::int as seconds
      from conversation.conversation`),
  ).toEqual([right])
  if (right.n === 0) await expect(say('6')).rejects.toThrow('conversation.quota-used')
  else await say('6')
})

test('who follows while five answers are left keeps them, and is not greeted over the talk', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { post, rows, greetings } = await served()
  await post(xmlOf({ FromUserName: FROM, MsgType: 'event', Event: 'subscribe' }))
  expect(await rows('select window_remaining as n from conversation.conversation')).toEqual([{ n: 5 }])
  expect(await greetings()).toEqual([])
})

test('who follows is greeted once by one of the three sends, within the minute', async () => {
  frozen = freezeClock('2026-11-20T02:00:00Z')
  const { post, run, platform, greetings } = await account()
  const come = (event: string, at: number) =>
    post(xmlOf({ FromUserName: FROM, CreateTime: at, MsgType: 'event', Event: event, EventKey: '' }))
  await Promise.all([come('subscribe', 1), come('subscribe', 1)])
  await come('SCAN', 2)
  const [welcome, ...more] = await greetings()
  expect(more).toEqual([])
  platform.customerCame(FROM)
  await run('conversation.greet', welcome)
  expect(platform.sent).toEqual([{ touser: FROM, msgtype: 'text', text: { content: '您好，请问有什么可以帮您？' } }])
  frozen.advance(60_000)
  await run('conversation.greet', welcome)
  expect(platform.sent).toHaveLength(1)
})

test.each([
  { failure: 45015, again: false, because: 'he has left already' },
  { failure: -1, again: true, because: 'the platform is busy' },
])('a greeting that is not taken is tried again: $again, $because', async ({ failure, again }) => {
  const { post, run, platform, greetings } = await account()
  await post(xmlOf({ FromUserName: FROM, MsgType: 'event', Event: 'subscribe' }))
  const [welcome] = await greetings()
  platform.failures.push(failure)
  const greeting = run('conversation.greet', welcome)
  await (again ? expect(greeting).rejects.toThrow('no greeting') : expect(greeting).resolves.toBeUndefined())
})
