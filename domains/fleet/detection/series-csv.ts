import { invalidInput, type Problem } from '#engine/kernel'

/** One row of a series; the texts are kept as they came. */
export interface SeriesRow {
  readonly timestamp: string
  readonly value: string
  /** Seconds since 1970; a timestamp without a zone is read as UTC. */
  readonly seconds: number
  readonly number: number
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i
const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * Reads `timestamp,value` with its header line; further columns are left alone. Refuses, each with its row
 * and field, what is not a time or not a finite number, rows that go back in time, and a file without rows.
 */
export function readSeries(text: string): SeriesRow[] {
  const [header = '', ...lines] = text.split(/\r?\n/)
  const columns = header.split(',').map((name) => name.trim().toLowerCase())
  const [timeColumn, valueColumn] = [columns.indexOf('timestamp'), columns.indexOf('value')]
  if (timeColumn < 0 || valueColumn < 0) {
    throw invalidInput([{ path: '/header', message: 'must name the columns timestamp and value' }])
  }
  const problems: Problem[] = []
  const rows: SeriesRow[] = []
  let before = -Infinity
  for (const [i, line] of withoutTrailingBlanks(lines).entries()) {
    const cells = line.split(',')
    const row = readRow(cells[timeColumn]?.trim() ?? '', cells[valueColumn]?.trim() ?? '')
    problems.push(...problemsOf(row, before, `/rows/${i}`))
    before = Number.isNaN(row.seconds) ? before : row.seconds
    rows.push(row)
  }
  if (rows.length === 0) problems.push({ path: '/rows', message: 'has no rows' })
  if (problems.length > 0) throw invalidInput(problems)
  return rows
}

export function writeScores(rows: readonly SeriesRow[], scores: ArrayLike<number>): string {
  const lines = rows.map(({ timestamp, value }, i) => `${timestamp},${value},${scores[i]!.toFixed(6)}\n`)
  return `timestamp,value,anomaly_score\n${lines.join('')}`
}

function withoutTrailingBlanks(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

function readRow(timestamp: string, value: string): SeriesRow {
  return { timestamp, value, seconds: secondsOf(timestamp), number: NUMBER.test(value) ? Number(value) : Number.NaN }
}

function problemsOf({ seconds, number }: SeriesRow, before: number, path: string): Problem[] {
  const problems: Problem[] = []
  if (Number.isNaN(seconds)) {
    problems.push({ path: `${path}/timestamp`, message: 'is not a time such as 2026-03-02 09:05:00' })
  }
  if (seconds < before) problems.push({ path: `${path}/timestamp`, message: 'is earlier than the row before' })
  if (!Number.isFinite(number)) problems.push({ path: `${path}/value`, message: 'is not a finite number' })
  return problems
}

function secondsOf(text: string): number {
  const match = TIMESTAMP.exec(text)
  if (!match) return Number.NaN
  const [, date, time = '00:00', zone = 'Z'] = match
  try {
    return Temporal.Instant.from(`${date}T${time}${zone}`).epochMilliseconds / 1000
  } catch {
    return Number.NaN
  }
}
