/** Agents work together at the desk, in real browsers against a whole Facet. */
import { readFileSync } from 'node:fs'
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

test('a file is dropped on an incident, colleagues who watch hear of it, and the list becomes a table', async () => {
  const agent = await running.as('agent')
  const watcher = await running.as('agent')
  const opened = await agent.request('POST', '/api/desk/incidents', { subject: 'Projector stays dark', priority: 'p2' })
  const { id, number } = opened.body as { id: string; number: string }
  const desk = await openPage(`/desk/incidents/${id}`, agent.cookie)
  const beside = await openPage(`/desk/incidents/${id}`, watcher.cookie)

  await beside.getByRole('button', { name: 'Watch', exact: true }).click(SHOWN)
  await desk.getByRole('img', { name: 'Watched by agent' }).waitFor(SHOWN)

  await desk.getByPlaceholder('Note, internal only').waitFor(SHOWN)
  await dropOn(desk, 'lamp.png', PICTURE)
  await desk.locator('.timeline').getByRole('img', { name: 'lamp.png' }).waitFor(SHOWN)
  await beside.locator('.timeline').getByText('attached lamp.png').waitFor(SHOWN)
  await dropOn(desk, 'tool.exe', 'TVqQAAMAAAAEAAAA')
  await desk.getByRole('alert').getByText('Pack anything else into a ZIP').waitFor(SHOWN)
  await desk.getByRole('button', { name: 'Dismiss' }).click()
  await desk.getByRole('tab', { name: /Files/ }).click()
  await desk.getByRole('button', { name: 'Remove lamp.png' }).waitFor(SHOWN)

  await desk.getByPlaceholder('Note, internal only').fill('The lamp is worn')
  await desk.keyboard.press('Control+Enter')
  await expect
    .poll(async () => JSON.stringify((await watcher.request('GET', '/api/engine/notifications')).body), SHOWN)
    .toContain(number)

  await desk.goto(`${base}/desk/incidents`)
  const download = desk.waitForEvent('download', SHOWN)
  await desk.getByRole('button', { name: 'Export' }).click(SHOWN)
  const table = readFileSync(await (await download).path(), 'utf8')
  expect(table).toMatch(/^\ufeffNumber,Subject,State/)
  expect(table).toContain(`${number},Projector stays dark,New,P2 High`)
}, 120_000)

const PICTURE = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='

/** As a hand does it: over the page, and let go. */
async function dropOn(page: Page, name: string, base64: string): Promise<void> {
  await page.evaluate(`{
    const bytes = Uint8Array.from(atob(${JSON.stringify(base64)}), (letter) => letter.codePointAt(0))
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}))
    for (const happens of ['dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(happens, { dataTransfer, bubbles: true, cancelable: true }))
    }
  }`)
}
