/** What is asked again and again is written once: by an agent, published by the supervisor, found by everybody. */
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
  running = await startTestFacet('knowledge_story')
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

async function openAs(role: string, path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'en' })
  contexts.push(context)
  const { cookie } = await running.as(role)
  const [name = '', value = ''] = cookie.split('=')
  await context.addCookies([{ name, value, url: base }])
  const page = await context.newPage()
  await page.goto(base + path)
  return page
}

test('an article is written, sent back, published, found, and taken away', async () => {
  const author = await openAs('agent', '/articles/new')
  await author.getByLabel('Title').fill('The badge reader blinks red')
  await author.getByRole('textbox', { name: 'Text' }).fill('1. Hold the badge **still**\n\n<script>alert(1)</script>')
  await author.locator('.article-preview strong', { hasText: 'still' }).waitFor(SHOWN)
  expect(await author.locator('.article-preview').innerHTML()).not.toContain('<script>')
  // What was written is not lost by a click beside it.
  await author.getByRole('link', { name: 'Knowledge' }).click()
  await author.getByRole('button', { name: 'Go on writing' }).click()
  await author.getByRole('button', { name: 'Save draft' }).click()
  await author.getByRole('button', { name: 'Ask for a review' }).click()
  await author.getByText('In review').waitFor(SHOWN)
  expect(await author.getByRole('button', { name: 'Publish' }).count()).toBe(0)
  const path = new URL(author.url()).pathname

  const editor = await openAs('supervisor', path, 390)
  await editor.getByRole('button', { name: 'Send back' }).click()
  await editor.getByLabel('What should be changed').fill('Say whom to call')
  await editor.getByRole('dialog').getByRole('button', { name: 'Send back' }).click()
  await editor.getByText('Sent back: Say whom to call').waitFor(SHOWN)
  await editor.getByRole('button', { name: 'Publish' }).click()
  await editor.getByText('Published', { exact: true }).waitFor(SHOWN)

  const reader = await openAs('agent', '/')
  await reader.getByRole('navigation').first().waitFor(SHOWN)
  await reader.keyboard.press('Control+k')
  await reader.getByRole('combobox').fill('badge reader')
  await reader.getByRole('option', { name: /The badge reader blinks red/ }).click()
  await reader.getByRole('heading', { name: 'The badge reader blinks red' }).waitFor(SHOWN)

  await editor.getByRole('button', { name: 'Retire' }).click()
  await editor.getByRole('tooltip').getByRole('button', { name: 'Retire' }).click()
  await editor.getByRole('button', { name: 'Write it anew' }).waitFor(SHOWN)
}, 120_000)
