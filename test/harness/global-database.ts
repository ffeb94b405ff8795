import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { prepareEmbeddedDatabase, startEmbeddedPostgres, type ServerSettings } from '#engine/store'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: ServerSettings
  }
}

/** One real PostgreSQL for the whole test run; every worker makes its own database in it. */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-test-'))
  const server = await startEmbeddedPostgres(folder)
  project.provide('postgres', await prepareEmbeddedDatabase(server, 'facet'))
  return async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
