/**
 * How much one machine carries: messages come in as a channel has read them, are stored, and reach the sockets of
 * agents who watch. Prints messages a second, the delay to the agent, and CPU for each message of Node and PostgreSQL.
 *
 *   node test/conversation/load.ts [messages] [customers] [parallel]
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { clock, newId, systemContext } from '#engine/kernel'
import { openPostgresBus, startDispatcher } from '#engine/events'
import { migrateJobs } from '#engine/jobs'
import { openTopicBook, startLiveHub, type LiveHub } from '#engine/live'
import { migrate, openDatabase, prepareEmbeddedDatabase, sql, startEmbeddedPostgres } from '#engine/store'
import { openConversation } from '#domains/conversation'
import { schemaModules } from '../../app/schema-modules.ts'
import { partsFor } from './studio-parts.ts'

const [messages = 6000, customers = 200, parallel = 32] = process.argv.slice(2).map(Number)
const AGENTS = 20
/** 10 million consultations a year, 20 messages each, a tenth of a day's in its busiest hour: so many a second then. */
const PEAK_OF_A_YEAR = 15

const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-load-'))
const server = await startEmbeddedPostgres(folder)
const database = openDatabase(await prepareEmbeddedDatabase(server))
await migrateJobs(database)
await migrate(database, schemaModules)

const context = systemContext(newId(), 'load')
await database.withTenant(context, (tx) =>
  tx.run(sql`insert into engine.tenant (tenant_id, name) values (${context.tenantId}, 'Load')`),
)
const bus = await openPostgresBus(database)
const live: { hub?: LiveHub } = {}
const { service, contribution } = openConversation(partsFor(database, { live: () => live.hub! }))
live.hub = await startLiveHub({ database, bus, topics: openTopicBook(contribution.topics ?? [], () => true) })
const dispatcher = await startDispatcher({
  database,
  bus,
  subscribers: contribution.subscribers ?? [],
  onFailure: (_subscriber, _event, failure) => console.error(failure),
})

const queue = { name: 'all', skills: [], teamId: null, calendarId: null, acceptSeconds: 30 }
const queueId = await service.saveQueue(context, queue)
const channelId = await service.createChannel(context, {
  kind: 'web',
  name: 'load',
  settings: {},
  conduct: { queueId },
})

const sentAt = new Map<string, number>()
const delays: number[] = []
let pushed = 0
for (let warm = 0; warm < customers * 5; warm++) await send(warm % customers, `warm-${warm}`)
await watch()
await dispatcher.settled()
// A server that has run for a minute has done this by itself; tables that have just been made mislead its planner.
await database.asOwner((tx) => tx.run(sql`analyze`))

const before = { node: process.cpuUsage(), postgres: postgresSeconds(), at: performance.now() }
pushed = 0
delays.length = 0
let next = 0
await Promise.all(
  Array.from({ length: parallel }, async () => {
    for (let index = next++; index < messages; index = next++) await send(index % customers, `m-${index}`)
  }),
)
const storedSeconds = (performance.now() - before.at) / 1000
while (pushed < messages) await new Promise((resolve) => setTimeout(resolve, 20))
const seconds = (performance.now() - before.at) / 1000
const node = process.cpuUsage(before.node)
delays.sort((a, b) => a - b)
const at = (share: number): string => `${(delays[Math.floor(delays.length * share)] ?? 0).toFixed(0)} ms`
console.log(
  JSON.stringify({
    messages,
    customers,
    parallel,
    agents: AGENTS,
    storedPerSecond: Math.round(messages / storedSeconds),
    pushedPerSecond: Math.round(messages / seconds),
    timesTenMillionConsultationsAYear: Math.floor(messages / seconds / PEAK_OF_A_YEAR),
    toAgentP50: at(0.5),
    toAgentP95: at(0.95),
    nodeCpuMsPerMessage: Number(((node.user + node.system) / 1000 / messages).toFixed(3)),
    postgresCpuMsPerMessage: Number((((postgresSeconds() - before.postgres) * 1000) / messages).toFixed(3)),
  }),
)
await dispatcher.stop()
await live.hub.stop()
await bus.close()
await database.close()
await server.stop()
rmSync(folder, { recursive: true, force: true })

async function send(customer: number, sourceId: string): Promise<void> {
  sentAt.set(`${customer}`, performance.now())
  await service.receive(context, channelId, {
    kind: 'message',
    externalId: `customer-${customer}`,
    sourceId,
    content: { type: 'text', text: '电脑很卡，刚才弹了这个，点不掉' },
    sentAt: clock.iso(),
  })
}

/** Twenty agents, each with a share of the conversations open on his desk. */
async function watch(): Promise<void> {
  const ids = await database.withTenant(context, (tx) =>
    tx.all(sql<{ id: string; who: string }>`
      select c.conversation_id as id, substr(k.external_id, 10) as who from conversation.conversation c
      join conversation.contact k using (tenant_id, contact_id)`),
  )
  const customerOf = new Map(ids.map(({ id, who }) => [id, who]))
  for (let agent = 0; agent < AGENTS; agent++) {
    const topics = ids.filter((_, index) => index % AGENTS === agent).map(({ id }) => ({ topic: `conversation:${id}` }))
    const send = (text: string): void => {
      const frame = JSON.parse(text) as { type: string; name?: string; data?: { conversationId: string } }
      if (frame.name !== 'conversation.message_received') return
      pushed += 1
      delays.push(performance.now() - sentAt.get(customerOf.get(frame.data!.conversationId)!)!)
    }
    const socket = { bufferedAmount: 0, send, close() {}, terminate() {} }
    live.hub!.attach(socket, context).receive(JSON.stringify({ type: 'subscribe', topics }))
  }
  await new Promise((resolve) => setTimeout(resolve, 200))
}

/** CPU seconds of all of the server's processes, the ended ones too. */
function postgresSeconds(): number {
  const postmaster = Number(readFileSync(path.join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0])
  const ticks = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number)
        const [parent, own, ended] = [fields[1]!, fields[11]! + fields[12]!, fields[13]! + fields[14]!]
        if (Number(pid) === postmaster) return [own + ended]
        return parent === postmaster ? [own] : []
      } catch {
        return []
      }
    })
  return ticks.reduce((sum, value) => sum + value, 0) / 100
}
