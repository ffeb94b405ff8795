/** A newcomer tries WeCom without an account: the customer's phone on one page, the desk on another. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/browser'
import { startTestFacet, type Session, type TestFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

const SHOWN = { timeout: 20_000 }
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let running: TestFacet
let browser: Browser

beforeAll(async () => {
  await buildWeb()
  running = await startTestFacet('test_phone_story')
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

async function openPage({ cookie }: Session, path: string): Promise<Page> {
  const base = `http://127.0.0.1:${running.facet.port}`
  const viewport = { width: 1440, height: 900 }
  const context = await browser.newContext({ viewport, locale: 'en', timezoneId: 'Asia/Shanghai' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base }])
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

test('words and a picture go to the desk, an answer and the survey come back, and a tap on it is a rating', async () => {
  const boss = await running.as('supervisor')
  const agent = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 3, skills: ['it'] })
  await boss.request('POST', '/api/conversation/queues', { name: 'IT', skills: ['it'] })

  const phone = await openPage(boss, '/conversation/test-phone')
  await phone.getByRole('button', { name: 'Set up a WeCom test account' }).click(SHOWN)
  const chat = phone.getByRole('log', { name: 'Chat on the phone' })
  const write = async (text: string) => {
    await phone.getByLabel('Write as the customer').fill(text)
    await phone.getByLabel('Write as the customer').press('Enter')
    await chat.getByText(text).waitFor(SHOWN)
  }
  await phone.getByLabel('Write as the customer').waitFor(SHOWN)
  await write('The printer jams')
  await write('a slip of the thumb')
  await chat
    .getByRole('listitem')
    .filter({ hasText: 'slip of the thumb' })
    .getByRole('button', { name: 'Take back' })
    .click()
  await chat.getByText('Taken back', { exact: true }).waitFor(SHOWN)
  await phone.locator('input[type=file]').setInputFiles({ name: 'jam.png', mimeType: 'image/png', buffer: PNG })
  await chat.getByRole('img', { name: 'Picture' }).waitFor(SHOWN)

  const desk = await openPage(agent, '/conversation')
  await desk.getByRole('button', { name: 'Take next' }).click(SHOWN)
  const log = desk.getByRole('log')
  await log.getByText('The printer jams').waitFor(SHOWN)
  await log.getByRole('img', { name: 'Picture' }).waitFor(SHOWN)
  expect(await log.getByText('slip of the thumb').count()).toBe(0)
  await desk.locator('.chat-composer textarea').fill('Which tray?')
  await desk.keyboard.press('Control+Enter')
  await chat.getByText('Which tray?').waitFor(SHOWN)

  await desk.getByRole('button', { name: 'Close', exact: true }).click()
  await desk.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click()
  await chat.locator('.phone-choices button').first().click(SHOWN)
  await desk.getByText('Rated 5 of 5').waitFor(SHOWN)
}, 120_000)
