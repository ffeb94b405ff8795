import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** What `postmaster.pid` says about the server of a data folder. */
export interface Postmaster {
  readonly pid: number
  /** The process exists and is a PostgreSQL, not another program that got the same pid. */
  readonly alive: boolean
  readonly port: number
  readonly socketFolder: string
  readonly ready: boolean
  readonly file: string
}

export function readPostmaster(dataFolder: string): Postmaster | undefined {
  const file = path.join(dataFolder, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const pid = Number(lines[0])
  return {
    pid,
    alive: isPostgres(pid),
    port: Number(lines[3]),
    socketFolder: lines[4] ?? '',
    ready: lines[7] === 'ready',
    file,
  }
}

function isPostgres(pid: number): boolean {
  if (!isRunning(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    // A zombie has an empty command line and so counts as dead.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return false
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
