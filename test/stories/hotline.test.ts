/** A call that ends in a ticket: dialled on the test telephone, answered at the desk, in real browsers. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/browser'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

const SHOWN = { timeout: 20_000 }

let running: TestFacet
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  running = await startTestFacet('hotline_story')
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

async function openPage({ cookie }: Session, path: string): Promise<Page> {
  const base = `http://127.0.0.1:${running.facet.port}`
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en',
    timezoneId: 'Asia/Shanghai',
  })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base }])
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

test('a customer calls, is served by an agent whose phone rings, and leaves a ticket behind', async () => {
  const boss = await running.as('supervisor')
  const agent = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 3, skills: ['it'] })
  await boss.request('POST', '/api/conversation/queues', { name: 'IT', skills: ['it'] })
  const admin = await running.as('administrator')
  const company = await admin.request('POST', '/api/engine/organisations', { kind: 'customer', name: 'Hengtai Bank' })
  const organisationId = (company.body as { id: string }).id
  await admin.request('POST', '/api/engine/people', { organisationId, name: 'Li Wen', phone: '138 0013 8000' })
  await agent.request('POST', '/api/conversation/me/presence', { presence: 'online' })
  await agent.request('PUT', '/api/conversation/me/phone', { phone: '+8675500000001' })

  const phone = await openPage(boss, '/conversation/telephone')
  await phone.getByRole('button', { name: 'Set up a test hotline' }).click(SHOWN)
  await phone.getByRole('button', { name: 'Dial' }).click(SHOWN)
  const customer = phone.getByRole('article', { name: 'Phone +8613800138000' })
  await customer.getByText('For device faults, press 1.').waitFor(SHOWN)
  await customer.getByLabel('Speak by typing').fill('The printer on floor 3 jams')
  await customer.getByRole('button', { name: 'Say' }).click()
  await customer.getByText('You are first in line').first().waitFor(SHOWN)

  const desk = await openPage(agent, '/conversation')
  await desk.getByRole('button', { name: 'Accept' }).click(SHOWN)
  await desk.getByRole('log').getByText('The printer on floor 3 jams').waitFor(SHOWN)
  await desk.getByRole('heading', { name: 'Li Wen' }).waitFor(SHOWN)
  await desk.getByText('phone rings', { exact: true }).waitFor(SHOWN)
  const own = phone.getByRole('article', { name: 'Phone +8675500000001' })
  await own.getByRole('button', { name: 'Pick up' }).click(SHOWN)
  await customer.getByText('talking').waitFor(SHOWN)
  await desk.getByRole('region', { name: 'Telephone call' }).getByText('talking').waitFor(SHOWN)
  await own.getByLabel('Speak by typing').fill('Which printer is it?')
  await own.getByRole('button', { name: 'Say' }).click()
  await customer.getByText('Which printer is it?').waitFor(SHOWN)

  await desk.getByRole('tab', { name: 'Internal note' }).click()
  await desk.locator('.chat-composer textarea').fill('Third jam this week')
  await desk.keyboard.press('Control+Enter')
  await desk.locator('.message.internal').getByText('Third jam this week').waitFor(SHOWN)
  await desk.getByRole('button', { name: 'Open incident' }).click(SHOWN)
  await desk.getByLabel('What does not work').fill('Printer on floor 3 jams')
  await desk.getByRole('dialog').getByRole('button', { name: 'Open incident' }).click()
  await desk.getByText(/INC\S+ opened/).waitFor(SHOWN)

  await desk.getByRole('button', { name: 'Hang up' }).click()
  await desk.getByText(/Call ended after/).waitFor(SHOWN)
  await customer.getByText('hung up').waitFor(SHOWN)
  await desk.getByRole('main').getByRole('button', { name: 'Close', exact: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
  await desk.getByText('Closed: solved').waitFor(SHOWN)

  const { items } = (await boss.request('GET', '/api/desk/incidents')).body as { items: { subject: string }[] }
  expect(items.map(({ subject }) => subject)).toContain('Printer on floor 3 jams')
}, 150_000)
