/**
 * From a customer's keystroke to the agent's eye: messages of a visitor, written over HTTP, drawn by the console in a
 * real browser that has the thread open. The time runs from the start of the request to the frame that shows the words.
 * Pages gather what follows within 250 ms into one more reading, so words that come faster wait for that.
 *   node bench/agent-screen.ts [--messages 60] [--pause 800]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { openDatabase, prepareEmbeddedDatabase, startEmbeddedPostgres } from '#engine/store'
import { buildWeb } from '../app/build-web.ts'
import { foundCompany } from '../test/conversation/chaos/company.ts'
import { databaseUrlOf, startFacetProcess } from '../test/conversation/chaos/servers.ts'
import { launchBrowser } from '../test/harness/browser.ts'
import { openVisitor } from './world/visitor.ts'

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '60' }, pause: { type: 'string', default: '800' } },
})
const [messages, pauseMs] = [Number(values.messages), Number(values.pause)]
const WARM = 20
/** Runs in the page: notes when a frame first shows a bubble's words. */
const WATCH = `
  window.drawnAt = new Map()
  const look = () => {
    for (const { textContent } of document.querySelectorAll('.bubble')) {
      const words = textContent.trim()
      if (!drawnAt.has(words)) drawnAt.set(words, performance.timeOrigin + performance.now())
    }
  }
  new MutationObserver(() => requestAnimationFrame(look)).observe(document, { childList: true, subtree: true })`

await buildWeb()
const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-screen-'))
const postgres = await startEmbeddedPostgres(folder)
const settings = await prepareEmbeddedDatabase(postgres)
const facet = await startFacetProcess(databaseUrlOf(settings), { console: true })
const database = openDatabase(settings)
const company = await foundCompany(database, facet.url, { agents: 1, webCustomers: 1, callbackUrl: '' })
const visitor = await openVisitor(facet.url, company.webAddresses[0]!)
const conversationId = await visitor.write('在吗')
await company.takeAll(1)

const browser = await launchBrowser()
const page = await openThread()
const sentAt = new Map<string, number>()
for (let n = -WARM; n < messages; n++) {
  const words = `第 ${n} 句`
  sentAt.set(words, performance.timeOrigin + performance.now())
  await visitor.write(words)
  await sleep(pauseMs)
}
await sleep(2000)
const drawnAt = new Map(await page.evaluate<[string, number][]>('[...drawnAt]'))
const delays = Array.from({ length: messages }, (_, n) => delayOf(`第 ${n} 句`)).sort((a, b) => a - b)
const at = (share: number): string => `${delays[Math.floor((messages - 1) * share)]!.toFixed(0)} ms`
console.log(
  `${messages} messages to the agent's screen: p50 ${at(0.5)}, p95 ${at(0.95)}, slowest ${at(1)}; load ${os.loadavg()[0]!.toFixed(1)}`,
)
await browser.close()
await database.close()
await facet.stop()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

async function openThread() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  const [name = '', value = ''] = company.agents[0]!.split('=')
  await context.addCookies([{ name, value, url: facet.url }])
  const opened = await context.newPage()
  await opened.goto(`${facet.url}/conversation/${conversationId}`)
  await opened.locator('.bubble', { hasText: '在吗' }).waitFor()
  await opened.evaluate(WATCH)
  return opened
}

function delayOf(words: string): number {
  const drawn = drawnAt.get(words)
  if (drawn === undefined) throw new Error(`“${words}” never came to the screen`)
  return drawn - sentAt.get(words)!
}
