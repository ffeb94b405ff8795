/**
 * A year of a large desk: 500,000 conversations with 10 million messages, 400 agents, 2,000 conversations open. Prints
 * how long the lists, a thread and the month's report take, each from the service's own functions on a warm database.
 *   node bench/inbox.ts [--conversations 500000] [--messages 20] [--reads 300] [--seed 1]
 */
import { parseArgs } from 'node:util'
import { seededRandom, type Context } from '#engine/kernel'
import { listInbox, countInbox, type InboxQuery } from '../domains/conversation/inbox/list.ts'
import { readConversation, readThread } from '../domains/conversation/inbox/read.ts'
import { openBenchWorld } from './world/bench-world.ts'
import { fillDesk, YEAR, type DeskSize } from './world/large-desk.ts'

const { values } = parseArgs({
  options: {
    conversations: { type: 'string', default: '500000' },
    messages: { type: 'string', default: '20' },
    reads: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
  },
})
const size: DeskSize = { conversations: Number(values.conversations), messagesEach: Number(values.messages) }
const reads = Number(values.reads)
const random = seededRandom(Number(values.seed))

const world = await openBenchWorld()
const { database, context, facet } = world
const began = performance.now()
const desk = await fillDesk(database, context, size)
console.log(
  `${size.conversations} conversations, ${size.conversations * size.messagesEach} messages in ${Math.round((performance.now() - began) / 1000)} s, ${desk.gigabytes.toFixed(1)} GB, seed ${values.seed}`,
)

const agentContext = (): Context => ({
  ...context,
  actor: { kind: 'user', id: random.pick(desk.agentIds), name: 'Bench', roles: ['agent'], teamIds: [] },
})
const list = (query: Omit<InboxQuery, 'limit'>) => {
  const as = agentContext()
  return database.withTenant(as, (tx) => listInbox(tx, as, { ...query, limit: 50 }))
}

await measure('list: mine', () => list({ view: 'mine' }))
await measure('list: queue', () => list({ view: 'queue' }))
await measure('list: all open', () => list({ view: 'all' }))
await measure('list: all open of an agent', () => list({ view: 'all', agentId: random.pick(desk.agentIds) }))
await measure('list: closed', () => list({ view: 'closed' }))
await measure('list: closed, deep in the year', () => list({ view: 'closed', after: random.pick(desk.deepCursors) }))
await measure('list: closed of an agent', () => list({ view: 'closed', agentId: random.pick(desk.agentIds) }))
await measure('list: closed of a channel', () => list({ view: 'closed', channelId: random.pick(desk.channelIds) }))
await measure('list: closed of a customer', () => list({ view: 'closed', customerId: random.pick(desk.customerIds) }))
await measure('list: closed, a rare tag', () => list({ view: 'closed', tag: 'rare' }))
await measure('list: closed, by a name', () => list({ view: 'closed', name: `客户 ${random.between(1, 99_999)}` }))
await measure('list: closed, by a first letter', () => list({ view: 'closed', name: '客' }))
await measure('counts', () => database.withTenant(context, (tx) => countInbox(tx, agentContext())))
await measure('thread: opened', async () => {
  const as = agentContext()
  const id = random.pick(desk.conversationIds)
  await database.withTenant(as, async (tx) => {
    await readConversation(tx, as, id)
    await readThread(tx, as, id, { limit: 50 })
  })
})
for (const by of ['total', 'day', 'hour', 'channel', 'team', 'agent'] as const) {
  await measure(
    `report: a month by ${by}`,
    () => {
      const from = Temporal.PlainDate.from(YEAR).add({ months: random.between(0, 10) })
      const at = (date: Temporal.PlainDate): string => `${date.toString()}T00:00:00Z`
      return facet.wired.services.conversation.readFigures(context, {
        from: at(from),
        to: at(from.add({ months: 1 })),
        by,
      })
    },
    20,
  )
}
await world.close()

async function measure(name: string, read: () => Promise<unknown>, times = reads): Promise<void> {
  for (let warm = 0; warm < 3; warm++) await read()
  const taken: number[] = []
  for (let n = 0; n < times; n++) {
    const at = performance.now()
    await read()
    taken.push(performance.now() - at)
  }
  taken.sort((a, b) => a - b)
  const part = (share: number): string => `${taken[Math.min(times - 1, Math.floor(times * share))]!.toFixed(1)} ms`
  console.log(`${name.padEnd(32)} p50 ${part(0.5)}, p95 ${part(0.95)}`)
}
