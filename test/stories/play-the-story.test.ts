import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gzipSync } from 'node:zlib'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '#engine/store'
import { launchBrowser } from '#test/browser'
import { startDemoFacet, type DemoFacet } from '#test/facet'
import { buildWeb } from '../../app/build-web.ts'

/**
 * A newcomer opens Facet, clicks "Play the whole story" and plays all seven steps in a real browser: in Chinese, and
 * after a reset in English. After each step the page and the database are asked what is true now.
 */
const ARTIFACTS = 'test/.artifacts/story'
const STEP_MS = 60_000
const BILLING = 6

let world: DemoFacet
let browser: Browser
beforeAll(async () => {
  mkdirSync(ARTIFACTS, { recursive: true })
  await buildWeb()
  world = await startDemoFacet('play_the_story')
  browser = await launchBrowser()
}, 180_000)
afterAll(async () => {
  await browser?.close()
  await world?.stop()
})

interface Fact {
  readonly name: string
  /** Answers one row with one column `fact`, for the facts of the current run. */
  readonly query: string
  readonly is: unknown
}

const RUN = `(select facts from flows.story_run order by number desc limit 1)`
const id = (name: string): string => `(${RUN} ->> '${name}')::uuid`

/** What the database must know after each step. */
const FACTS: readonly (readonly Fact[])[] = [
  [
    {
      name: 'an open fault of the disk',
      query: `select count(*)::int as fact from fleet.fault where device_id = ${id('deviceId')} and cleared_at is null`,
      is: 1,
    },
    {
      name: 'the incident is paid by the agreement',
      query: `select data -> 'entitlement' ->> 'kind' as fact from engine.case where id = ${id('incidentId')}`,
      is: 'contract',
    },
  ],
  [
    {
      name: 'an agent has the conversation',
      query: `select status as fact from conversation.conversation where conversation_id = ${id('conversationId')}`,
      is: 'active',
    },
    {
      name: 'the photo was fetched and kept',
      query: `select content ->> 'state' as fact from conversation.message
        where conversation_id = ${id('conversationId')} and type = 'image'`,
      is: 'ready',
    },
  ],
  [
    {
      name: 'the visit is planned',
      query: `select state as fact from field.visit where visit_id = ${id('visitId')}`,
      is: 'planned',
    },
    {
      name: 'the part is held',
      query: `select state as fact from field.reservation where visit_id = ${id('visitId')} and state <> 'released'`,
      is: 'held',
    },
  ],
  [
    {
      name: 'the part was used',
      query: `select state as fact from field.reservation where visit_id = ${id('visitId')} and state <> 'released'`,
      is: 'used',
    },
    {
      name: 'the old disk is due back',
      query: `select count(*)::int as fact from field.due_back where visit_id = ${id('visitId')}`,
      is: 1,
    },
    {
      name: 'it happened before it was told',
      query: `select (report ->> 'completedAt')::timestamptz < received_at as fact from field.visit_report
        where visit_id = ${id('visitId')}`,
      is: true,
    },
  ],
  [
    { name: 'closed', query: `select state as fact from engine.case where id = ${id('incidentId')}`, is: 'closed' },
    {
      name: 'rated 5',
      query: `select rating as fact from conversation.conversation where conversation_id = ${id('conversationId')}`,
      is: 5,
    },
  ],
  [
    {
      name: 'the lines add up to the invoice',
      query: `select sum(l.total_minor) = max(i.total_minor) as fact from subscription.invoice i
        join subscription.invoice_line l using (tenant_id, invoice_id) where i.invoice_id = ${id('invoiceId')}`,
      is: true,
    },
  ],
  [
    {
      name: 'the incident knows its problem',
      query: `select data ->> 'problemId' = ${RUN} ->> 'problemId' as fact from engine.case where id = ${id('incidentId')}`,
      is: true,
    },
  ],
]

async function factOf(query: string): Promise<unknown> {
  const { fact } = await world.database.withTenant(world.context, (tx) =>
    tx.one(sql<{ fact: unknown }>`${sql.raw(query)}`),
  )
  return fact
}

async function openStory(locale: 'zh-CN' | 'en', viewport = { width: 1440, height: 900 }): Promise<Page> {
  const context = await browser.newContext({ viewport, timezoneId: 'Asia/Shanghai' })
  await context.addInitScript((chosen) => localStorage.setItem('facet.locale', chosen), locale)
  const page = await context.newPage()
  page.setDefaultTimeout(STEP_MS)
  await page.goto(world.url)
  await page.locator('.demo-role.story').click()
  await page.locator('.story-steps').waitFor()
  return page
}

async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id: rule, nodes }) => nodes.map(({ target }) => `${rule} ${target.join(' ')}`))
}

async function playByKey(page: Page, step: number): Promise<void> {
  await page.locator('body').press(step % 2 === 0 ? 'Enter' : 'Space')
  await page.locator(`.story-steps li:nth-child(${step}).done`).waitFor()
  await page.locator(`.story-body[data-step="${step}"][aria-busy="false"]`).waitFor()
}

const STORIES = [
  {
    locale: 'zh-CN',
    shows: ['磨损 92 %', '交接卡', '跟踪链接', '擦除证明', '已关闭', '终端席位', 'SSD 批次 5SS1B'],
  },
  {
    locale: 'en',
    shows: [
      'Disk wear 92 %',
      'Hand-over card',
      'Tracking link',
      'Wipe certificate',
      'closed',
      'Item',
      'SSD batch 5SS1B',
    ],
  },
] as const

test.each(STORIES)('all seven steps, seen in $locale', { timeout: 240_000 }, async ({ locale, shows }) => {
  const page = await openStory(locale)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  if (locale === 'en') {
    await page.locator('.pane.list .story-play button').last().click()
    await page.locator('.story-steps li.waiting').nth(6).waitFor()
  }
  for (const [index, shown] of shows.entries()) {
    await playByKey(page, index + 1)
    const body = page.locator('.story-body')
    await expect.poll(() => body.innerText(), { timeout: 10_000 }).toContain(shown)
    // A month that was billed in an earlier playing is not billed again: nothing happens and nothing moves.
    const least = locale === 'en' && index + 1 === BILLING ? 0 : 1
    expect(await body.locator('.story-wire tr').count()).toBeGreaterThanOrEqual(least)
    expect(await body.locator('.story-moved > div').count()).toBeGreaterThanOrEqual(least)
    for (const { name, query, is } of FACTS[index]!) expect({ [name]: await factOf(query) }).toEqual({ [name]: is })
    await page.screenshot({ path: `${ARTIFACTS}/${locale}-${index + 1}.png` })
    expect(await seriousViolations(page)).toEqual([])
  }
  expect(errors).toEqual([])
  await page.context().close()
})

test('the chat widget weighs at most 60 kB in the pages of others', () => {
  const page = readFileSync('dist/web/widget.html', 'utf8')
  const files = [...page.matchAll(/"\/(assets\/[^"]+)"/g)].map(([, name]) => readFileSync(`dist/web/${name}`))
  expect(files.length).toBeGreaterThan(1)
  expect(gzipSync(Buffer.concat(files)).length).toBeLessThan(60_000)
})

test('on a phone the steps come first, and a step has its own buttons', { timeout: 60_000 }, async () => {
  const page = await openStory('zh-CN', { width: 390, height: 844 })
  await page.screenshot({ path: `${ARTIFACTS}/phone-steps.png` })
  await page.locator('.story-steps li:nth-child(2) button').click()
  await page.locator('.story-phone').waitFor()
  expect(await page.locator('.pane.main .story-play').isVisible()).toBe(true)
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
  expect(await seriousViolations(page)).toEqual([])
  await page.screenshot({ path: `${ARTIFACTS}/phone-step.png` })
  await page.context().close()
})

test(
  'a line of the invoice opens its events; the papers and the customer page are there',
  { timeout: 120_000 },
  async () => {
    const page = await openStory('zh-CN')
    await page.locator('.story-steps li:nth-child(6) button').click()
    await page.locator('.story-invoice button[aria-expanded="false"]').first().click()
    expect(await page.locator('.story-event').count()).toBeGreaterThan(0)
    const pdf = await page.locator('.story-links a[href*="/pdf"]').getAttribute('href')
    const answer = await page.request.get(new URL(pdf!, world.url).href)
    expect(answer.headers()['content-type']).toBe('application/pdf')
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-')
    await page.locator('.story-steps li:nth-child(3) button').click()
    const tracking = await page.locator('.story-phone a').first().getAttribute('href')
    await page.goto(new URL(tracking!, world.url).href)
    await page.locator('.track h1').waitFor()
    await page.context().close()
  },
)
