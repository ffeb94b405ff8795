/**
 * How well and how fast anomalies are found, scored by time windows (see detection/score.ts).
 *
 *   node bench/detection.ts                          generated series: those used for tuning, and fresh ones
 *   node bench/detection.ts <folder> <windows.json>  a folder of labelled series in the public benchmark's layout
 */
import { newDetector, observe } from '#domains/fleet'
import { runningGaussian } from './detection/baseline.ts'
import { drawCorpus } from './detection/corpus.ts'
import { readFolder } from './detection/folder.ts'
import { probationRows, scoreCorpus, type CorpusScore, type LabelledSeries } from './detection/score.ts'

const TUNING_SEEDS = [1, 2, 3, 4, 5, 6]
const FRESH_SEEDS = [21, 22, 23, 24, 25, 26]

function detect({ timestamps, values }: LabelledSeries): Float64Array {
  const detector = newDetector()
  return Float64Array.from(values, (value, i) => observe(detector, timestamps[i]!, value))
}

interface Tally {
  windows: number
  found: number
  falseAlarms: number
  series: number
}

function report(label: string, { score, threshold, found, windows, falseAlarms }: CorpusScore): void {
  const counts = `${found}/${windows} windows, ${falseAlarms} false alarms`
  console.log(`${label.padEnd(34)} ${score.toFixed(1).padStart(5)}   ${counts} at threshold ${threshold.toFixed(3)}`)
}

function mean(scores: readonly CorpusScore[]): string {
  return (scores.reduce((sum, { score }) => sum + score, 0) / scores.length).toFixed(1)
}

function tallyFamilies(
  families: Map<string, Tally>,
  corpus: LabelledSeries[],
  scores: Float64Array[],
  threshold: number,
): void {
  for (const [i, { family, values, windows }] of corpus.entries()) {
    const alarms = [...scores[i]!.keys()].filter(
      (row) => row >= probationRows(values.length) && scores[i]![row]! >= threshold,
    )
    const isIn = ([from, to]: readonly [number, number], row: number): boolean => from <= row && row <= to
    const tally = families.get(family) ?? { windows: 0, found: 0, falseAlarms: 0, series: 0 }
    tally.series++
    tally.windows += windows.length
    tally.found += windows.filter((window) => alarms.some((row) => isIn(window, row))).length
    tally.falseAlarms += alarms.filter((row) => !windows.some((window) => isIn(window, row))).length
    families.set(family, tally)
  }
}

function benchSeeds(label: string, seeds: readonly number[]): void {
  const families = new Map<string, Tally>()
  const results = seeds.map((seed) => {
    const corpus = drawCorpus(seed)
    const scores = corpus.map(detect)
    const result = scoreCorpus(corpus, scores)
    tallyFamilies(families, corpus, scores, result.threshold)
    report(`${label}, seed ${seed}`, result)
    return {
      result,
      baseline: scoreCorpus(
        corpus,
        corpus.map(({ values }) => runningGaussian(values)),
      ),
    }
  })
  const [ours, gaussian] = [mean(results.map(({ result }) => result)), mean(results.map(({ baseline }) => baseline))]
  console.log(`${label}, mean: ${ours}; running Gaussian: ${gaussian}\n`)
  for (const [family, { windows, found, falseAlarms, series }] of families) {
    console.log(
      `  ${family.padEnd(22)} ${`${found}/${windows}`.padStart(8)}  ${(falseAlarms / series).toFixed(1)} false alarms a series`,
    )
  }
  console.log()
}

function benchSpeed(): void {
  const corpus = drawCorpus(1)
  corpus.forEach(detect)
  const before = process.cpuUsage()
  corpus.forEach(detect)
  const { user, system } = process.cpuUsage(before)
  const rows = corpus.reduce((sum, { values }) => sum + values.length, 0)
  const detector = newDetector()
  corpus[0]!.values.forEach((value, i) => observe(detector, corpus[0]!.timestamps[i]!, value))
  console.log(`${((user + system) / rows).toFixed(2)} µs CPU a row over ${rows.toLocaleString('en')} rows`)
  console.log(`a saved detector has ${JSON.stringify(detector).length.toLocaleString('en')} characters`)
}

const [folder, windowFile] = process.argv.slice(2)
if (folder !== undefined && windowFile !== undefined) {
  const corpus = await readFolder(folder, windowFile)
  report(folder, scoreCorpus(corpus, corpus.map(detect)))
} else {
  benchSeeds('tuning', TUNING_SEEDS)
  benchSeeds('fresh', FRESH_SEEDS)
  benchSpeed()
}
