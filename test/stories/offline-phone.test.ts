/** A technician's phone without a line: the day and a visit open after a reload, and signing out leaves nothing behind. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/browser'
import { startDemoFacet, type DemoFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

const DAY = '/field/my-day'
const SHOWN = { timeout: 15_000 }
const WIDTHS: Readonly<Record<string, number>> = { dispatcher: 1440 }

let world: DemoFacet
let browser: Browser
beforeAll(async () => {
  await buildWeb()
  world = await startDemoFacet('offline_phone')
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

async function phoneOf(role: string, path: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    viewport: { width: WIDTHS[role] ?? 390, height: 844 },
    timezoneId: 'Asia/Shanghai',
  })
  const { cookie } = await world.as(role)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: world.url }])
  await context.addInitScript("localStorage.setItem('facet.locale', 'en')")
  const page = await context.newPage()
  await page.goto(world.url + path)
  return { context, page }
}

// The server's types know no browser: what runs on the page is text.
const workers = (page: Page): Promise<number> =>
  page.evaluate<number>('navigator.serviceWorker.getRegistrations().then((all) => all.length)')

const cached = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`(async () => {
    const names = await caches.keys()
    const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return keys.flat().map(({ url }) => new URL(url).pathname)
  })()`)

test('the day and a visit open after a reload without a line; signing out removes the worker and its files', async () => {
  const { context, page } = await phoneOf('technician', DAY)
  const stops = page.locator('.day-list li')
  await stops.first().waitFor(SHOWN)
  await page.evaluate<string>('navigator.serviceWorker.ready.then(({ scope }) => scope)')
  const seen = await stops.count()
  expect(seen).toBeGreaterThan(0)

  await context.setOffline(true)
  await page.reload()
  await stops.first().waitFor(SHOWN)
  expect(await stops.count()).toBe(seen)

  const visit = page.locator('.day-list a').first()
  const address = await visit.getAttribute('href')
  await page.goto(world.url + address!)
  await page.locator('.visit-sheet').waitFor(SHOWN)

  await context.setOffline(false)
  await page.goto(world.url + DAY)
  await stops.first().waitFor(SHOWN)
  const api = (await cached(page)).filter((path) => path.startsWith('/api/'))
  expect(api, 'of the API only who is signed in').toEqual(['/api/engine/session'])

  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.locator('input[type="password"]').waitFor(SHOWN)
  await expect.poll(() => workers(page)).toBe(0)
  expect(await cached(page)).toEqual([])
  await context.close()
}, 90_000)

test('who is no technician gets no worker', async () => {
  const { context, page } = await phoneOf('dispatcher', '/field/board')
  await page.getByText('Dispatch board').first().waitFor(SHOWN)
  expect(await workers(page)).toBe(0)
  await context.close()
}, 60_000)
