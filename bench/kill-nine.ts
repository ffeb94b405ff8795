/**
 * Kills Facet with -9 in the middle of parallel acknowledged writes, again and again, and starts it on the same folder.
 * Nothing acknowledged may be lost, nothing doubled, every start must recover.
 *   node bench/kill-nine.ts [--rounds 20] [--writers 200] [--seed 1]
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seededRandom } from '#engine/kernel'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    writers: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
})
const rounds = Number(values.rounds)
const writers = Number(values.writers)
const random = seededRandom(Number(values.seed))
const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-kill-'))
const port = await freePort()
const base = `http://127.0.0.1:${port}`

const acknowledged = new Set<string>()
const startSeconds: number[] = []
for (let round = 1; round <= rounds; round++) {
  const began = performance.now()
  const facet = start()
  const cookie = await signIn()
  startSeconds.push((performance.now() - began) / 1000)
  const before = acknowledged.size
  const writing = Promise.all(Array.from({ length: writers }, (_, n) => write(cookie, `${round}-${n}`)))
  await sleep(random.between(700, 2500))
  process.kill(facet.pid!, 'SIGKILL')
  await writing
  console.log(`round ${round}: ${acknowledged.size - before} acknowledged, up in ${startSeconds.at(-1)!.toFixed(1)} s`)
}

const facet = start()
const cookie = await signIn()
const stored = await readAll(cookie)
const lost = [...acknowledged].filter((subject) => !stored.has(subject))
const doubled = [...stored].filter(([, count]) => count > 1)
const later = startSeconds.slice(1)
console.log(
  `${rounds} × kill -9 under ${writers} writers, seed ${values.seed}: ${acknowledged.size} acknowledged, ${lost.length} lost, ${doubled.length} doubled; starts after a kill ${Math.min(...later).toFixed(1)}–${Math.max(...later).toFixed(1)} s`,
)
facet.kill('SIGTERM')
await new Promise((resolve) => facet.once('exit', resolve))
rmSync(folder, { recursive: true, force: true })
process.exitCode = lost.length + doubled.length === 0 ? 0 : 1

function start(): ChildProcess {
  return spawn(process.execPath, ['app/main.ts', '--dev'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      REQUESTS_PER_MINUTE: '10000000',
      LOG_LEVEL: 'silent',
    },
  })
}

async function signIn(): Promise<string> {
  const options = await retry(
    async () =>
      (await fetch(`${base}/api/engine/sign-in-options`)).json() as Promise<{
        demo: { login: string; password: string; role: string }[]
      }>,
  )
  const { login, password } = options.demo.find(({ role }) => role === 'agent')!
  const response = await fetch(`${base}/api/engine/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  })
  return response.headers.get('set-cookie')!.split(';')[0]!
}

async function retry<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt > 600) throw error
      await sleep(100)
    }
  }
}

/** Writes until the connection breaks; only what was answered 201 counts as acknowledged. */
async function write(cookie: string, writer: string): Promise<void> {
  for (let n = 0; ; n++) {
    const subject = `kill ${writer}-${n}`
    try {
      const response = await fetch(`${base}/api/desk/incidents`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie },
        body: JSON.stringify({ subject }),
      })
      await response.arrayBuffer()
      if (response.status === 201) acknowledged.add(subject)
    } catch {
      return
    }
  }
}

async function readAll(cookie: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  let after = ''
  do {
    const response = await fetch(`${base}/api/desk/incidents?limit=200&sort=opened${after}`, { headers: { cookie } })
    const page = (await response.json()) as { items: { subject: string }[]; next: string | null }
    for (const { subject } of page.items)
      if (subject.startsWith('kill ')) counts.set(subject, (counts.get(subject) ?? 0) + 1)
    after = page.next === null ? '' : `&after=${encodeURIComponent(page.next)}`
  } while (after !== '')
  return counts
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}
