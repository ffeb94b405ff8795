import type { Sparse } from './sparse.ts'

/**
 * Weights of a linear model, one signed byte each: row f holds feature f's weights for all intents, and its
 * scale; the last row is the bias. A byte is enough: the ranking of intents did not move in any measurement.
 */
export interface LinearWeights {
  readonly intents: number
  readonly scales: Float32Array
  readonly bytes: Int8Array
}

export function packWeights(weights: Float32Array, intents: number): LinearWeights {
  const rows = weights.length / intents
  const scales = new Float32Array(rows)
  const bytes = new Int8Array(weights.length)
  for (let row = 0; row < rows; row++) {
    const start = row * intents
    let largest = 0
    for (let i = start; i < start + intents; i++) largest = Math.max(largest, Math.abs(weights[i]!))
    scales[row] = largest / 127
    if (largest > 0) for (let i = start; i < start + intents; i++) bytes[i] = Math.round((127 * weights[i]!) / largest)
  }
  return { intents, scales, bytes }
}

/** The score of every intent. */
export function linearScores({ intents, scales, bytes }: LinearWeights, { ids, values }: Sparse): Float64Array {
  const scores = new Float64Array(intents)
  addRow(scores, bytes, scales.length - 1, scales[scales.length - 1]!)
  for (let i = 0; i < ids.length; i++) addRow(scores, bytes, ids[i]!, values[i]! * scales[ids[i]!]!)
  return scores
}

function addRow(scores: Float64Array, bytes: Int8Array, row: number, factor: number): void {
  if (factor === 0) return
  const start = row * scores.length
  for (let c = 0; c < scores.length; c++) scores[c]! += factor * bytes[start + c]!
}
