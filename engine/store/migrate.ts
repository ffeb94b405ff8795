import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { CannotStart, clock } from '#engine/kernel'
import type { Database } from './database.ts'

/** A module's forward-only SQL files, `001-name.sql` and on. */
export interface SchemaModule {
  readonly module: string
  /** The PostgreSQL schema that its tables live in: `engine`, or the domain's own. */
  readonly schema: string
  readonly folder: URL
}

export interface Migration {
  readonly module: string
  readonly schema: string
  readonly file: string
  readonly text: string
  readonly checksum: string
}

/** Facet's processes wait for one another here: only one migrates. */
const MIGRATION_LOCK = 7_202_611

/** Brings the database to the present: roles, then every missing file in the given order of modules, each in its own transaction. */
export async function migrate(database: Database, modules: readonly SchemaModule[]): Promise<Migration[]> {
  const client = await database.connect('owner')
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(readFileSync(new URL('./schema/000-roles.sql', import.meta.url), 'utf8'))
    const applied = await readApplied(client)
    const missing = modules.flatMap(readMigrations).filter((migration) => isMissing(migration, applied))
    for (const migration of missing) await apply(client, migration)
    return missing
  } finally {
    await client.end()
  }
}

export function readMigrations({ module, schema, folder }: SchemaModule): Migration[] {
  const place = fileURLToPath(folder)
  const files = readdirSync(place).filter((file) => /^\d{3}-[a-z0-9-]+\.sql$/.test(file) && !file.startsWith('000-'))
  return files.sort().map((file) => {
    const text = readFileSync(path.join(place, file), 'utf8')
    return { module, schema, file, text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

async function readApplied(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ module: string; file: string; checksum: string }>(
    'select module, file, checksum from engine.migration',
  )
  return new Map(rows.map((row) => [`${row.module}/${row.file}`, row.checksum]))
}

function isMissing(migration: Migration, applied: Map<string, string>): boolean {
  const name = `${migration.module}/${migration.file}`
  const checksum = applied.get(name)
  if (checksum !== undefined && checksum !== migration.checksum) {
    throw new CannotStart(
      `Migration ${name} was changed after it had been applied. Undo the change and write a new file instead.`,
    )
  }
  return checksum === undefined
}

async function apply(client: pg.Client, { module, schema, file, text, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(
      `create schema if not exists ${schema}; grant usage on schema ${schema} to facet_app, facet_batch`,
    )
    await client.query(text)
    await client.query('insert into engine.migration (module, file, checksum, applied_at) values ($1, $2, $3, $4)', [
      module,
      file,
      checksum,
      clock.date(),
    ])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    throw new Error(`${module}/${file} could not be applied: ${(cause as Error).message}`, { cause })
  }
}
