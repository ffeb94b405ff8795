/** Two processes of Facet on one PostgreSQL, as an installation runs them; each may be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ServerSettings } from '#engine/store'

export interface FacetProcess {
  readonly port: number
  readonly url: string
  readonly pid: () => number
  /** With -9, and up again on the same port after a while. */
  killAndRestart(downMs: number): Promise<void>
  stop(): Promise<void>
}

export function databaseUrlOf({ host, port, user, password, database }: ServerSettings): string {
  const secret = encodeURIComponent(String(password))
  return `postgres://${user}:${secret}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

const READY_WITHIN_MS = 60_000

/** `console`: it serves the built web app, too. */
export async function startFacetProcess(databaseUrl: string, served = { console: false }): Promise<FacetProcess> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-chaos-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  let child = await start()

  async function start(): Promise<ChildProcess> {
    const started = spawn(process.execPath, ['app/main.ts', '--empty', ...(served.console ? [] : ['--dev'])], {
      cwd: path.resolve(import.meta.dirname, '../../..'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        PATH: process.env['PATH'],
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
        FACET_SECRET: 'a master secret for storms, long enough',
        ALLOW_PRIVATE_ADDRESSES: 'true',
        REQUESTS_PER_MINUTE: '100000000',
        SIGN_INS_PER_MINUTE: '100000',
        LOG_LEVEL: 'error',
      },
    })
    await ready(url)
    return started
  }

  return {
    port,
    url,
    pid: () => child.pid!,
    killAndRestart: async (downMs) => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      await sleep(downMs)
      child = await start()
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(url: string): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS
  for (;;) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined)
    if (answer?.ok) return
    if (performance.now() > until) throw new Error('Facet did not become ready')
    await sleep(100)
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
