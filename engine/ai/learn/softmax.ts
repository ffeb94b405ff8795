import { seededRandom } from '#engine/kernel'
import type { Labelled } from './svm.ts'

const LEARNING_RATE = 0.3
const FIRST_STEP = 0.01
/** Below this a class is right enough to be left alone; most are, and the step costs by class. */
const LEAST_ERROR = 1e-3
const STEPS = 60_000

/**
 * Multinomial logistic regression by AdaGrad (Duchi et al. 2011): all intents compete for each question. Stopped
 * early instead of regularised. A counter-example to all intents is taught as "each equally unlikely".
 */
export function trainSoftmax(data: Labelled, onPass: (share: number) => void): Float32Array {
  const { rows, labels, weights: importance, features, intents } = data
  const weights = new Float32Array((features + 1) * intents)
  const squares = new Float32Array(weights.length).fill(FIRST_STEP)
  const errors = new Float64Array(intents)
  const wrong = new Int32Array(intents)
  const random = seededRandom(5)
  const passes = Math.round(Math.max(8, Math.min(30, STEPS / rows.count)))
  for (let pass = 0; pass < passes; pass++) {
    for (let step = 0; step < rows.count; step++) {
      const row = random.below(rows.count)
      errorsOf(data, row, labels[row]!, weights, errors)
      const count = collectWrong(errors, wrong)
      for (let p = rows.starts[row]!; p < rows.starts[row + 1]!; p++) {
        const value = rows.values[p]! * importance[row]!
        descend(weights, squares, rows.ids[p]! * intents, errors, wrong, count, value)
      }
      descend(weights, squares, features * intents, errors, wrong, count, importance[row]!)
    }
    onPass((pass + 1) / passes)
  }
  return weights
}

/** Lists the intents whose error is worth a step, and answers how many they are. */
function collectWrong(errors: Float64Array, wrong: Int32Array): number {
  let count = 0
  for (let c = 0; c < errors.length; c++) {
    if (errors[c]! >= LEAST_ERROR || errors[c]! <= -LEAST_ERROR) wrong[count++] = c
  }
  return count
}

function errorsOf(data: Labelled, row: number, label: number, weights: Float32Array, errors: Float64Array): void {
  const { rows, features, intents } = data
  const bias = features * intents
  for (let c = 0; c < intents; c++) errors[c] = weights[bias + c]!
  for (let p = rows.starts[row]!; p < rows.starts[row + 1]!; p++) {
    const start = rows.ids[p]! * intents
    const value = rows.values[p]!
    for (let c = 0; c < intents; c++) errors[c]! += value * weights[start + c]!
  }
  toProbabilities(errors)
  if (label >= 0) errors[label]! -= 1
  else for (let c = 0; c < intents; c++) errors[c]! -= 1 / intents
}

/** Scores become probabilities, in place. */
export function toProbabilities(scores: Float64Array): void {
  let highest = -Infinity
  for (const score of scores) if (score > highest) highest = score
  let sum = 0
  for (let c = 0; c < scores.length; c++) {
    scores[c] = Math.exp(scores[c]! - highest)
    sum += scores[c]!
  }
  for (let c = 0; c < scores.length; c++) scores[c]! /= sum
}

function descend(
  weights: Float32Array,
  squares: Float32Array,
  start: number,
  errors: Float64Array,
  wrong: Int32Array,
  count: number,
  value: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = start + wrong[i]!
    const gradient = errors[wrong[i]!]! * value
    squares[at]! += gradient * gradient
    weights[at]! -= (LEARNING_RATE * gradient) / Math.sqrt(squares[at]!)
  }
}
