/** The menu of an Official Account and the codes that lead into it, against a platform that keeps them. */
import { afterEach, expect, test } from 'vitest'
import { freezeClock, newId, type Context } from '#engine/kernel'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { receiveHook } from '../../domains/conversation/channels/hook.ts'
import { deleteMenu, publishMenu, readMenu } from '../../domains/conversation/channels/wechat/menu.ts'
import { createScanCode, listScanCodes, updateScanCode } from '../../domains/conversation/channels/wechat/scan-code.ts'
import type { MenuEntry } from '../../domains/conversation/contract/wechat.ts'
import { ACCOUNT, callback, startFakeWechat, xmlOf, type FakeWechat } from './fake-wechat.ts'
import { openStudio } from './studio.ts'

let platform: FakeWechat | undefined
afterEach(async () => {
  await platform?.stop()
  platform = undefined
})

async function account(conduct: object = {}) {
  platform = await startFakeWechat(ACCOUNT)
  const studio = await openStudio()
  const settings = { ...ACCOUNT, mode: 'safe', apiBase: platform.url }
  const channel = await studio.addChannel('wechat', settings, conduct)
  const post = (fields: Record<string, string | number>) => {
    const { query, body } = callback(xmlOf(fields), 'safe')
    const request = { method: 'POST', url: '', query, headers: {}, body }
    return receiveHook(studio.parts, channelAddress(channel), request, newId())
  }
  const { parts, context } = studio
  const { channelId } = channel
  const code = async (name: string, queueId: string | null, tags: string[] = [], days: number | null = null) => {
    const scanCodeId = await createScanCode(parts, context, channelId, { name, queueId, tags, days })
    return { scanCodeId, scene: scanCodeId.replaceAll('-', '') }
  }
  const queueId = (name: string) => queueOf(studio, context, name)
  return { ...studio, platform, channel, channelId, post, code, newQueue: queueId }
}

function queueOf({ service }: Awaited<ReturnType<typeof openStudio>>, context: Context, name: string) {
  return service.saveQueue(context, { name, skills: ['it'], teamId: null, calendarId: null, acceptSeconds: 30 })
}

const MENU: MenuEntry[] = [
  { kind: 'click', name: '找人工', key: '人工客服' },
  {
    kind: 'group',
    name: '服务',
    entries: [
      { kind: 'view', name: '门户', url: 'https://yunqi.example/portal?from=wechat' },
      { kind: 'miniprogram', name: '报修', appId: 'wx1234567890abcdef', pagePath: 'pages/a', url: 'https://a.cn' },
    ],
  },
]

test('a menu is published as the platform writes it, read back as it was, and taken away', async () => {
  const { parts, context, channelId, platform, rows } = await account()
  expect(await readMenu(parts, context, channelId)).toEqual([])
  await publishMenu(parts, context, channelId, MENU)
  expect(platform.menu()).toEqual({
    button: [
      { type: 'click', name: '找人工', key: '人工客服' },
      {
        name: '服务',
        sub_button: [
          { type: 'view', name: '门户', url: 'https://yunqi.example/portal?from=wechat' },
          { type: 'miniprogram', name: '报修', appid: 'wx1234567890abcdef', pagepath: 'pages/a', url: 'https://a.cn' },
        ],
      },
    ],
  })
  expect(await readMenu(parts, context, channelId)).toEqual(MENU)
  await deleteMenu(parts, context, channelId)
  expect(await readMenu(parts, context, channelId)).toEqual([])
  const acts = await rows<{ action: string }>('select action from engine.audit_entry order by at')
  expect(acts.map(({ action }) => action).slice(-2)).toEqual([
    'conversation.channel.publish_menu',
    'conversation.channel.delete_menu',
  ])
})

test('an entry that was made elsewhere survives being published from here', async () => {
  const { parts, context, channelId, platform } = await account()
  const foreign = {
    kind: 'other',
    name: '扫一扫',
    button: { type: 'scancode_waitmsg', name: '扫一扫', key: 'k' },
  } as const
  await publishMenu(parts, context, channelId, [{ ...foreign, button: { ...foreign.button } }])
  expect(await readMenu(parts, context, channelId)).toEqual([foreign])
  expect(platform.menu()).toEqual({ button: [foreign.button] })
})

test('what breaks the limits is refused with every problem, before the platform is asked', async () => {
  const { parts, context, channelId, platform } = await account()
  const entries = [...MENU, ...MENU].map((entry) => ({ ...entry, name: '一二三四五六' }))
  await expect(publishMenu(parts, context, channelId, entries)).rejects.toMatchObject({
    code: 'conversation.menu-not-accepted',
    problems: [
      { path: '/entries', message: 'has at most 3 entries' },
      ...[0, 1, 2, 3].map((index) => expect.objectContaining({ path: `/entries/${index}/name` })),
    ],
  })
  expect(platform.menu()).toBeUndefined()
})

test('what the platform refuses is told in its words; a channel of another kind has no menu', async () => {
  const { parts, context, channelId, platform, addChannel } = await account()
  await platform.stop()
  await expect(readMenu(parts, context, channelId)).rejects.toThrow('conversation.platform-refused')
  const web = await addChannel('web')
  await expect(readMenu(parts, context, web.channelId)).rejects.toThrow('conversation.wrong-channel-kind')
})

const scan = (scene: string, from = 'oCustomer') => ({
  FromUserName: from,
  MsgType: 'event',
  Event: 'SCAN',
  EventKey: scene,
  Ticket: 'T',
})
const say = (text: string, from = 'oCustomer') => ({
  FromUserName: from,
  MsgType: 'text',
  Content: text,
  MsgId: newId(),
})

test.each([
  { kind: 'permanent', days: null, wanted: { action_name: 'QR_LIMIT_STR_SCENE' } },
  { kind: 'temporary', days: 7, wanted: { action_name: 'QR_STR_SCENE', expire_seconds: 604_800 } },
])('a $kind code is drawn by the platform', async ({ days, wanted }) => {
  const { parts, context, channelId, platform, code } = await account()
  const { scanCodeId, scene } = await code('3 号楼前台', null, ['前台'], days)
  const [[ticket, asked] = ['', undefined]] = [...platform.codes]
  expect(asked).toEqual({ ...wanted, action_info: { scene: { scene_str: scene } } })
  expect(await listScanCodes(parts, context, channelId)).toEqual([
    expect.objectContaining({
      scanCodeId,
      name: '3 号楼前台',
      tags: ['前台'],
      scans: 0,
      pictureUrl: `${platform.url}/cgi-bin/showqrcode?ticket=${ticket}`,
    }),
  ])
})

test.each([
  { who: 'a follower', event: (scene: string) => scan(scene) },
  { who: 'somebody new', event: (scene: string) => ({ ...scan(`qrscene_${scene}`), Event: 'subscribe' }) },
])('$who scans three times told, once counted, and his first words wait where the code leads', async ({ event }) => {
  const { post, code, newQueue, rows } = await account()
  const queueId = await newQueue('前台')
  const { scene } = await code('3 号楼前台', queueId, ['前台', '3 号楼'])
  for (let time = 0; time < 3; time++) await post(event(scene))
  expect(await rows('select scans from conversation.scan_code')).toEqual([{ scans: 1 }])
  expect(await rows('select from conversation.conversation')).toEqual([])
  await post(say('门禁打不开'))
  expect(await rows('select queue_id as id, tags from conversation.conversation')).toEqual([
    { id: queueId, tags: expect.arrayContaining(['前台', '3 号楼']) },
  ])
  expect(await rows('select queue_id as id from conversation.queue_item')).toEqual([{ id: queueId }])
  expect(await rows('select from conversation.scan')).toEqual([])
})

test('who is with the bot goes to the queue of the code, and keeps his conversation', async () => {
  const { post, code, newQueue, rows } = await account({ bot: true })
  const queueId = await newQueue('前台')
  const { scene } = await code('前台', queueId, ['前台'])
  await post(say('你好'))
  await post(scan(scene))
  expect(await rows('select queue_id as id, tags, status from conversation.conversation')).toEqual([
    { id: queueId, tags: ['前台'], status: 'bot' },
  ])
  const [note] = await rows(
    `select content from conversation.message where type = 'event' and content->>'event' = 'scanned_code'`,
  )
  expect(note).toMatchObject({ content: { details: { code: '前台' } } })
})

test('a scan of another account, or one of three days ago, leads nowhere', async () => {
  const frozen = freezeClock('2026-11-20T02:00:00Z')
  try {
    const { post, code, newQueue, queueId, rows } = await account()
    const { scene } = await code('前台', await newQueue('前台'), ['前台'])
    await post(scan('another'))
    await post(scan(scene))
    frozen.advance(49 * 3_600_000)
    await post(say('门禁打不开'))
    expect(await rows('select queue_id as id, tags from conversation.conversation')).toEqual([
      { id: queueId, tags: [] },
    ])
  } finally {
    frozen.release()
  }
})

test('a code that hangs on a wall is led elsewhere, unless somebody else was quicker', async () => {
  const { parts, context, channelId, code, newQueue, database } = await account()
  const { scanCodeId } = await code('前台', null)
  const queueId = await newQueue('夜班')
  const change = { name: '前台', queueId, tags: ['夜'], version: 1 }
  const update = (id: string) => database.withTenant(context, (tx) => updateScanCode(tx, context, id, change))
  await update(scanCodeId)
  expect(await listScanCodes(parts, context, channelId)).toMatchObject([{ queueId, tags: ['夜'], version: 2 }])
  await expect(update(scanCodeId)).rejects.toThrow('engine.version-conflict')
  await expect(update(newId())).rejects.toThrow('conversation.scan-code-not-found')
})
