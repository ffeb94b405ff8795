import { setTimeout as sleep } from 'node:timers/promises'
import { buildWeb } from './build-web.ts'
import { processConfig, WrongSetting } from './config.ts'
import { openStore } from './database.ts'
import { startFacet } from './program.ts'
import { masterSecret } from './secret.ts'
import { welcome } from './welcome.ts'

try {
  await run()
} catch (error) {
  // A wrong setting or a missing need is told in its own words; only a failure of ours shows where it happened.
  console.error(error instanceof WrongSetting ? error.message : error)
  process.exit(1)
}

async function run(): Promise<void> {
  const config = processConfig()
  if (!config.development) await buildWeb()
  const store = await openStore(config)
  const facet = await startFacet(config, store.database, masterSecret(config))
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

/** A killed `npm` sends no signal: when this process was started by it and loses it, there is nobody to serve. */
function watchParent(end: () => void, startedByNpm: boolean): void {
  if (!startedByNpm) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) end()
  }, 1000).unref()
}
