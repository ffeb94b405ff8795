/**
 * Nothing lost, doubled or reordered: seeded rounds of test/conversation/chaos, each with a process killed in the middle.
 *   node bench/socket-chaos.ts [--rounds 20] [--conversations 100] [--messages 100] [--seed 1]
 */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase, prepareEmbeddedDatabase, startEmbeddedPostgres } from '#engine/store'
import { databaseUrlOf, startFacetProcess } from '../test/conversation/chaos/servers.ts'
import { playStorm } from '../test/conversation/chaos/storm.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    conversations: { type: 'string', default: '100' },
    messages: { type: 'string', default: '100' },
    pause: { type: 'string', default: '250' },
    seed: { type: 'string', default: '1' },
  },
})
const [rounds, firstSeed] = [Number(values.rounds), Number(values.seed)]
const size = {
  conversations: Number(values.conversations),
  messages: Number(values.messages),
  pauseMs: Number(values.pause),
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'facet-chaos-'))
const postgres = await startEmbeddedPostgres(folder)
const settings = await prepareEmbeddedDatabase(postgres)
const url = databaseUrlOf(settings)
const first = await startFacetProcess(url)
const second = await startFacetProcess(url)
const database = openDatabase(settings)

let wrongRounds = 0
let messages = 0
for (let seed = firstSeed; seed < firstSeed + rounds; seed++) {
  const report = await playStorm(database, [first, second], { ...size, seed })
  messages += report.messages
  if (report.wrong.length > 0) wrongRounds += 1
  const lines = Object.entries(report.connections).map(([fate, count]) => `${count} ${fate}`)
  console.log(
    `seed ${seed}: ${report.messages} messages in ${report.talkedSeconds.toFixed(0)} s, everybody has everything ${report.settledSeconds.toFixed(0)} s later; connections: ${lines.join(', ')}${report.wrong.length > 0 ? `; WRONG: ${report.wrong.slice(0, 10).join('; ')}` : ''}`,
  )
}
console.log(
  `${rounds} rounds, ${messages} messages, one process killed in each: ${wrongRounds} rounds with a difference`,
)
await first.stop()
await second.stop()
await database.close()
await postgres.stop()
rmSync(folder, { recursive: true, force: true })
process.exitCode = wrongRounds === 0 ? 0 : 1
