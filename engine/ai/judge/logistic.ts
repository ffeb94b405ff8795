import { solve } from './solve.ts'

/** A logistic regression on standardised inputs. */
export interface Logistic {
  readonly means: readonly number[]
  readonly deviations: readonly number[]
  /** Intercept first. */
  readonly weights: readonly number[]
}

export interface Observation {
  readonly inputs: readonly number[]
  readonly positive: boolean
  readonly weight: number
}

const PENALTY = 1
const MAX_STEPS = 40

/** Fitted by Newton's method with an L2 penalty on all but the intercept. */
export function fitLogistic(observations: readonly Observation[]): Logistic {
  const size = observations[0]?.inputs.length ?? 0
  const means = range(size).map((k) => mean(observations.map(({ inputs }) => inputs[k]!)))
  const deviations = means.map((center, k) => spreadOf(observations.map(({ inputs }) => inputs[k]! - center)))
  let model: Logistic = { means, deviations, weights: Array.from({ length: size + 1 }, () => 0) }
  for (let step = 0; step < MAX_STEPS; step++) {
    const move = newtonStep(model, observations)
    model = { ...model, weights: model.weights.map((weight, k) => weight + move[k]!) }
    if (Math.max(...move.map(Math.abs)) < 1e-6) break
  }
  return model
}

export function logisticProbability(model: Logistic, inputs: readonly number[]): number {
  return sigmoid(dot(model.weights, standardise(model, inputs)))
}

function newtonStep(model: Logistic, observations: readonly Observation[]): number[] {
  const size = model.weights.length
  const gradient = model.weights.map((weight, k) => (k === 0 ? 0 : -PENALTY * weight))
  const curvature = range(size).map((i) => range(size).map((j) => (i === j ? (i === 0 ? 1e-9 : PENALTY) : 0)))
  for (const { inputs, positive, weight } of observations) {
    const x = standardise(model, inputs)
    const p = sigmoid(dot(model.weights, x))
    for (let i = 0; i < size; i++) {
      gradient[i]! += weight * ((positive ? 1 : 0) - p) * x[i]!
      for (let j = 0; j < size; j++) curvature[i]![j]! += weight * (p * (1 - p) + 1e-6) * x[i]! * x[j]!
    }
  }
  return solve(curvature, gradient)
}

function standardise({ means, deviations }: Logistic, inputs: readonly number[]): number[] {
  return [1, ...inputs.map((input, k) => (input - means[k]!) / deviations[k]!)]
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z))
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, k) => sum + value * b[k]!, 0)
}

/** An input that never changed stays as it is; the penalty keeps its weight at nothing. */
function spreadOf(distances: readonly number[]): number {
  const deviation = Math.sqrt(mean(distances.map((distance) => distance * distance)))
  return deviation > 1e-6 ? deviation : 1
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}

function range(size: number): number[] {
  return Array.from({ length: size }, (_, k) => k)
}
