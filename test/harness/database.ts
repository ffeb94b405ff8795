import pg from 'pg'
import { afterAll, inject } from 'vitest'
import { newId, systemContext, type Context } from '#engine/kernel'
import { migrateJobs } from '#engine/jobs'
import { migrate, openDatabase, sql, type Database, type ServerSettings } from '#engine/store'
import { schemaModules } from '../../app/schema-modules.ts'

/**
 * The migrated database of this test worker. Tests share it and stay apart by tenant:
 * `const { database, context } = await freshTenant()`.
 */
export async function testDatabase(): Promise<Database> {
  opened ??= openWorkerDatabase()
  return opened
}

export async function freshTenant(name = 'Test company'): Promise<{ database: Database; context: Context }> {
  const database = await testDatabase()
  const context = systemContext(newId(), 'test')
  await database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.tenant (tenant_id, name) values (${context.tenantId}, ${name})`),
  )
  return { database, context }
}

/** An empty database of its own, for tests of the schema itself. */
export async function emptyDatabase(name: string): Promise<ServerSettings> {
  const settings = { ...inject('postgres'), database: name }
  await recreate(settings)
  return settings
}

let opened: Promise<Database> | undefined

async function openWorkerDatabase(): Promise<Database> {
  const settings = { ...inject('postgres'), database: `worker_${process.env['VITEST_POOL_ID'] ?? '1'}` }
  await createIfMissing(settings)
  const database = openDatabase(settings, { app: 8, batch: 4 })
  await migrateJobs(database)
  await migrate(database, schemaModules)
  afterAll(() => database.close())
  return database
}

async function createIfMissing(settings: ServerSettings): Promise<void> {
  await asServer(settings, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [settings.database])
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(settings.database)}`)
  })
}

async function recreate(settings: ServerSettings): Promise<void> {
  await asServer(settings, async (client) => {
    await client.query(`drop database if exists ${pg.escapeIdentifier(settings.database)} with (force)`)
    await client.query(`create database ${pg.escapeIdentifier(settings.database)}`)
  })
}

async function asServer(settings: ServerSettings, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...settings, database: 'facet' })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
