import pg from 'pg'
import type { Context } from '#engine/kernel'
import type { ServerSettings } from './settings.ts'
import { inTransaction, type Tx } from './transaction.ts'
import { plainTypes } from './types.ts'

/**
 * The database of one Facet process. Every role is taken at connect time and none may bypass row-level security:
 * `facet_app` sees one tenant at a time, `facet_batch` only what a table's batch policy opens, the owner migrates.
 */
export interface Database {
  /** Work inside one tenant: rows of others do not exist here. */
  withTenant<T>(context: Pick<Context, 'tenantId'>, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Work over all tenants, on tables that have opened themselves to it (`engine.open_to_batch`). */
  acrossTenants<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** Maintenance by the owner of the tables: migration, catalogue checks, installation. */
  asOwner<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** A connection of its own, for LISTEN, session locks and job workers; the caller ends it. */
  connect(role?: Role): Promise<pg.Client>
  /** A separate small pool, for a library that brings its own queries. */
  pool(role: Role, size: number): pg.Pool
  readonly settings: ServerSettings
  close(): Promise<void>
}

export type Role = 'facet_app' | 'facet_batch' | 'owner'

export interface PoolSizes {
  readonly app: number
  readonly batch: number
}

export function openDatabase(settings: ServerSettings, sizes: PoolSizes = { app: 16, batch: 6 }): Database {
  const app = makePool(settings, 'facet_app', sizes.app, { pipeline: true })
  const batch = makePool(settings, 'facet_batch', sizes.batch, { pipeline: true })
  const owner = makePool(settings, 'owner', 2, { pipeline: true })
  const extra: pg.Pool[] = []
  return {
    settings,
    withTenant: (context, work) => inTransaction(app, { 'facet.tenant': context.tenantId }, work),
    acrossTenants: (work) => inTransaction(batch, {}, work),
    asOwner: (work) => inTransaction(owner, {}, work),
    connect: async (role = 'facet_app') => {
      const client = new pg.Client(connection(settings, role))
      client.on('error', ignore)
      await client.connect()
      return client
    },
    pool: (role, size) => {
      const pool = makePool(settings, role, size, { types: plainTypes })
      extra.push(pool)
      return pool
    },
    close: async () => {
      await Promise.all([app, batch, owner, ...extra].map((pool) => pool.end()))
    },
  }
}

function makePool(settings: ServerSettings, role: Role, max: number, manner: object): pg.Pool {
  const pool = new pg.Pool({ ...connection(settings, role), max, ...manner } as pg.PoolConfig)
  // A lost idle connection is replaced at its next use; a lost busy one fails its own query.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}

function connection(settings: ServerSettings, role: Role): pg.ClientConfig {
  const options = ['-c timezone=UTC', '-c idle_in_transaction_session_timeout=60000']
  if (role !== 'owner') options.push(`-c role=${role}`, '-c statement_timeout=60000')
  return { ...settings, options: options.join(' '), application_name: `facet ${role}`, connectionTimeoutMillis: 10_000 }
}

function ignore(): void {}

/** True when `error` is PostgreSQL's refusal of a second row for `constraint`. */
export function violates(error: unknown, constraint: string): boolean {
  const failure = error as { code?: unknown; constraint?: unknown }
  return (
    (failure.code === '23505' || failure.code === '23503' || failure.code === '23514') &&
    failure.constraint === constraint
  )
}
