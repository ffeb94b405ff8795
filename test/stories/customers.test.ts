/** A service manager enters a customer with a site and a person, changes it against a faster colleague, and archives it. */
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
  running = await startTestFacet('customers_story')
  browser = await launchBrowser()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await running?.stop()
})

async function openPage({ cookie }: Session, path: string): Promise<Page> {
  const base = `http://127.0.0.1:${running.facet.port}`
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en' })
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base }])
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

interface Stored {
  readonly items: readonly { readonly id: string; readonly name: string; readonly phone?: string | null }[]
}

const listOf = async (session: Session, path: string) => ((await session.request('GET', path)).body as Stored).items

test('a customer with a site and a person is entered, changed, archived and taken back', async () => {
  const manager = await running.as('service_manager')
  const page = await openPage(manager, '/customers')
  const drawer = page.getByRole('dialog')
  const fill = (label: string, text: string) => drawer.getByLabel(label, { exact: true }).fill(text, SHOWN)

  await page.getByText('Nobody is served here yet').waitFor(SHOWN)
  await page.keyboard.press('n')
  await fill('Name', '恒泰银行')
  await fill('Name in the other language', 'Hengtai Bank')
  await fill('Code', 'C1001')
  await drawer.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('heading', { name: 'Hengtai Bank' }).waitFor(SHOWN)
  const [customer] = await listOf(manager, '/api/engine/organisations')
  expect(new URL(page.url()).pathname).toBe(`/customers/${customer!.id}`)

  await page.getByRole('tab', { name: 'People' }).click()
  await page.getByRole('button', { name: 'New person' }).first().click()
  await fill('Name', '李雯')
  await fill('Name in the other language', 'Li Wen')
  await fill('Job title', 'Retail lending')
  await drawer.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('cell', { name: 'Li Wen' }).waitFor(SHOWN)

  await page.getByRole('tab', { name: 'Sites' }).click()
  await page.getByRole('button', { name: 'New site' }).first().click()
  await fill('Name', 'Futian Tower')
  await fill('Address', '2008 Shennan Avenue')
  await fill('Longitude', '114.055')
  await fill('Latitude', '22.541')
  await drawer.getByLabel('Contact person').click()
  await page.getByTitle('Li Wen').last().click(SHOWN)
  await drawer.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('cell', { name: 'Futian Tower' }).waitFor(SHOWN)
  const [person] = await listOf(manager, '/api/engine/people')
  expect(await listOf(manager, '/api/engine/sites')).toMatchObject([
    { contactPersonId: person!.id, zone: 'Asia/Shanghai', longitude: 114.055, latitude: 22.541 },
  ])

  await page.getByRole('button', { name: 'Edit' }).click()
  await fill('E-mail', 'it@hengtai.example')
  const agent = await running.as('agent')
  await agent.request('PATCH', `/api/engine/organisations/${customer!.id}`, { phone: '0755-1' })
  await drawer.getByRole('button', { name: 'Save' }).click()
  await drawer.getByText('Somebody changed this meanwhile: Telephone').waitFor(SHOWN)
  await fill('Telephone', '0755-2')
  await drawer.getByRole('button', { name: 'Save' }).click()
  await page.getByText('恒泰银行 saved').waitFor(SHOWN)
  expect(await listOf(manager, '/api/engine/organisations')).toMatchObject([
    { phone: '0755-2', email: 'it@hengtai.example' },
  ])

  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByText('恒泰银行 archived').waitFor(SHOWN)
  expect(await listOf(manager, '/api/engine/organisations')).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Archive' }).waitFor(SHOWN)
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByRole('button', { name: 'Restore' }).waitFor(SHOWN)
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByText('恒泰银行 restored').waitFor(SHOWN)
  expect(await listOf(manager, '/api/engine/organisations')).toMatchObject([{ id: customer!.id }])

  const technician = await openPage(await running.as('technician'), `/customers/${customer!.id}?tab=sites`)
  await technician.getByRole('cell', { name: 'Futian Tower' }).click(SHOWN)
  await technician.getByRole('dialog').getByText('2008 Shennan Avenue').waitFor(SHOWN)
  expect(await technician.getByRole('button', { name: /Edit|Archive|New site|Save/ }).count()).toBe(0)
}, 120_000)
