import type { Opinions } from '../learn/model.ts'

/** Mean and standard deviation of a learner's scores, over many questions and all intents. */
export interface Scale {
  readonly mean: number
  readonly deviation: number
}

export type Scales = Readonly<Record<'machines' | 'softmax' | 'bayes', Scale>>

export function measureScales(opinions: readonly Opinions[]): Scales {
  return {
    machines: scaleOf(opinions.map(({ machines }) => machines)),
    softmax: scaleOf(opinions.map(({ softmax }) => softmax)),
    bayes: scaleOf(opinions.map(({ bayes }) => bayes)),
  }
}

export function onScale(score: number, { mean, deviation }: Scale): number {
  return (score - mean) / deviation
}

/** Numbers of the highest scores, highest first. */
export function bestOf(scores: Float64Array, keep: number): number[] {
  const best: number[] = []
  for (let c = 0; c < scores.length; c++) {
    let at = best.length
    while (at > 0 && scores[best[at - 1]!]! < scores[c]!) at -= 1
    if (at < keep) best.splice(at, 0, c)
    if (best.length > keep) best.pop()
  }
  return best
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
