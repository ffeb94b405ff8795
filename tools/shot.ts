/**
 * Takes pictures of pages, to be looked at: every address at 1440 and 390 px, in both languages, light and dark.
 *
 *   node tools/shot.ts http://127.0.0.1:5173 /gallery '/gallery?part=table' [--widths=1440] [--locales=zh-CN]
 *     [--modes=light] [--to=test/.artifacts/shots] [--axe]
 *
 * With --axe it also prints the serious accessibility violations of every page and fails on any.
 */
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AxeResults } from 'axe-core'
import { chromium, type Browser, type Page } from 'playwright-core'

interface Shot {
  readonly path: string
  readonly width: number
  readonly locale: string
  readonly mode: string
}

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const [base = 'http://127.0.0.1:5173', ...rest] = process.argv.slice(2)
const paths = rest.filter((word) => !word.startsWith('--'))
const option = (name: string, usual: string): string[] =>
  (rest.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3) ?? usual).split(',')
const [folder] = option('to', 'test/.artifacts/shots')
const withAxe = rest.includes('--axe')

const shots = paths.flatMap((path) =>
  option('widths', '1440,390').flatMap((width) =>
    option('locales', 'zh-CN,en').flatMap((locale) =>
      option('modes', 'light,dark').map((mode): Shot => ({ path, width: Number(width), locale, mode })),
    ),
  ),
)

mkdirSync(folder!, { recursive: true })
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS })
let violations = 0
for (const shot of shots) violations += await take(browser, shot)
await browser.close()
if (violations > 0) process.exitCode = 1

async function take(browser: Browser, { path, width, locale, mode }: Shot): Promise<number> {
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 900 },
    timezoneId: 'Asia/Shanghai',
  })
  await context.addInitScript(
    ([locale, mode]) => {
      localStorage.setItem('facet.locale', locale!)
      localStorage.setItem('facet.mode', JSON.stringify(mode))
    },
    [locale, mode],
  )
  const page = await context.newPage()
  page.on('console', (message) => message.type() === 'error' && console.log(`  ${path}: ${message.text()}`))
  page.on('pageerror', (error) => console.log(`  ${path}: ${error.stack ?? error.message}`))
  await page.goto(base + path, { waitUntil: 'load' })
  await page.evaluate('document.fonts.ready')
  await page.waitForTimeout(1500)
  const name = `${path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}-${width}-${locale}-${mode}.png`
  await page.screenshot({ path: join(folder!, name) })
  const found = withAxe ? await seriousViolations(page) : []
  console.log(`${name}${found.length > 0 ? `\n${found.join('\n')}` : ''}`)
  await context.close()
  return found.length
}

async function seriousViolations(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const { violations } = await page.evaluate<AxeResults>('axe.run()')
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) => `  ✗ ${id} ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    )
}
