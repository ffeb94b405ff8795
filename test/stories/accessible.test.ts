import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '#test/browser'
import { startDemoFacet, type DemoFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

/**
 * Every page that has an address of its own is opened on the data of the demo company, light and dark, in Chinese or in
 * English, and on a phone what a technician opens there. Nothing that axe calls serious or critical may be on it.
 */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
/** Shown without the console around it. */
const APART = ['/', '/gallery', '/access']

let world: DemoFacet
let browser: Browser
beforeAll(async () => {
  await buildWeb()
  world = await startDemoFacet('accessible')
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

type Locale = 'zh-CN' | 'en'

async function openAs(role: string, locale: Locale, width = 1440): Promise<Page> {
  const { cookie } = await world.as(role)
  const [name = '', value = ''] = cookie.split('=', 2)
  const context = await browser.newContext({
    viewport: { width, height: width < 640 ? 844 : 900 },
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  await context.addCookies([{ name, value, url: world.url }])
  await context.addInitScript((chosen) => localStorage.setItem('facet.locale', chosen), locale)
  const page = await context.newPage()
  await page.goto(world.url)
  await page.locator('.console').waitFor()
  await page.evaluate(AXE)
  return page
}

/** The addresses without a place for an id, as the router of the console knows them. */
async function addressesIn(page: Page): Promise<string[]> {
  const paths = await page.evaluate<string[]>('Object.keys(__TSR_ROUTER__.routesByPath)')
  return paths.filter((path) => !path.includes('$') && !APART.includes(path)).toSorted()
}

/** Nothing is being loaded, the colours are those that were chosen, and nothing has moved for a moment. */
const SETTLED = `new Promise((done) => {
  const chosen = () => {
    const mode = JSON.parse(localStorage.getItem('facet.mode') ?? '"system"')
    return mode === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : mode
  }
  const busy = () => document.querySelector('.list-skeleton, .ant-skeleton') || document.documentElement.dataset.theme !== chosen()
  const quiet = () => setTimeout(() => {
    if (busy() && ++waits < 40) return (timer = quiet())
    observer.disconnect()
    requestAnimationFrame(() => requestAnimationFrame(done))
  }, 100)
  let waits = 0
  let timer = quiet()
  const observer = new MutationObserver(() => {
    if (++waits > 40) return
    clearTimeout(timer)
    timer = quiet()
  })
  observer.observe(document.body, { childList: true, subtree: true })
})`

async function violationsAt(page: Page, address: string): Promise<string[]> {
  await page.evaluate(`__TSR_ROUTER__.history.push(${JSON.stringify(address)})`)
  await page.evaluate(SETTLED)
  const inLight = await runAxe(page, `{ resultTypes: ['violations'] }`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.evaluate(SETTLED)
  // Structure is the same in the dark; colours are not.
  const inDark = await runAxe(page, `{ resultTypes: ['violations'], runOnly: ['color-contrast'] }`)
  await page.emulateMedia({ colorScheme: 'light' })
  return [...inLight, ...inDark.map((found) => `dark ${found}`)].map((found) => `${address}: ${found}`)
}

async function runAxe(page: Page, options: string): Promise<string[]> {
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${options})`)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(' ')}`))
}

async function violationsOn(page: Page, addresses: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const address of addresses) found.push(...(await violationsAt(page, address)))
  await page.context().close()
  return found
}

test('every page of the console, every other one in English', { timeout: 180_000 }, async () => {
  const [chinese, english] = await Promise.all([openAs('administrator', 'zh-CN'), openAs('administrator', 'en')])
  const addresses = await addressesIn(chinese)
  expect(addresses.length).toBeGreaterThan(40)
  const found = await Promise.all([
    violationsOn(
      chinese,
      addresses.filter((_, index) => index % 2 === 0),
    ),
    violationsOn(
      english,
      addresses.filter((_, index) => index % 2 === 1),
    ),
  ])
  expect(found.flat()).toEqual([])
})

test('what a technician opens on a phone', { timeout: 60_000 }, async () => {
  const page = await openAs('technician', 'zh-CN', 390)
  const addresses = ['/field/my-day', '/field/stock', '/settings/notifications', '/settings/security']
  expect(await violationsOn(page, addresses)).toEqual([])
})
