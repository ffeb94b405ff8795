import { CannotStart } from '#engine/kernel'
/**
 * Runs a real PostgreSQL in a folder, for installations that do not bring their own.
 * Promises: one Facet per folder; a killed Facet's server is adopted by the next start; a server that died
 * hard is cleaned up after and recovered; nothing that was ever a database is deleted.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { lockFolder, type FolderLock } from './folder-lock.ts'
import { clusterPassword, initialiseCluster } from './initialise.ts'
import { databaseUser, PLAIN_ENVIRONMENT, runAs, type OsUser } from './os-user.ts'
import { readPostmaster, type Postmaster } from './postmaster.ts'

const PORT = 5432
/** A Unix socket's path may have 107 bytes; PostgreSQL adds its own file name. */
const SOCKET_FOLDER_BYTES_MAX = 90

export interface EmbeddedPostgres {
  /** The folder of its Unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly pid: number
  readonly how: 'started' | 'adopted'
  /** Shuts the server down and waits for it; `keepRunning` leaves it to be adopted by the next start. */
  stop(options?: { keepRunning?: boolean }): Promise<void>
}

interface Place {
  readonly root: string
  readonly cluster: string
  readonly socketFolder: string
  readonly user: OsUser | undefined
  readonly password: string
  readonly lock: FolderLock
}

export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const binaries = await findBinaries()
  const place = preparePlace(dataFolder)
  try {
    initialiseCluster(binaries.initdb, place.root, place.cluster, place.user)
    return (await adopt(place)) ?? (await start(place, binaries.postgres))
  } catch (error) {
    place.lock.release()
    throw error
  }
}

function preparePlace(dataFolder: string): Place {
  const root = path.resolve(dataFolder)
  mkdirSync(root, { recursive: true, mode: 0o711 })
  const lock = lockFolder(root)
  const user = databaseUser()
  const socketFolder = shortSocketFolder(root)
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 })
  if (user) chownSync(socketFolder, user.uid, user.gid)
  return { root, cluster: path.join(root, 'pg'), socketFolder, user, password: clusterPassword(root).password, lock }
}

function shortSocketFolder(root: string): string {
  const folder = path.join(root, 'run')
  if (Buffer.byteLength(folder) <= SOCKET_FOLDER_BYTES_MAX) return folder
  const name = createHash('sha256').update(root).digest('hex').slice(0, 12)
  return path.join(os.tmpdir(), `facet-${name}`)
}

/** Takes over the server that an earlier, killed Facet left running. */
async function adopt(place: Place): Promise<EmbeddedPostgres | undefined> {
  let found = readPostmaster(place.cluster)
  for (let attempt = 0; found?.alive && attempt < 100; attempt++) {
    if (await answers(place, found.socketFolder)) return opened(place, found.socketFolder, found.pid, 'adopted')
    await sleep(100)
    found = readPostmaster(place.cluster)
  }
  if (found?.alive) throw new CannotStart(`A PostgreSQL (pid ${found.pid}) holds ${place.cluster} and does not answer`)
  clearRemains(place, found)
  return undefined
}

function clearRemains(place: Place, dead: Postmaster | undefined): void {
  if (dead) rmSync(dead.file, { force: true })
  const socket = path.join(place.socketFolder, `.s.PGSQL.${PORT}`)
  rmSync(socket, { force: true })
  rmSync(`${socket}.lock`, { force: true })
}

async function start(place: Place, postgres: string): Promise<EmbeddedPostgres> {
  // Output goes to a file: a pipe would die with this process, and the server must not.
  const logFile = path.join(place.root, 'pg.log')
  const log = openSync(logFile, 'a', 0o600)
  const [program, args] = runAs(place.user, postgres, serverArguments(place))
  // Detached, so that Ctrl-C in the terminal reaches Facet only.
  const child = spawn(program, args, {
    detached: true,
    stdio: ['ignore', log, log],
    cwd: place.root,
    env: PLAIN_ENVIRONMENT,
  })
  let ended = false
  child.once('exit', () => (ended = true))
  child.once('error', () => (ended = true))
  child.unref()
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (ended) throw new CannotStart(`PostgreSQL did not start:\n${lastLines(logFile)}`)
    const found = readPostmaster(place.cluster)
    if (found?.ready && (await answers(place, place.socketFolder))) {
      return opened(place, place.socketFolder, found.pid, 'started')
    }
    await sleep(25)
  }
  throw new CannotStart(`PostgreSQL was not ready within 30 s:\n${lastLines(logFile)}`)
}

function serverArguments(place: Place): string[] {
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${place.socketFolder}`,
    'unix_socket_permissions=0700',
    'fsync=on',
    'synchronous_commit=on',
    'shared_buffers=256MB',
    'wal_compression=on',
    'max_connections=100',
    'timezone=UTC',
    'jit=off',
    // A new installation fills its tables in minutes: the planner should learn of it as soon.
    'autovacuum_naptime=15s',
  ]
  return ['-D', place.cluster, '-p', String(PORT), ...settings.flatMap((setting) => ['-c', setting])]
}

async function answers(place: Place, host: string): Promise<boolean> {
  const client = new pg.Client({
    host,
    port: PORT,
    user: 'facet_admin',
    password: place.password,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}

function opened(place: Place, host: string, pid: number, how: EmbeddedPostgres['how']): EmbeddedPostgres {
  return {
    host,
    port: PORT,
    user: 'facet_admin',
    password: place.password,
    pid,
    how,
    stop: async ({ keepRunning = false } = {}) => {
      if (!keepRunning) await shutDown(place, pid)
      place.lock.release()
    },
  }
}

async function shutDown(place: Place, pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return
  }
  for (let attempt = 0; attempt < 600 && readPostmaster(place.cluster)?.alive; attempt++) await sleep(25)
}

function lastLines(file: string): string {
  return readFileSync(file, 'utf8').split('\n').slice(-6).join('\n')
}
