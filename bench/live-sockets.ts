/**
 * Many browsers on one topic: how many frames a second reach them, how long from the commit to the last browser, and
 * what a connection costs.   node bench/live-sockets.ts [--clients 2000] [--messages 50]
 */
import { parseArgs } from 'node:util'
import WebSocket from 'ws'
import { audit } from '#engine/audit'
import { createApiKeys } from '#engine/identity'
import { openPostgresBus } from '#engine/events'
import { openBenchWorld } from './world/bench-world.ts'

const { values } = parseArgs({
  options: { clients: { type: 'string', default: '2000' }, messages: { type: 'string', default: '50' } },
})
const clients = Number(values.clients)
const messages = Number(values.messages)

const world = await openBenchWorld()
const bus = await openPostgresBus(world.database)
const { secret } = await createApiKeys(world.database, bus, audit).create(world.context, {
  name: 'bench',
  roles: ['agent'],
})

const memoryBefore = process.memoryUsage().rss
const sockets = await connectAll()
await new Promise((resolve) => setTimeout(resolve, 500))
// Both ends of each connection live in this process.
const perClient = (process.memoryUsage().rss - memoryBefore) / clients / 1024

let received = 0
let wake = (): void => {}
for (const socket of sockets) {
  socket.on('message', (frame) => {
    if (!String(frame as Buffer).includes('"event"')) return
    received += 1
    if (received % clients === 0) wake()
  })
}

const toLast: number[] = []
const began = performance.now()
for (let n = 0; n < messages; n++) {
  const at = performance.now()
  const all = new Promise<void>((resolve) => (wake = resolve))
  await world.facet.wired.services.desk.openIncident(world.context, { subject: `Live ${n}` })
  await all
  toLast.push(performance.now() - at)
}
const seconds = (performance.now() - began) / 1000
toLast.sort((a, b) => a - b)
console.log(
  `${clients} clients on one topic: ${Math.round(received / seconds)} frames/s; commit to last browser p50 ${toLast[messages >> 1]!.toFixed(0)} ms, p95 ${toLast[Math.floor(messages * 0.95)]!.toFixed(0)} ms; ${perClient.toFixed(0)} KiB a client (both ends)`,
)

const [one] = sockets.splice(0, 1)
for (const socket of sockets) socket.terminate()
await new Promise((resolve) => setTimeout(resolve, 300))
const single: number[] = []
for (let n = 0; n < 100; n++) {
  const arrived = new Promise<void>((resolve) => one!.once('message', () => resolve()))
  const at = performance.now()
  await world.facet.wired.services.desk.openIncident(world.context, { subject: `Single ${n}` })
  await arrived
  single.push(performance.now() - at)
}
single.sort((a, b) => a - b)
console.log(
  `one browser, from the command to its frame: p50 ${single[50]!.toFixed(1)} ms, p95 ${single[95]!.toFixed(1)} ms`,
)
one!.terminate()
await bus.close()
await world.close()

async function connectAll(): Promise<WebSocket[]> {
  const open: WebSocket[] = []
  for (let n = 0; n < clients; n += 100) {
    open.push(...(await Promise.all(Array.from({ length: Math.min(100, clients - n) }, connect))))
  }
  return open
}

async function connect(): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${world.facet.port}/api/live`, {
    headers: { authorization: `Bearer ${secret}` },
  })
  await new Promise((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  socket.send(JSON.stringify({ type: 'subscribe', topics: [{ topic: 'desk.incidents' }] }))
  return socket
}
