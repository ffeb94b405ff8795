import type { Opinions } from './model.ts'
import { toProbabilities } from './softmax.ts'

/** Mean and standard deviation of a learner's scores, over many questions and all intents. */
export interface Scale {
  readonly mean: number
  readonly deviation: number
}

export type Scales = Readonly<Record<'machines' | 'softmax' | 'bayes', Scale>>

/** How much each learner counts once their scores are on one scale; the same for every knowledge base. */
const VOICES = { machines: 0.5, softmax: 1, bayes: 0.5 } as const

export function measureScales(opinions: readonly Opinions[]): Scales {
  return {
    machines: scaleOf(opinions.map(({ machines }) => machines)),
    softmax: scaleOf(opinions.map(({ softmax }) => softmax)),
    bayes: scaleOf(opinions.map(({ bayes }) => bayes)),
  }
}

/** The learners agreed on an order of intents; `evidence` is what tells how far to trust the first of them. */
export interface Judgement {
  /** Numbers of the best intents, best first. */
  readonly order: readonly number[]
  /** Softmax probability of each intent in `order`; uncalibrated. */
  readonly shares: readonly number[]
  readonly evidence: readonly number[]
}

export function judge(opinions: Opinions, scales: Scales, keep: number): Judgement {
  const blend = blendOf(opinions, scales)
  const order = bestOf(blend, keep)
  const best = order[0]!
  const probabilities = Float64Array.from(opinions.softmax)
  toProbabilities(probabilities)
  return {
    order,
    shares: order.map((intent) => probabilities[intent]!),
    evidence: [
      blend[best]!,
      marginOf(blend, best),
      opinions.machines[best]!,
      marginOf(opinions.machines, best),
      Math.log(probabilities[best]! + 1e-6),
      onScale(opinions.bayes[best]!, scales.bayes),
      marginOf(opinions.bayes, best) > 0 ? 1 : 0,
      opinions.unknown,
      Math.log(1 + opinions.knownWords),
    ],
  }
}

function blendOf({ machines, softmax, bayes }: Opinions, scales: Scales): Float64Array {
  return machines.map(
    (score, c) =>
      VOICES.machines * onScale(score, scales.machines) +
      VOICES.softmax * onScale(softmax[c]!, scales.softmax) +
      VOICES.bayes * onScale(bayes[c]!, scales.bayes),
  )
}

function onScale(score: number, { mean, deviation }: Scale): number {
  return (score - mean) / deviation
}

function scaleOf(lists: readonly Float64Array[]): Scale {
  let count = 0
  let sum = 0
  let squares = 0
  for (const list of lists) {
    for (const score of list) {
      count += 1
      sum += score
      squares += score * score
    }
  }
  const mean = sum / Math.max(1, count)
  return { mean, deviation: Math.sqrt(Math.max(squares / Math.max(1, count) - mean * mean, 1e-12)) }
}

function bestOf(scores: Float64Array, keep: number): number[] {
  const best: number[] = []
  for (let c = 0; c < scores.length; c++) {
    let at = best.length
    while (at > 0 && scores[best[at - 1]!]! < scores[c]!) at -= 1
    if (at < keep) best.splice(at, 0, c)
    if (best.length > keep) best.pop()
  }
  return best
}

/** Distance to the best other intent; negative when another is better. */
function marginOf(scores: Float64Array, best: number): number {
  let other = -Infinity
  for (let c = 0; c < scores.length; c++) if (c !== best && scores[c]! > other) other = scores[c]!
  return scores[best]! - other
}
