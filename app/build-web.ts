import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What the browser's code is made of; contracts and locales lie beside the server's code. */
const SOURCES = ['kit', 'app/web', 'domains', 'flows', 'packs', 'engine', 'vite.config.ts', 'package-lock.json']
const STAMP = 'dist/web/.built'

/** Builds the web app when a source is newer than the last build; answers whether it did. */
export async function buildWeb(force = false): Promise<boolean> {
  const release = await takeTurn()
  try {
    const newest = Math.max(...SOURCES.map(newestIn))
    if (!force && readStamp() >= newest) return false
    const { build } = await import('vite')
    await build({ logLevel: 'warn' })
    writeFileSync(STAMP, String(newest))
    return true
  } finally {
    release()
  }
}

const TURN = 'dist/.building'

/** One build at a time in a folder: a server that starts and the workers of a test run may all want it. */
async function takeTurn(): Promise<() => void> {
  mkdirSync(path.dirname(TURN), { recursive: true })
  for (;;) {
    try {
      writeFileSync(TURN, String(process.pid), { flag: 'wx' })
      return () => rmSync(TURN, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    if (isGone(TURN)) rmSync(TURN, { force: true })
    await sleep(100)
  }
}

/** Whether the process that the file names has ended without taking it away. */
function isGone(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    return pid > 0 && !isAlive(pid)
  } catch {
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function readStamp(): number {
  try {
    return Number(readFileSync(STAMP, 'utf8'))
  } catch {
    return -1
  }
}

/** The newest change (milliseconds) of a file that may end up in the browser. */
function newestIn(place: string): number {
  const found = statSync(place, { throwIfNoEntry: false })
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(place, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.(sql|md|test\.tsx?)$/.test(entry.name))
    .reduce((newest, entry) => Math.max(newest, statSync(path.join(entry.parentPath, entry.name)).mtimeMs), 0)
}
