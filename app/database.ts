import { migrateJobs } from '#engine/jobs'
import {
  migrate,
  openDatabase,
  parseDatabaseUrl,
  prepareEmbeddedDatabase,
  startEmbeddedPostgres,
  type Database,
} from '#engine/store'
import type { Config } from './config.ts'
import { schemaModules } from './schema-modules.ts'

export interface OpenStore {
  readonly database: Database
  /** Closes the connections and stops the database server if this process has started it. */
  close(): Promise<void>
}

/** The given PostgreSQL, or an embedded one in the data folder; migrated to the present. */
export async function openStore(config: Config): Promise<OpenStore> {
  if (config.databaseUrl !== undefined) {
    const database = openDatabase(parseDatabaseUrl(config.databaseUrl))
    await bringUpToDate(database)
    return { database, close: () => database.close() }
  }
  const server = await startEmbeddedPostgres(config.dataFolder)
  try {
    const database = openDatabase(await prepareEmbeddedDatabase(server))
    await bringUpToDate(database)
    return {
      database,
      close: async () => {
        await database.close()
        await server.stop({ keepRunning: config.development })
      },
    }
  } catch (error) {
    await server.stop()
    throw error
  }
}

async function bringUpToDate(database: Database): Promise<void> {
  await migrateJobs(database)
  await migrate(database, schemaModules)
}
