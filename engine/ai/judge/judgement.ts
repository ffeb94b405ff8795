import type { Opinions } from '../learn/model.ts'
import { bestOf, onScale, type Scales } from './scales.ts'
import { toProbabilities } from '../learn/softmax.ts'
import { blendOf, type Voices } from './voices.ts'

/** The learners agreed on an order of intents; `evidence` is what tells how far to trust the first of them. */
export interface Judgement {
  /** Numbers of the best intents, best first. */
  readonly order: readonly number[]
  /** Softmax probability of each intent in `order`; uncalibrated. */
  readonly shares: readonly number[]
  readonly evidence: readonly number[]
}

export function judge(opinions: Opinions, scales: Scales, voices: Voices, keep: number): Judgement {
  const blend = blendOf(opinions, scales, voices)
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

/** Distance to the best other intent; negative when another is better. */
function marginOf(scores: Float64Array, best: number): number {
  let other = -Infinity
  for (let c = 0; c < scores.length; c++) if (c !== best && scores[c]! > other) other = scores[c]!
  return scores[best]! - other
}
