/**
 * Measures the planner: `npm run bench:planner -- [solomon|relatives|day|large|urgent …] [options]`.
 * Without names, everything. Times are processor seconds of the searching thread (`--cpu-seconds`), so that a
 * shared machine does not falsify the figures; only where a caller waits (`first plan`, `urgent`) wall time is told too.
 */
import { parseArgs } from 'node:util'
import { benchDay } from './planner/bench-day.ts'
import { benchRelatives } from './planner/bench-relatives.ts'
import { benchSolomon } from './planner/bench-solomon.ts'
import { benchUrgent } from './planner/bench-urgent.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'cpu-seconds': { type: 'string' },
    data: { type: 'string', default: '../shared/data/solomon' },
    seed: { type: 'string', default: '1' },
    instances: { type: 'string' },
    'reference-seconds': { type: 'string' },
  },
})
const seed = Number(values.seed)
const seconds = (otherwise: number) => Number(values['cpu-seconds'] ?? otherwise)

const parts: Record<string, () => void | Promise<void>> = {
  solomon: () => benchSolomon(values.data, seconds(2), seed, values.instances?.split(',')),
  relatives: () => benchRelatives(values['cpu-seconds'], seed, Number(values['reference-seconds'] ?? 0)),
  day: () => benchDay('day', seconds(10), seed),
  large: () => benchDay('large', seconds(110), seed),
  urgent: () => benchUrgent(seed),
}

for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const part = parts[name]
  if (!part) throw new Error(`there is no part "${name}"; there are ${Object.keys(parts).join(', ')}`)
  await part()
}
