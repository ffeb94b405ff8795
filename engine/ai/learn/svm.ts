import { seededRandom, type Random } from '#engine/kernel'
import type { Rows } from './sparse.ts'

export interface Labelled {
  readonly rows: Rows
  /** The intent of each row; -1 = none of them, a counter-example to all. */
  readonly labels: Int32Array
  /** How much each row counts. */
  readonly weights: Float32Array
  readonly features: number
  readonly intents: number
}

const COST = 1
const TOLERANCE = 0.1
/** Passes over the data, for many rows fewer: each pass then takes more steps. */
const STEPS = 200_000
const FEWEST_PASSES = 8
const MOST_PASSES = 60

/**
 * One linear support vector machine for each intent against all others: squared hinge loss, dual coordinate
 * descent with shrinking (Hsieh et al. 2008, Fan et al. 2008). Answers weights by feature, then bias, then intent.
 */
export function trainOneAgainstRest(data: Labelled, onIntent: (done: number) => void): Float32Array {
  const weights = new Float32Array((data.features + 1) * data.intents)
  const norms = squaredNorms(data.rows)
  const random = seededRandom(1)
  for (let intent = 0; intent < data.intents; intent++) {
    const w = trainBinary(data, intent, norms, random)
    for (let f = 0; f <= data.features; f++) weights[f * data.intents + intent] = w[f]!
    onIntent(intent + 1)
  }
  return weights
}

/** Each row carries a constant 1 for the bias. */
function squaredNorms({ count, starts, values }: Rows): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    let sum = 1
    for (let p = starts[i]!; p < starts[i + 1]!; p++) sum += values[p]! * values[p]!
    return sum
  })
}

function trainBinary(data: Labelled, intent: number, norms: Float64Array, random: Random): Float64Array {
  const { rows, labels, weights, features } = data
  const w = new Float64Array(features + 1)
  const alpha = new Float64Array(rows.count)
  const active = Int32Array.from({ length: rows.count }, (_, i) => i)
  let size = rows.count
  let bound = Infinity
  const passes = Math.round(Math.max(FEWEST_PASSES, Math.min(MOST_PASSES, STEPS / rows.count)))
  for (let pass = 0; pass < passes; pass++) {
    let highest = -Infinity
    let lowest = Infinity
    shuffle(active, size, random)
    for (let s = 0; s < size; s++) {
      const i = active[s]!
      const sign = labels[i] === intent ? 1 : -1
      const diagonal = 0.5 / (COST * weights[i]!)
      const gradient = sign * product(rows, i, w) - 1 + diagonal * alpha[i]!
      if (alpha[i] === 0 && gradient > bound) {
        // Far on the right side of its margin: it will not move again soon.
        size -= 1
        active[s] = active[size]!
        active[size] = i
        s -= 1
        continue
      }
      const projected = alpha[i] === 0 ? Math.min(gradient, 0) : gradient
      highest = Math.max(highest, projected)
      lowest = Math.min(lowest, projected)
      if (Math.abs(projected) < 1e-9) continue
      const before = alpha[i]!
      alpha[i] = Math.max(before - gradient / (norms[i]! + diagonal), 0)
      addRow(rows, i, w, (alpha[i]! - before) * sign)
    }
    if (highest - lowest < TOLERANCE) {
      if (size === rows.count) break
      size = rows.count
      bound = Infinity
    } else bound = highest <= 0 ? Infinity : highest
  }
  return w
}

function product({ starts, ids, values }: Rows, row: number, w: Float64Array): number {
  let sum = w[w.length - 1]!
  for (let p = starts[row]!; p < starts[row + 1]!; p++) sum += w[ids[p]!]! * values[p]!
  return sum
}

function addRow({ starts, ids, values }: Rows, row: number, w: Float64Array, factor: number): void {
  w[w.length - 1]! += factor
  for (let p = starts[row]!; p < starts[row + 1]!; p++) w[ids[p]!]! += factor * values[p]!
}

function shuffle(items: Int32Array, size: number, random: Random): void {
  for (let i = 0; i < size; i++) {
    const j = i + random.below(size - i)
    const item = items[i]!
    items[i] = items[j]!
    items[j] = item
  }
}
