import { rename, writeFile } from 'node:fs/promises'
import { UsageError, type Command, type CommandCall } from '#engine/cli'
import { invalidInput } from '#engine/kernel'
import { ALARM_SCORE, newDetector, observe } from './detector.ts'
import { readSeries, writeScores, type SeriesRow } from './series-csv.ts'

const PROGRESS_EVERY_ROWS = 500_000
const HIGHEST_SHOWN = 5

/** `facet detect series.csv --out scores.csv`: anomaly scores for a series, each row from earlier rows only. */
export const detectCommand: Command = {
  usage: 'facet detect <series.csv|-> --out <scores.csv>',
  options: { out: { type: 'string' } },

  async run(call) {
    const { out } = call.values
    const [file, ...rest] = call.positionals
    if (file === undefined || rest.length > 0) throw new UsageError('give one series')
    if (typeof out !== 'string') throw new UsageError('say where the scores go: --out scores.csv')
    const rows = readSeries(await call.read(file))
    const scores = scoreRows(rows, call)
    await writeWhole(out, writeScores(rows, scores))
    return summary(rows, scores)
  },
}

function scoreRows(rows: readonly SeriesRow[], call: CommandCall): Float64Array {
  const detector = newDetector()
  return Float64Array.from(rows, ({ seconds, number }, i) => {
    if (i > 0 && i % PROGRESS_EVERY_ROWS === 0) call.progress(`${i} of ${rows.length} rows`)
    return observe(detector, seconds, number)
  })
}

/** A reader never meets half a file. */
async function writeWhole(file: string, text: string): Promise<void> {
  try {
    await writeFile(`${file}.partial`, text)
    await rename(`${file}.partial`, file)
  } catch (error) {
    throw invalidInput([{ path: '', message: `${file} cannot be written: ${(error as NodeJS.ErrnoException).code}` }])
  }
}

function summary(rows: readonly SeriesRow[], scores: Float64Array): object {
  const highest = [...rows.keys()].sort((a, b) => scores[b]! - scores[a]!).slice(0, HIGHEST_SHOWN)
  return {
    rows: rows.length,
    alarmScore: ALARM_SCORE,
    alarms: scores.filter((score) => score >= ALARM_SCORE).length,
    highest: highest.map((i) => ({ timestamp: rows[i]!.timestamp, value: rows[i]!.number, anomalyScore: scores[i]! })),
  }
}
