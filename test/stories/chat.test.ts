/** A customer in the widget and an agent at the desk, in real browsers against a whole Facet. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/browser'
import { startTestFacet, type TestFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

const SHOWN = { timeout: 15_000 }

let running: TestFacet
let browser: Browser
let base: string
const contexts: BrowserContext[] = []

beforeAll(async () => {
  await buildWeb()
  running = await startTestFacet('chat_story')
  base = `http://127.0.0.1:${running.facet.port}`
  browser = await launchBrowser()
}, 180_000)

afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close()
})

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

interface Desk {
  readonly address: string
  readonly cookie: string
  call(method: string, url: string, body?: unknown): Promise<unknown>
}

/** A queue, an agent who is away, and a channel on the web that leads to the queue. */
async function openDesk(settings: object = {}): Promise<Desk> {
  const boss = await running.as('supervisor')
  const agent = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  const skills = [`skill-${user.id.slice(-8)}`]
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 3, skills })
  const queue = await boss.request('POST', '/api/conversation/queues', { name: skills[0], skills })
  const { queueId } = queue.body as { queueId: string }
  const draft = { kind: 'web', name: 'Service desk', settings, conduct: { queueId } }
  const channel = await boss.request('POST', '/api/conversation/channels', draft)
  const { address } = channel.body as { address: string }
  return {
    address,
    cookie: agent.cookie,
    call: async (method, url, body) => (await agent.request(method, url, body)).body,
  }
}

async function openPage(path: string, { width, cookie }: { width: number; cookie?: string }): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 844 },
    locale: 'en',
    timezoneId: 'Asia/Shanghai',
  })
  contexts.push(context)
  if (cookie) {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url: base }])
  }
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

async function visit({ address }: Desk): Promise<Page> {
  return openPage(`/widget.html?key=${address}`, { width: 390 })
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text)
  await page.locator('textarea').press('Enter')
}

const saidIn = (page: Page) => page.getByRole('log').locator('.bubble').allInnerTexts()

test('two customers wait in their true order; one is served, both sides talk, and the customer rates', async () => {
  const desk = await openDesk()
  const customer = await visit(desk)
  await write(customer, 'The printer jams')
  await customer.getByText('1st in line').waitFor(SHOWN)
  const second = await visit(desk)
  await write(second, 'No sound in room 5')
  await second.getByText('2nd in line').waitFor(SHOWN)

  const agent = await openPage('/conversation', { width: 1440, cookie: desk.cookie })
  await agent.getByText('2 in queue').waitFor(SHOWN)
  await agent.getByRole('button', { name: 'Take next' }).click()
  await agent.getByRole('log').getByText('The printer jams').waitFor(SHOWN)
  await second.getByText('1st in line').waitFor(SHOWN)
  await customer.getByText('agent is with you').waitFor(SHOWN)

  await agent.locator('.chat-composer textarea').fill('Which tray?')
  await agent.keyboard.press('Control+Enter')
  await customer.getByText('Which tray?').waitFor(SHOWN)
  await write(customer, 'Tray 2')
  await agent.getByRole('log').getByText('Tray 2').waitFor(SHOWN)
  await agent.locator('.who').getByText('· read').first().waitFor(SHOWN)

  await agent.getByRole('tab', { name: 'Internal note' }).click()
  await agent.locator('.chat-composer textarea').fill('Third jam this week')
  await agent.keyboard.press('Control+Enter')
  await agent.locator('.message.internal').getByText('Third jam this week').waitFor(SHOWN)

  await agent.getByRole('button', { name: 'Close', exact: true }).click()
  await agent.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
  await customer.getByRole('button', { name: '5 very good' }).click(SHOWN)
  await customer.getByLabel('What was good?').fill('Quick')
  await customer.getByRole('button', { name: 'Send' }).first().click()
  await agent.getByText('Rated 5 of 5 · Quick').waitFor(SHOWN)
  expect(await saidIn(customer)).toEqual(['The printer jams', 'Which tray?', 'Tray 2'])
  expect(await customer.getByText('agent has joined').count()).toBe(1)
}, 120_000)

test('what is written on a dead line by either side arrives once, in order, when it is back', async () => {
  const desk = await openDesk()
  const customer = await visit(desk)
  await write(customer, 'one')
  await customer.getByText('1st in line').waitFor(SHOWN)
  const { conversationId } = (await desk.call('POST', '/api/conversation/next')) as { conversationId: string }
  const agent = await openPage(`/conversation/${conversationId}`, { width: 1440, cookie: desk.cookie })
  await agent.getByRole('log').getByText('one').waitFor(SHOWN)

  await customer.context().setOffline(true)
  await write(customer, 'written in the dark')
  await customer.getByText('kept, sent later').waitFor(SHOWN)
  await agent.locator('.chat-composer textarea').fill('two')
  await agent.keyboard.press('Control+Enter')
  await agent.locator('.said:not(.pending)').getByText('two').waitFor(SHOWN)
  await customer.context().setOffline(false)

  await agent.getByRole('log').getByText('written in the dark').waitFor(SHOWN)
  await expect.poll(() => saidIn(customer), { timeout: 20_000 }).toEqual(['one', 'two', 'written in the dark'])
  await customer.reload()
  await expect.poll(() => saidIn(customer), { timeout: 20_000 }).toEqual(['one', 'two', 'written in the dark'])
}, 120_000)

test('questions of the channel come before the first words, and their answers stand beside the conversation', async () => {
  const preChat = [{ name: 'name', label: { en: 'Your name', 'zh-CN': '姓名' }, required: true }]
  const desk = await openDesk({ preChat })
  const customer = await visit(desk)
  await customer.getByLabel('Your name').fill('Li Wen')
  await customer.getByRole('button', { name: 'Begin' }).click()
  await write(customer, 'Hello')
  await customer.getByText('1st in line').waitFor(SHOWN)
  const { conversationId } = (await desk.call('POST', '/api/conversation/next')) as { conversationId: string }
  await expect
    .poll(() => desk.call('GET', `/api/conversation/conversations/${conversationId}`), { timeout: 10_000 })
    .toMatchObject({ contactName: 'Li Wen', attributes: { name: 'Li Wen' } })
}, 60_000)

test('a widget of a channel that does not exist says so', async () => {
  const page = await openPage('/widget.html?key=nothing', { width: 390 })
  await page.getByText('This chat does not exist').waitFor(SHOWN)
})
