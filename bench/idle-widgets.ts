/**
 * What an idle visitor costs: many widgets, each with an open conversation and its socket, on one process of Facet.
 *   node bench/idle-widgets.ts [--widgets 5000]
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import WebSocket from 'ws'
import { openDatabase, prepareEmbeddedDatabase, startEmbeddedPostgres } from '#engine/store'
import { foundCompany } from '../test/conversation/chaos/company.ts'
import { databaseUrlOf, startFacetProcess } from '../test/conversation/chaos/servers.ts'
import { openVisitor } from './world/visitor.ts'

const { values } = parseArgs({ options: { widgets: { type: 'string', default: '5000' } } })
const widgets = Number(values.widgets)
const PARALLEL = 50

const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-idle-'))
const postgres = await startEmbeddedPostgres(folder)
const settings = await prepareEmbeddedDatabase(postgres)
const facet = await startFacetProcess(databaseUrlOf(settings))
const database = openDatabase(settings)
const { webAddresses } = await foundCompany(database, facet.url, { agents: 1, webCustomers: 1, callbackUrl: '' })

const visitors = await eachOf(widgets, openConversation)
// A process that has just begun: what the visitors' first messages left behind is none of the idle sockets'.
await facet.killAndRestart(0)
await sleep(8000)
const before = memory()
const sockets = await eachOf(widgets, (n) => connect(visitors[n]!))
await sleep(20_000)
const after = memory()
const alive = sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length
const cpuBefore = cpuSeconds()
await sleep(30_000)
const busy = (cpuSeconds() - cpuBefore) / 30
console.log(
  `${alive} of ${widgets} idle widgets: ${((after - before) / widgets).toFixed(1)} KiB each (process ${Math.round(before / 1024)} → ${Math.round(after / 1024)} MiB), ${(busy * 100).toFixed(1)} % of one core, heartbeats included`,
)
for (const socket of sockets) socket.terminate()
await database.close()
await facet.stop()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })

interface Opened {
  readonly token: string
  readonly conversationId: string
}

async function openConversation(): Promise<Opened> {
  const { token, write } = await openVisitor(facet.url, webAddresses[0]!)
  return { token, conversationId: await write('在吗') }
}

async function connect({ token, conversationId }: Opened): Promise<WebSocket> {
  const url = `${facet.url.replace('http', 'ws')}/api/conversation/widget/socket?token=${encodeURIComponent(token)}`
  const socket = new WebSocket(url, { perMessageDeflate: false })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  socket.send(JSON.stringify({ type: 'resume', conversationId, after: 0, change: 0 }))
  socket.on('message', (data: Buffer) => {
    if (data.includes('"ping"')) socket.send('{"type":"pong"}')
  })
  return socket
}

async function eachOf<T>(count: number, work: (n: number) => Promise<T>): Promise<T[]> {
  const results: T[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let n = next++; n < count; n = next++) results[n] = await work(n)
  }
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  return results
}

/** Resident memory of the server's process, in KiB. */
function memory(): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${facet.pid()}/status`, 'utf8'))?.[1])
}

function cpuSeconds(): number {
  const fields = readFileSync(`/proc/${facet.pid()}/stat`, 'utf8').split(') ')[1]!.split(' ').map(Number)
  return (fields[11]! + fields[12]!) / 100
}
