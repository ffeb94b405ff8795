import pg from 'pg'
import type { ServerSettings } from '../settings.ts'
import type { EmbeddedPostgres } from './supervisor.ts'

/**
 * Makes the database and its owner in an embedded cluster, when they are missing. The owner is no superuser,
 * so that row-level security holds for it exactly as on a managed server.
 */
export async function prepareEmbeddedDatabase(server: EmbeddedPostgres, database = 'facet'): Promise<ServerSettings> {
  const { host, port, user, password } = server
  const admin = new pg.Client({ host, port, user, password, database: 'postgres' })
  await admin.connect()
  try {
    await createOwner(admin, password)
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0) await admin.query(`create database ${pg.escapeIdentifier(database)} owner facet_owner`)
  } finally {
    await admin.end()
  }
  return { host, port, user: 'facet_owner', password, database }
}

async function createOwner(admin: pg.Client, password: string): Promise<void> {
  const { rowCount } = await admin.query(`select from pg_roles where rolname = 'facet_owner'`)
  if (rowCount && rowCount > 0) return
  await admin.query(`create role facet_owner login createrole createdb password ${pg.escapeLiteral(password)}`)
}
