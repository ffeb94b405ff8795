/**
 * Customers and agents talk through a storm: two processes behind a line that cuts, delays and half-opens connections,
 * one of them killed with -9 in the middle, every webhook delivered three times in parallel. At the end all parties and
 * the database must hold the same words in the same places.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { Chat } from '../../../domains/conversation/web/client/index.ts'
import { openAgentBrowser, type AgentBrowser } from './agent.ts'
import { openAppBackend } from './app-customers.ts'
import { foundCompany, type Company } from './company.ts'
import type { FacetProcess } from './servers.ts'
import { openStormyProxy } from './stormy-proxy.ts'

export interface StormSize {
  readonly seed: number
  readonly conversations: number
  /** From each side. */
  readonly messages: number
  /** Mean pause between two messages of one party. */
  readonly pauseMs: number
}

export interface StormReport {
  readonly messages: number
  readonly wrong: readonly string[]
  readonly connections: Readonly<Record<string, number>>
  readonly talkedSeconds: number
  /** From the end of the talk, and of the storm, until everybody has everything. */
  readonly settledSeconds: number
}

const AGENTS = 20
/** An agent says which conversation he is in, and counts. */
const WORDS_OF_AN_AGENT = /^[0-9a-f-]{36}: \d+$/
/** A third of the customers come by an app's backend, the others by the widget. */
const APP_SHARE = 1 / 3
/** A backend that refuses a message five times in a row is asked again after two minutes. */
const SETTLED_WITHIN_MS = 300_000

export async function playStorm(
  database: Database,
  servers: readonly FacetProcess[],
  { seed, conversations, messages, pauseMs }: StormSize,
): Promise<StormReport> {
  const random = seededRandom(seed)
  const proxy = await openStormyProxy(
    servers.map(({ port }) => port),
    random,
  )
  const base = `http://127.0.0.1:${proxy.port}`
  const app = await openAppBackend(base, random)
  const appCustomers = Math.round(conversations * APP_SHARE)
  const company = await foundCompany(database, servers[0]!.url, {
    agents: AGENTS,
    webCustomers: conversations - appCustomers,
    callbackUrl: app.callbackUrl,
  })
  const agents = new Map(company.agents.map((cookie) => [cookie, openAgentBrowser(base, cookie)]))
  const customers = [
    ...company.webAddresses.map((address, n) => webCustomer(`web-${n}`, base, address)),
    ...Array.from({ length: appCustomers }, (_, n) => appCustomer(`app-${n}`, company.appAddress, app)),
  ]

  const began = performance.now()
  const pause = () => sleep(random.between(0, pauseMs * 2))
  const talks = customers.map(async ({ name, say }) => {
    for (let n = 0; n < messages; n++) {
      await say(`${name}: ${n}`)
      await pause()
    }
  })
  const owners = await company.takeAll(conversations)
  const replies = [...owners].map(async ([conversationId, cookie]) => {
    const agent = agents.get(cookie)!
    agent.follow(conversationId)
    for (let n = 0; n < messages; n++) {
      await agent.say(conversationId, `${conversationId}: ${n}`)
      await pause()
    }
  })
  await sleep((pauseMs * messages) / 2)
  await random.pick([...servers]).killAndRestart(random.between(200, 2000))
  await Promise.all([...talks, ...replies])
  const talkedSeconds = (performance.now() - began) / 1000

  const settling = performance.now()
  const find = () => findWrong({ database, company, customers, owners, agents, messages })
  let wrong = await find()
  while (wrong.length > 0 && performance.now() - settling < SETTLED_WITHIN_MS) {
    await sleep(500)
    wrong = await find()
  }
  const settledSeconds = (performance.now() - settling) / 1000
  for (const agent of agents.values()) agent.close()
  for (const { stop } of customers) stop()
  await proxy.stop()
  await app.stop()
  return { messages: conversations * messages * 2, wrong, connections: proxy.counts, talkedSeconds, settledSeconds }
}

interface Place {
  readonly seq: number
  readonly text: string
}

interface Customer {
  readonly name: string
  say(text: string): Promise<void>
  /** Compares what the customer has with what is stored; a sentence for each difference. */
  compare(stored: readonly (Place & { author: string })[]): string[]
  stop(): void
}

function webCustomer(name: string, base: string, address: string): Customer {
  const kept = new Map<string, string>()
  const store = {
    getItem: async (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  }
  const chat = new Chat({ base, address, locale: 'en', store })
  return {
    name,
    say: async (text) => {
      while (chat.state().phase !== 'open') await sleep(50)
      chat.write({ type: 'text', text })
    },
    compare: (stored) => {
      const { past, messages } = chat.state()
      return differs(name, spoken([...past, ...messages]), stored)
    },
    stop: () => chat.stop(),
  }
}

function appCustomer(name: string, address: string, app: Awaited<ReturnType<typeof openAppBackend>>): Customer {
  return {
    name,
    say: (text) => app.deliver(address, name, text),
    compare: (stored) => {
      const expected = stored.filter(({ author }) => author === 'agent').map(({ text }) => text)
      // Facet itself tells those who wait how long; that is nobody's word.
      const got = app.received(name).filter((text) => WORDS_OF_AN_AGENT.test(text))
      return got.join('\n') === expected.join('\n') ? [] : [`${name} got ${got.length} of ${expected.length}`]
    },
    stop: () => {},
  }
}

function spoken(messages: readonly { seq: number; author: { kind: string }; content: object }[]): Place[] {
  return messages.flatMap(({ seq, author, content }) =>
    'text' in content && (author.kind === 'customer' || author.kind === 'agent')
      ? [{ seq, text: String(content.text) }]
      : [],
  )
}

function differs(who: string, has: readonly Place[], stored: readonly Place[]): string[] {
  const line = (places: readonly Place[]) => places.map(({ seq, text }) => `${seq} ${text}`).join('\n')
  return line(has) === line(stored) ? [] : [`${who} has ${has.length} messages, ${stored.length} are stored`]
}

interface Storm {
  readonly database: Database
  readonly company: Company
  readonly customers: readonly Customer[]
  readonly owners: ReadonlyMap<string, string>
  readonly agents: ReadonlyMap<string, AgentBrowser>
  readonly messages: number
}

async function findWrong({ database, company, customers, owners, agents, messages }: Storm): Promise<string[]> {
  const rows = await database.withTenant(company.context, (tx) =>
    tx.all(sql<Place & { id: string; author: string; type: string }>`
      select conversation_id as id, seq, author_kind as author, type, text from conversation.message
      where tenant_id = ${company.context.tenantId} order by conversation_id, seq`),
  )
  const wrong: string[] = []
  const byConversation = Map.groupBy(rows, ({ id }) => id)
  if (byConversation.size !== customers.length) {
    wrong.push(`${byConversation.size} conversations of ${customers.length} customers`)
  }
  for (const [id, all] of byConversation) {
    if (all.some(({ seq }, index) => seq !== index + 1)) wrong.push(`${id} has holes`)
    const stored = all.filter(({ type, author }) => type === 'text' && (author === 'customer' || author === 'agent'))
    const name = stored.find(({ author }) => author === 'customer')?.text.split(':')[0]
    const customer = customers.find((one) => one.name === name)
    if (!customer) {
      wrong.push(`${id} belongs to nobody`)
      continue
    }
    for (const [author, prefix] of [
      ['customer', customer.name],
      ['agent', id],
    ] as const) {
      const texts = stored.filter((one) => one.author === author).map(({ text }) => text)
      const expected = Array.from({ length: messages }, (_, n) => `${prefix}: ${n}`)
      if (texts.join('\n') !== expected.join('\n')) {
        wrong.push(`${customer.name}: of the ${author}'s ${messages} messages ${texts.length} are stored`)
      }
    }
    wrong.push(...customer.compare(stored))
    const thread = agents.get(owners.get(id) ?? '')?.thread(id)
    wrong.push(...differs(`the agent of ${customer.name}`, spoken(thread?.messages ?? []), stored))
  }
  return wrong
}
