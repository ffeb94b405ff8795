import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LabelledSeries } from './score.ts'

/** Windows by file, `{"folder/series.csv": [["2014-04-10 07:15:00", "2014-04-11 16:45:00"], …]}`. */
type WindowFile = Readonly<Record<string, readonly (readonly [string, string])[]>>

/** Labelled series from a folder of `timestamp,value` files, labelled as the Numenta Anomaly Benchmark does. */
export async function readFolder(folder: string, windowFile: string): Promise<LabelledSeries[]> {
  const windows = JSON.parse(await readFile(windowFile, 'utf8')) as WindowFile
  return Promise.all(Object.entries(windows).map(([file, labels]) => readOne(folder, file, labels)))
}

async function readOne(folder: string, file: string, labels: WindowFile[string]): Promise<LabelledSeries> {
  const lines = (await readFile(join(folder, file), 'utf8')).trim().split(/\r?\n/).slice(1)
  const rows = lines.map((line) => line.split(',') as [string, string])
  const timestamps = rows.map(([timestamp]) => secondsOf(timestamp))
  return {
    family: file.split('/')[0]!,
    timestamps,
    values: rows.map(([, value]) => Number(value)),
    windows: labels.map(([from, to]) => [
      timestamps.findIndex((seconds) => seconds >= secondsOf(from)),
      timestamps.findLastIndex((seconds) => seconds <= secondsOf(to)),
    ]),
  }
}

function secondsOf(timestamp: string): number {
  return Temporal.Instant.from(`${timestamp.trim().replace(' ', 'T')}Z`).epochMilliseconds / 1000
}
