/** A customer on WeChat and an agent at the desk: the platform is played by a fake one, the desk is in a real browser. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '#engine/kernel'
import { launchBrowser } from '#test/browser'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'
import { ACCOUNT, callback, startFakeWechat, xmlOf, type FakeWechat } from '../conversation/fake-wechat.ts'

const SHOWN = { timeout: 20_000 }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
/** Four silent frames of MPEG audio at 128 kbit/s. */
const FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)])
const MP3 = Buffer.concat([FRAME, FRAME, FRAME, FRAME])

let running: TestFacet
let browser: Browser
let platform: FakeWechat

beforeAll(async () => {
  await buildWeb()
  platform = await startFakeWechat(ACCOUNT)
  running = await startTestFacet('wechat_story', { ALLOW_PRIVATE_ADDRESSES: 'true' })
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
  await platform?.stop()
})

const base = () => `http://127.0.0.1:${running.facet.port}`

async function openPage({ cookie }: Session, path: string): Promise<Page> {
  const viewport = { width: 1440, height: 900 }
  const context = await browser.newContext({ viewport, locale: 'en', timezoneId: 'Asia/Shanghai' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base() }])
  const page = await context.newPage()
  await page.goto(base() + path)
  return page
}

interface Phone {
  /** Posts what WeChat would post, sealed and signed. */
  send(fields: Record<string, string | number>): Promise<void>
}

let messageId = 6_054_768_590_064_713_728n

function phoneOf(address: string, customer: string): Phone {
  return {
    send: async (fields) => {
      if (fields['MsgType'] !== 'event') platform.customerWrote(customer)
      const xml = xmlOf({
        FromUserName: customer,
        CreateTime: Math.floor(clock.ms() / 1000),
        ...fields,
        MsgId: String(++messageId),
      })
      const { query, body } = callback(xml, 'safe')
      const url = `${base()}/api/conversation/hooks/${address}?${new URLSearchParams(query).toString()}`
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'text/xml' }, body })
      expect(await answer.text()).toBe('success')
    },
  }
}

/** An Official Account on the fake platform whose customers wait for one agent. */
async function openAccount(name = 'WeChat') {
  const boss = await running.as('supervisor')
  const agent = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 3, skills: [name] })
  const queue = await boss.request('POST', '/api/conversation/queues', { name, skills: [name] })
  const { queueId } = queue.body as { queueId: string }
  const settings = { ...ACCOUNT, mode: 'safe', apiBase: platform.url }
  const draft = { kind: 'wechat', name, settings, conduct: { queueId } }
  const channel = await boss.request('POST', '/api/conversation/channels', draft)
  const { channelId, address } = channel.body as { channelId: string; address: string }
  return { boss, agent, channelId, phone: phoneOf(address, `o${name}`) }
}

const textsOnPhone = () => platform.sent.map(({ text }) => (text as { content: string } | undefined)?.content)

async function say(desk: Page, text: string): Promise<void> {
  await desk.locator('.chat-composer textarea').fill(text)
  await desk.keyboard.press('Control+Enter')
}

test('words, a photo and a voice message reach the desk; five answers leave it, the sixth is refused with the reason', async () => {
  const { agent, phone } = await openAccount()
  platform.keepMedia('photo-1', { type: 'image/jpeg', body: PNG })
  platform.keepMedia('voice-1', { type: 'audio/mpeg', body: MP3 })
  await phone.send({ MsgType: 'text', Content: '电脑很卡' })
  await phone.send({ MsgType: 'image', MediaId: 'photo-1', PicUrl: 'http://mmbiz.qpic.cn/1' })
  await phone.send({ MsgType: 'voice', MediaId: 'voice-1', Format: 'mp3', Recognition: '下午要放一笔贷款' })

  const desk = await openPage(agent, '/conversation')
  await desk.getByRole('button', { name: 'Take next' }).click(SHOWN)
  const log = desk.getByRole('log')
  await log.getByText('电脑很卡').waitFor(SHOWN)
  await log.getByRole('img', { name: 'Picture' }).waitFor(SHOWN)
  await log.getByRole('button', { name: 'Play' }).waitFor(SHOWN)
  await log.getByText('下午要放一笔贷款').waitFor(SHOWN)
  const picture = log.getByRole('img', { name: 'Picture' })
  const width = () => picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth)
  await expect.poll(width, SHOWN).toBeGreaterThan(0)
  await desk.getByText('5/5 sends').waitFor(SHOWN)

  const chooser = desk.waitForEvent('filechooser')
  await desk.getByRole('button', { name: 'Picture' }).click()
  await (await chooser).setFiles({ name: 'step-1.png', mimeType: 'image/png', buffer: PNG })
  await desk.getByText('4/5 sends').waitFor(SHOWN)
  await expect.poll(() => platform.sent[0], SHOWN).toMatchObject({ touser: 'oWeChat', msgtype: 'image' })

  for (const [index, text] of ['two', 'three', 'four'].entries()) {
    await say(desk, text)
    await desk.getByText(`${3 - index}/5 sends`).waitFor(SHOWN)
  }
  await say(desk, 'five')
  await desk.getByText('no sends left').waitFor(SHOWN)
  await expect.poll(textsOnPhone, SHOWN).toEqual([undefined, 'two', 'three', 'four', 'five'])
  await say(desk, 'six')
  await desk.getByText('All messages that the platform allows are used').first().waitFor(SHOWN)
  expect(platform.sent).toHaveLength(5)

  await phone.send({ MsgType: 'text', Content: '好了' })
  await desk.getByText('5/5 sends').waitFor(SHOWN)
}, 120_000)

test('a menu is refused where WeChat would refuse it, then published; a code is made, scanned and followed', async () => {
  const { boss, agent, channelId, phone } = await openAccount('Lobby')
  const page = await openPage(boss, `/conversation/channels?channel=${channelId}`)
  await page.getByText('Menu of the account').click(SHOWN)
  await page.getByText('The account has no menu.').waitFor(SHOWN)
  const menu = page.locator('.account-menu')
  await page.getByRole('button', { name: 'Add entry' }).click()
  await menu.getByLabel('Name').fill('报修与投诉及其他')
  await page.getByLabel('What it says for the customer').fill('我要报修')
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('At most 16 bytes').waitFor(SHOWN)
  expect(platform.menu()).toBeUndefined()
  await menu.getByLabel('Name').fill('报修')
  await page.getByRole('button', { name: 'Publish' }).click()
  await page.getByText('The menu is published').waitFor(SHOWN)
  expect(platform.menu()).toEqual({ button: [{ type: 'click', name: '报修', key: '我要报修' }] })

  await page.getByText('QR codes').click()
  await page.getByLabel('Where it will be seen').fill('Lobby of building 3')
  await page.getByLabel('Tags').fill('lobby ')
  await page.getByRole('button', { name: 'Make the code' }).click()
  await page.getByText('0 scans').waitFor(SHOWN)
  const [wanted] = [...platform.codes.values()]
  await phone.send({ MsgType: 'event', Event: 'SCAN', EventKey: wanted!.action_info.scene.scene_str, Ticket: 'T' })
  await phone.send({ MsgType: 'event', Event: 'CLICK', EventKey: '我要报修' })
  const desk = await openPage(agent, '/conversation')
  await desk.getByRole('button', { name: 'Take next' }).click(SHOWN)
  await desk.getByRole('log').getByText('我要报修').waitFor(SHOWN)
  await desk.getByText('lobby', { exact: true }).first().waitFor(SHOWN)
  await page.reload()
  await page.getByText('QR codes').click(SHOWN)
  await page.getByText('1 scan', { exact: true }).waitFor(SHOWN)
}, 120_000)
