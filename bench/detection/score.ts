/**
 * A time-window score after the published rules of the Numenta Anomaly Benchmark (Lavin and Ahmad 2015),
 * standard profile: the first alarm in a labelled window earns up to 1, the earlier the more; a missed
 * window costs 1; an alarm outside costs up to 0.11, less when it comes shortly after a window. Only one
 * threshold is allowed for all series. 0 is the silent detector, 100 the perfect one.
 */
export interface LabelledSeries {
  readonly family: string
  readonly timestamps: readonly number[]
  readonly values: readonly number[]
  /** Index ranges, both ends included. */
  readonly windows: readonly (readonly [from: number, to: number])[]
}

export interface CorpusScore {
  readonly score: number
  readonly threshold: number
  readonly windows: number
  readonly found: number
  readonly falseAlarms: number
}

const FALSE_ALARM_COST = 0.11
const PROBATION_SHARE = 0.15
const PROBATION_ROWS_MAX = 750

/** What happens at a threshold when it sinks to a row's score. */
interface Step {
  readonly score: number
  /** The window's number in the corpus, or -1 outside. */
  readonly window: number
  /** In a window what an alarm here earns, outside what it costs (negative). */
  readonly worth: number
}

export function scoreCorpus(corpus: readonly LabelledSeries[], scores: readonly ArrayLike<number>[]): CorpusScore {
  let windows = 0
  const steps: Step[] = []
  for (const [i, series] of corpus.entries()) {
    appendSteps(steps, series, scores[i]!, windows)
    windows += series.windows.length
  }
  steps.sort((a, b) => b.score - a.score)

  const earned = new Float64Array(windows).fill(-1)
  let sum = 0
  let falseAlarms = 0
  let best: CorpusScore = { score: 0, threshold: Infinity, windows, found: 0, falseAlarms: 0 }
  for (const [i, { score, window, worth }] of steps.entries()) {
    const before = window < 0 ? 0 : earned[window]!
    if (window < 0) falseAlarms++
    if (window < 0 || worth > before) sum += worth - before
    if (worth > before) earned[window] = worth
    const isLastOfTie = steps[i + 1]?.score !== score
    const reached = (100 * sum) / (2 * windows)
    if (!isLastOfTie || reached <= best.score) continue
    best = {
      score: reached,
      threshold: score,
      windows,
      found: earned.filter((worth) => worth >= 0).length,
      falseAlarms,
    }
  }
  return best
}

function appendSteps(
  steps: Step[],
  { windows, values }: LabelledSeries,
  scores: ArrayLike<number>,
  before: number,
): void {
  const first = probationRows(values.length)
  let next = 0
  for (let i = first; i < values.length; i++) {
    while (next < windows.length && windows[next]![1] < i) next++
    const score = scores[i]!
    if (score <= 0) continue
    const window = windows[next]
    if (window && window[0] <= i) steps.push({ score, window: before + next, worth: worthAt(window, i) })
    else steps.push({ score, window: -1, worth: -costAt(windows[next - 1], i) })
  }
}

/** The rows at the beginning that nobody scores. */
export function probationRows(length: number): number {
  return Math.floor(Math.min(length * PROBATION_SHARE, PROBATION_ROWS_MAX))
}

function worthAt([from, to]: readonly [number, number], i: number): number {
  return sigmoid(-(to - i + 1) / (to - from + 1)) / sigmoid(-1)
}

function costAt(before: readonly [number, number] | undefined, i: number): number {
  if (!before) return FALSE_ALARM_COST
  const past = (i - before[1]) / (before[1] - before[0])
  return -FALSE_ALARM_COST * (past > 3 ? -1 : sigmoid(past))
}

function sigmoid(position: number): number {
  return 2 / (1 + Math.exp(5 * position)) - 1
}

/** Windows as the benchmark makes them: a tenth of the series, shared by its anomalies, centred on each. */
export function windowsAround(events: readonly number[], length: number): [number, number][] {
  const half = Math.floor((0.1 * length) / Math.max(1, events.length) / 2)
  const windows: [number, number][] = []
  for (const event of events.toSorted((a, b) => a - b)) {
    const from = Math.max(0, event - half)
    const to = Math.min(length - 1, event + half)
    const last = windows.at(-1)
    if (last && from <= last[1]) last[1] = to
    else windows.push([from, to])
  }
  return windows
}
