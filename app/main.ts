import { setTimeout as sleep } from 'node:timers/promises'
import { buildWeb } from './build-web.ts'
import { CannotStart } from '#engine/kernel'
import { processConfig, type Config } from './config.ts'
import { openStore } from './database.ts'
import { loadDemo } from './demo/load.ts'
import { refuseTakenPort } from './port.ts'
import { DEMO_PASSWORD, startFacet, type Facet } from './program.ts'
import { masterSecret } from './secret.ts'
import { welcome } from './welcome.ts'
import type { Services } from './wiring.ts'
import type { Database } from '#engine/store'

const STOP_MS_MAX = 20_000

try {
  await run()
} catch (error) {
  // A wrong setting or a missing need is told in its own words; only a failure of ours shows where it happened.
  console.error(error instanceof CannotStart ? error.message : error)
  process.exit(1)
}

async function run(): Promise<void> {
  const config = processConfig()
  await refuseTakenPort(config)
  if (!config.development) await buildWeb()
  const store = await openStore(config)
  let facet: Facet | undefined
  let ending = false
  const end = async (): Promise<void> => {
    if (ending) return
    ending = true
    await Promise.race([Promise.resolve(facet?.stop()).then(() => store.close()), sleep(STOP_MS_MAX)])
    process.exit(0)
  }
  process.once('SIGINT', () => void end())
  process.once('SIGTERM', () => void end())
  watchParent(() => void end(), config.startedByNpm)
  try {
    facet = await startFacet(config, store.database, masterSecret(config), {
      prepare: (services) => prepareDemo(config, store.database, services),
    })
    await welcome(facet, config)
  } catch (error) {
    // Stopped while it was starting: what it was doing then fails, and that is no news.
    if (!ending) throw error
  }
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
