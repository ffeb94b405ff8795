/** Agents work together at the desk, in real browsers against a whole Facet. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '#engine/kernel'
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
  running = await startTestFacet('desk_story')
  base = `http://127.0.0.1:${running.facet.port}`
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  for (const context of contexts) await context.close()
  await browser?.close()
  await running?.stop()
})

async function openPage(path: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 844 }, locale: 'en' })
  contexts.push(context)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base }])
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

test('a macro is previewed and applied, colleagues see each other and talk beside the customer', async () => {
  const boss = await running.as('supervisor')
  const agent = await running.as('agent')
  const colleague = await running.as('agent')
  const { user } = (await agent.request('GET', '/api/engine/session')).body as { user: { id: string } }
  await boss.request('PUT', `/api/conversation/agents/${user.id}`, { capacity: 3, skills: [] })
  const queue = await boss.request('POST', '/api/conversation/queues', { name: `queue ${newId()}` })
  const { queueId } = queue.body as { queueId: string }
  const draft = { kind: 'web', name: 'Desk', conduct: { queueId } }
  const { address } = (await boss.request('POST', '/api/conversation/channels', draft)).body as { address: string }
  const steps = [
    { kind: 'priority', priority: 2 },
    { kind: 'reply', text: 'This goes first. {agent} stays with it.' },
  ]
  await agent.request('POST', '/api/conversation/macros', { shortcut: 'urgent', title: 'Urgent', steps })
  const opened = await fetch(`${base}/api/conversation/widget/${address}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"name":"Li Wen"}',
  })
  const { token } = (await opened.json()) as { token: string }
  await fetch(`${base}/api/conversation/widget/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-visitor': token },
    body: JSON.stringify({ clientId: newId(), content: { type: 'text', text: 'Nothing works' } }),
  })
  const { conversationId } = (await agent.request('POST', '/api/conversation/next')).body as { conversationId: string }

  const desk = await openPage(`/conversation/${conversationId}`, agent.cookie)
  const beside = await openPage(`/conversation/${conversationId}`, colleague.cookie)
  await desk.getByText('is here too').waitFor(SHOWN)
  await beside.getByText('is here too').waitFor(SHOWN)

  await desk.locator('.chat-composer textarea').pressSequentially('/urg')
  await desk.getByRole('option').getByText('Macro').waitFor(SHOWN)
  await desk.keyboard.press('Enter')
  await desk.getByRole('dialog').getByText('This goes first').waitFor(SHOWN)
  await desk.keyboard.press('Enter')
  await desk.getByRole('log').getByText('This goes first').waitFor(SHOWN)
  await desk.locator('.bar').getByText('Urgent', { exact: true }).waitFor(SHOWN)

  const sideId = newId()
  const side = { sideId, subject: 'Spare laptop?', text: 'Is one free?', userIds: [user.id] }
  await colleague.request('POST', `/api/conversation/conversations/${conversationId}/sides`, side)
  await desk.getByRole('tab', { name: /Together 1/ }).click(SHOWN)
  await desk.getByText('Spare laptop?').click(SHOWN)
  await desk.getByLabel('Write to colleagues').fill('Yes, in B1')
  await desk.keyboard.press('Enter')
  await beside.getByRole('tab', { name: /Together 1/ }).click(SHOWN)
  await beside.getByText('Yes, in B1').waitFor(SHOWN)
  const sides = await agent.request('GET', `/api/conversation/conversations/${conversationId}/sides`)
  expect(sides.body).toMatchObject({ items: [{ subject: 'Spare laptop?', unread: 0, lastSeq: 2 }] })
  await desk.getByRole('tab', { name: 'Together', exact: true }).waitFor(SHOWN)
}, 120_000)
