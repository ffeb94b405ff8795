import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { newId, systemContext, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { readConfig } from '../../app/config.ts'
import { openStore } from '../../app/database.ts'
import { startFacet, type Facet } from '../../app/program.ts'

/** A whole Facet on an embedded PostgreSQL (fsync on) in a folder of its own, with one empty company. */
export interface BenchWorld {
  readonly facet: Facet
  readonly database: Database
  readonly context: Context
  close(): Promise<void>
}

export async function openBenchWorld(environment: Record<string, string> = {}): Promise<BenchWorld> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-bench-'))
  const config = readConfig(
    {
      PORT: '0',
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      LOG_LEVEL: 'silent',
      REQUESTS_PER_MINUTE: '100000000',
      ...environment,
    },
    [],
  )
  const store = await openStore(config)
  const facet = await startFacet(config, store.database, 'a master secret for benches, long enough')
  const context = systemContext(newId(), 'bench')
  await store.database.withTenant(context, (tx) =>
    tx.run(sql`insert into engine.tenant (tenant_id, name) values (${context.tenantId}, 'Bench')`),
  )
  console.log(
    `${os.cpus().length} cores (${os.cpus()[0]?.model ?? ''}), load ${os.loadavg()[0]!.toFixed(1)}, Node ${process.version}`,
  )
  return {
    facet,
    database: store.database,
    context,
    close: async () => {
      await facet.stop()
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
