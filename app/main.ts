import { setTimeout as sleep } from 'node:timers/promises'
import { buildWeb } from './build-web.ts'
import { CannotStart } from '#engine/kernel'
import { processConfig, type Config } from './config.ts'
import { openStore } from './database.ts'
import { loadDemo } from './demo/load.ts'
import { DEMO_PASSWORD, startFacet } from './program.ts'
import { masterSecret } from './secret.ts'
import { welcome } from './welcome.ts'
import type { Services } from './wiring.ts'
import type { Database } from '#engine/store'

try {
  await run()
} catch (error) {
  // A wrong setting or a missing need is told in its own words; only a failure of ours shows where it happened.
  console.error(error instanceof CannotStart ? error.message : error)
  process.exit(1)
}

async function run(): Promise<void> {
  const config = processConfig()
  if (!config.development) await buildWeb()
  const store = await openStore(config)
  const facet = await startFacet(config, store.database, masterSecret(config), {
    prepare: (services) => prepareDemo(config, store.database, services),
  })
  await welcome(facet, config)

  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    await Promise.race([facet.stop().then(() => store.close()), sleep(20_000)])
    process.exit(0)
  }
  process.once('SIGINT', () => void end())
  process.once('SIGTERM', () => void end())
  watchParent(() => void end(), config.startedByNpm)
}

async function prepareDemo(config: Config, database: Database, services: Services): Promise<void> {
  if (config.empty) return
  const began = performance.now()
  const loaded = await loadDemo({ database, services, password: DEMO_PASSWORD })
  if (loaded) console.log(`The demo company was loaded in ${((performance.now() - began) / 1000).toFixed(1)} s`)
}

/** A killed `npm` sends no signal: when this process was started by it and loses it, there is nobody to serve. */
function watchParent(end: () => void, startedByNpm: boolean): void {
  if (!startedByNpm) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, 1000).unref()
}
