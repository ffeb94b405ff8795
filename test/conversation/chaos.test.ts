/** Two rounds of the drill that bench/socket-chaos.ts plays at full size: nothing lost, doubled or reordered. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openDatabase, type Database } from '#engine/store'
import { emptyDatabase } from '#test/database'
import { databaseUrlOf, startFacetProcess, type FacetProcess } from './chaos/servers.ts'
import { playStorm } from './chaos/storm.ts'

let database: Database
let servers: FacetProcess[] = []

beforeAll(async () => {
  const settings = await emptyDatabase('facet_chaos')
  const url = databaseUrlOf(settings)
  servers = [await startFacetProcess(url), await startFacetProcess(url)]
  database = openDatabase(settings, { app: 4, batch: 2 })
}, 120_000)

afterAll(async () => {
  await database?.close()
  for (const server of servers) await server.stop()
}, 60_000)

test.for([1, 2])(
  'a storm with seed %i: everybody holds the same words in the same places',
  { timeout: 240_000 },
  async (seed) => {
    const size = { seed, conversations: 12, messages: 20, pauseMs: 60 }
    const { wrong, messages } = await playStorm(database, servers, size)
    expect(wrong).toEqual([])
    expect(messages).toBe(480)
  },
)
