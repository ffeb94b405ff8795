/** A supervisor's hour: words that must not leave, a whisper, a bad rating, its score, a report; in real browsers. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clock } from '#engine/kernel'
import { launchBrowser } from '#test/browser'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

const SHOWN = { timeout: 20_000 }

let running: TestFacet
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  running = await startTestFacet('supervision_story')
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

function base(): string {
  return `http://127.0.0.1:${running.facet.port}`
}

async function openPage({ cookie }: Session, path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    timezoneId: 'Asia/Shanghai',
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base() }])
  const page = await context.newPage()
  await page.goto(base() + path)
  return page
}

/** A queue, a widget, and an agent who is there; answers the chat's address. */
async function setUp(boss: Session, agent: Session): Promise<string> {
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 3, skills: ['it'] })
  const queue = await boss.request('POST', '/api/conversation/queues', { name: 'IT', skills: ['it'] })
  const { queueId } = queue.body as { queueId: string }
  const conduct = { bot: false, queueId, survey: true }
  const draft = { kind: 'web', name: 'Chat', settings: {}, conduct }
  const channel = await boss.request('POST', '/api/conversation/channels', draft)
  await agent.request('POST', '/api/conversation/me/presence', { presence: 'online' })
  return `/widget.html?lang=en&key=${(channel.body as { address: string }).address}`
}

test('words are held back, a whisper is heard, a bad rating is followed up, and everything is judged', async () => {
  const boss = await running.as('supervisor')
  const agent = await running.as('agent')
  const chat = await setUp(boss, agent)

  const words = await openPage(boss, '/conversation/words')
  await words.getByLabel('Words, one a line').fill('guarantee\nrefund for sure', SHOWN)
  await words.getByText('ask first', { exact: true }).first().click()
  await words.getByRole('button', { name: 'Add 2 words' }).click()
  await words.getByText('refund for sure').waitFor(SHOWN)

  const visitor = await openPage({ ...boss, cookie: 'none=none' }, chat)
  await visitor.getByRole('textbox').fill('The printer on floor 3 jams', SHOWN)
  await visitor.keyboard.press('Enter')
  const desk = await openPage(agent, '/conversation')
  await desk.getByRole('button', { name: 'Accept' }).click(SHOWN)
  await desk.getByRole('log').getByText('The printer on floor 3 jams').waitFor(SHOWN)

  const supervision = await openPage(boss, '/conversation/supervision')
  await supervision.getByText('Listen').first().click(SHOWN)
  await supervision.getByText('neither of them notices').waitFor(SHOWN)
  await supervision.getByRole('button', { name: 'Whisper' }).click()
  await supervision.getByLabel(/the customer does not see it/).fill('Offer a spare printer')
  await supervision.getByRole('button', { name: 'Say it' }).click()
  await desk.getByRole('log').getByText('Offer a spare printer').waitFor(SHOWN)
  await desk.getByText('whispers to you').waitFor(SHOWN)

  await desk.getByRole('tab', { name: 'Reply' }).click()
  await desk.locator('.chat-composer textarea').fill('Hello, I guarantee it works today')
  await desk.keyboard.press('Control+Enter')
  await desk.getByRole('alert').getByText('“guarantee”').waitFor(SHOWN)
  await desk.getByRole('button', { name: 'Send anyway' }).click()
  await visitor.getByText('I guarantee it works today').waitFor(SHOWN)
  expect(await visitor.getByText('Offer a spare printer').count()).toBe(0)

  await supervision.getByRole('button', { name: 'Join', exact: true }).click()
  await visitor
    .getByText(/has joined/)
    .last()
    .waitFor(SHOWN)

  await desk.getByRole('button', { name: 'Close' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
  await visitor.getByRole('button', { name: /2/ }).first().click(SHOWN)

  const followUps = await openPage(boss, '/conversation/follow-up')
  await followUps.getByText('rated 2').first().click(SHOWN)
  await followUps.getByLabel('What came of it').fill('Said sorry, a spare printer is there')
  await followUps.getByRole('dialog').getByRole('button', { name: 'Done' }).click()
  await followUps.getByRole('tab', { name: 'Done' }).click()
  await followUps.getByText('Said sorry, a spare printer is there').waitFor(SHOWN)

  const quality = await openPage(boss, '/conversation/quality')
  await quality
    .getByText(/No sensitive word/)
    .first()
    .waitFor(SHOWN)
  const row = quality.getByRole('row').filter({ hasText: 'Good rating' })
  await row.first().click(SHOWN)
  await quality.getByText('Score', { exact: true }).first().waitFor(SHOWN)
  await quality
    .getByRole('button', { name: /^message \d+/ })
    .first()
    .click()
  await quality.locator('.thread .revealed').waitFor(SHOWN)

  const [from, to] = [-24, 1].map((hours) => clock.now().add({ hours }).toString())
  const span = new URLSearchParams({ from: from!, to: to! }).toString()
  const file = await fetch(`${base()}/api/conversation/report.csv?report=scores&locale=zh-CN&${span}`, {
    headers: { cookie: boss.cookie },
  })
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await file.arrayBuffer())
  expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(text.startsWith('\ufeff结束,客户,渠道,客服,得分,评价,未达标\r\n')).toBe(true)
  expect(text).toContain('好评')
}, 180_000)
