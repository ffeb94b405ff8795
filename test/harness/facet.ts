import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { hashPassword } from '#engine/identity'
import { migrateJobs } from '#engine/jobs'
import { newId, systemContext, type Context } from '#engine/kernel'
import { migrate, openDatabase, sql, type Database } from '#engine/store'
import { readConfig } from '../../app/config.ts'
import { loadDemo } from '../../app/demo/load.ts'
import { DEMO_PASSWORD, startFacet, type Facet } from '../../app/program.ts'
import { schemaModules } from '../../app/schema-modules.ts'
import type { Services } from '../../app/wiring.ts'
import { emptyDatabase } from './database.ts'

/** A whole Facet on a database of its own, with an empty company and one user of each role. */
export interface TestFacet {
  readonly facet: Facet
  readonly database: Database
  readonly context: Context
  /** A browser's session as this role: sends the cookie, reads JSON. */
  as(role: string): Promise<Session>
  /** A second company in the same installation. */
  foreignTenant(): Promise<Pick<TestFacet, 'context' | 'as'>>
  stop(): Promise<void>
}

export interface Session {
  readonly cookie: string
  request(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

const PASSWORD = 'a long enough password'
let passwordHash: Promise<string> | undefined

export async function startTestFacet(name: string, settings: Record<string, string> = {}): Promise<TestFacet> {
  const { facet, database, stop } = await startOn(name, { settings })
  const context = await createTenant(database)
  const base = `http://127.0.0.1:${facet.port}`
  return {
    facet,
    database,
    context,
    as: (role) => signIn(database, context, base, role),
    foreignTenant: async () => {
      const foreign = await createTenant(database)
      return { context: foreign, as: (role) => signIn(database, foreign, base, role) }
    },
    stop,
  }
}

/** A whole Facet with the demo company, as `npm start` shows it. */
export interface DemoFacet {
  readonly facet: Facet
  readonly database: Database
  /** Facet itself, inside the demo company. */
  readonly context: Context
  readonly url: string
  /** A session of the demo's face with this role. */
  as(role: string): Promise<Session>
  stop(): Promise<void>
}

export async function startDemoFacet(name: string): Promise<DemoFacet> {
  const { facet, database, stop } = await startOn(name, {
    prepare: (services, store) => loadDemo({ database: store, services, password: DEMO_PASSWORD }),
  })
  const { tenantId } = await database.acrossTenants((tx) =>
    tx.one(sql<{ tenantId: string }>`select tenant_id as "tenantId" from engine.tenant`),
  )
  const url = `http://127.0.0.1:${facet.port}`
  return {
    facet,
    database,
    context: systemContext(tenantId, 'test'),
    url,
    as: async (role) => {
      const { login } = await database.withTenant({ tenantId }, (tx) =>
        tx.one(sql<{ login: string }>`
          select login from engine.user_account where roles[1] = ${role} and demo_face is not null`),
      )
      return enter(url, login, DEMO_PASSWORD)
    },
    stop,
  }
}

interface Beginning {
  readonly settings?: Record<string, string>
  readonly prepare?: (services: Services, database: Database) => Promise<unknown>
}

const SETTINGS = {
  PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'silent',
  REQUESTS_PER_MINUTE: '100000',
  SIGN_INS_PER_MINUTE: '100000',
}

async function startOn(
  name: string,
  { settings = {}, prepare }: Beginning,
): Promise<{ facet: Facet; database: Database; stop: () => Promise<void> }> {
  const database = openDatabase(await emptyDatabase(`facet_${name}`), { app: 8, batch: 4 })
  await migrateJobs(database)
  await migrate(database, schemaModules)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-data-'))
  const config = readConfig({ ...SETTINGS, DATA_DIR: folder, ...settings }, [])
  const facet = await startFacet(config, database, 'a master secret for tests, long enough', {
    prepare: async (services) => void (await prepare?.(services, database)),
  })
  return {
    facet,
    database,
    stop: async () => {
      await facet.stop()
      await database.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function createTenant(database: Database): Promise<Context> {
  const context = systemContext(newId(), 'test')
  await database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.tenant (tenant_id, name) values (${context.tenantId}, 'Test company')`),
  )
  return context
}

async function signIn(database: Database, context: Context, base: string, role: string): Promise<Session> {
  const login = `${role}-${newId()}@test.example`
  passwordHash ??= hashPassword(PASSWORD)
  const hash = await passwordHash
  await database.withTenant(context, (tx) =>
    tx.run(sql`
      insert into engine.user_account (tenant_id, user_id, login, name, roles, password_hash)
      values (${context.tenantId}, ${newId()}, ${login}, ${role}, ${[role]}, ${hash})`),
  )
  return enter(base, login, PASSWORD)
}

async function enter(base: string, login: string, password: string): Promise<Session> {
  const send = requester(base)
  const answer = await send('POST', '/api/engine/session', { login, password }, {})
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  return { cookie, request: (method, url, body, headers) => send(method, url, body, { cookie, ...headers }) }
}

export function requester(base: string) {
  return async (method: string, url: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const response = await fetch(`${base}${url}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : parse(text) }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
