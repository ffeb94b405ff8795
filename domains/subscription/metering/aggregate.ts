import { divideRoundHalfUp } from '#engine/kernel'
import { QUANTITY_DIGITS } from '../pricing/exact.ts'

/** One measured value. Values are quantities as in pricing/exact.ts, instants milliseconds since the epoch. */
export interface Point {
  readonly at: number
  readonly value: bigint
  /** What `unique` counts the different ones of. */
  readonly key?: string
}

export type Aggregation =
  | 'count'
  | 'sum'
  | 'max'
  | 'min'
  | 'average'
  | 'unique'
  | 'latest'
  | 'timeWeighted'
  | 'percentile'

export interface Measure {
  readonly aggregation: Aggregation
  /** For `percentile`: above 0, at most 100. */
  readonly percentile?: number | undefined
  /** For `timeWeighted`: the values are changes of a level, not the level. */
  readonly deltas?: boolean | undefined
}

/** The stretch of time that is measured, and the level that was left before it began. */
export interface Stretch {
  /** Milliseconds, `[start, end)`. */
  readonly start: number
  readonly end: number
  readonly levelBefore: bigint
  /** Milliseconds over which a level is averaged, where that is not the stretch itself. */
  readonly over?: number
}

/** A quotient is kept with 12 decimals, so what stands on a line is what was priced. */
const QUOTIENT_UNIT = 10n ** BigInt(QUANTITY_DIGITS - 12)
const ONE = 10n ** BigInt(QUANTITY_DIGITS)

/**
 * One quantity from the points of a stretch, which are in the order of their time. No points measure 0,
 * except for the level that a time-weighted measure carries in from before.
 */
export function aggregate(measure: Measure, points: readonly Point[], stretch: Stretch): bigint {
  if (measure.aggregation === 'timeWeighted') return timeWeighted(points, stretch, measure.deltas ?? false)
  if (points.length === 0) return 0n
  const values = points.map((point) => point.value)
  switch (measure.aggregation) {
    case 'count':
      return BigInt(points.length) * ONE
    case 'unique':
      return BigInt(new Set(points.map(({ key, value }) => key ?? value.toString())).size) * ONE
    case 'sum':
      return sum(values)
    case 'average':
      return quotient(sum(values), BigInt(values.length))
    case 'max':
      return values.reduce((most, value) => (value > most ? value : most))
    case 'min':
      return values.reduce((least, value) => (value < least ? value : least))
    case 'latest':
      return values[values.length - 1]!
    case 'percentile':
      return percentile(values, measure.percentile!)
  }
}

/** The average level, each value held until the next: 10 for a third of the time and 40 for the rest is 30. */
function timeWeighted(points: readonly Point[], { start, end, levelBefore, over }: Stretch, deltas: boolean): bigint {
  let level = levelBefore
  let since = start
  let area = 0n
  for (const { at, value } of points) {
    area += level * BigInt(at - since)
    level = deltas ? level + value : value
    since = at
  }
  return quotient(area + level * BigInt(end - since), BigInt(over ?? end - start))
}

/** Nearest rank: the smallest value that at least `percent` of the values do not exceed. */
function percentile(values: readonly bigint[], percent: number): bigint {
  const sorted = [...values].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  // In hundredths of a percent, so that 99.9 % of 1,000 is 999 and not 999.0000000000001.
  const rank = Math.ceil((Math.round(percent * 100) * sorted.length) / 10_000)
  return sorted[Math.max(rank, 1) - 1]!
}

function sum(values: readonly bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}

function quotient(value: bigint, by: bigint): bigint {
  return divideRoundHalfUp(value, by * QUOTIENT_UNIT) * QUOTIENT_UNIT
}
