import { bestOf, onScale, type Scales } from './scales.ts'
import type { Opinions } from '../learn/model.ts'
import { solve } from './solve.ts'
import { toProbabilities } from '../learn/softmax.ts'

/** How much each learner counts, once their scores are on one scale: machines, softmax, Bayes. */
export type Voices = readonly [number, number, number]

/** Where validation has nothing to say. */
export const STANDARD_VOICES: Voices = [0.75, 0.9, 0.4]

/** How many right answers it takes to move the voices away from the standard by their own weight. */
const INERTIA = 20
const CANDIDATES = 12
const STEPS = 12

/** One question: each candidate's three scores, and which candidate is right. */
interface Choice {
  readonly candidates: readonly Voices[]
  readonly right: number
}

/**
 * Learns the voices from validation questions as a conditional logit (McFadden 1974) over the likeliest intents.
 * Only their proportions matter afterwards; the odds are fitted later.
 */
export function fitVoices(opinions: readonly Opinions[], truths: readonly number[], scales: Scales): Voices {
  const choices = opinions.flatMap((opinion, i) => choiceOf(opinion, truths[i]!, scales))
  let voices = STANDARD_VOICES
  for (let step = 0; step < STEPS; step++) voices = improve(voices, choices)
  const sum = voices[0] + voices[1] + voices[2]
  return sum > 0 ? voices : STANDARD_VOICES
}

export function blendOf(opinions: Opinions, scales: Scales, voices: Voices): Float64Array {
  return opinions.machines.map((_, intent) => dot(voices, scoresOf(opinions, intent, scales)))
}

function choiceOf(opinions: Opinions, truth: number, scales: Scales): Choice[] {
  const likely = bestOf(blendOf(opinions, scales, STANDARD_VOICES), CANDIDATES)
  const right = likely.indexOf(truth)
  return right < 0 ? [] : [{ candidates: likely.map((intent) => scoresOf(opinions, intent, scales)), right }]
}

function scoresOf({ machines, softmax, bayes }: Opinions, intent: number, scales: Scales): Voices {
  return [
    onScale(machines[intent]!, scales.machines),
    onScale(softmax[intent]!, scales.softmax),
    onScale(bayes[intent]!, scales.bayes),
  ]
}

/** One Newton step on the penalised likelihood. */
function improve(voices: Voices, choices: readonly Choice[]): Voices {
  const gradient = voices.map((voice, k) => INERTIA * (STANDARD_VOICES[k]! - voice))
  const curvature = voices.map((_, i) => voices.map((__, j) => (i === j ? INERTIA : 0)))
  for (const { candidates, right } of choices) {
    const shares = Float64Array.from(candidates, (scores) => dot(voices, scores))
    toProbabilities(shares)
    const expected = voices.map((_, k) => candidates.reduce((sum, scores, c) => sum + shares[c]! * scores[k]!, 0))
    for (let i = 0; i < 3; i++) {
      gradient[i]! += candidates[right]![i]! - expected[i]!
      for (let j = 0; j < 3; j++) {
        const joint = candidates.reduce((sum, scores, c) => sum + shares[c]! * scores[i]! * scores[j]!, 0)
        curvature[i]![j]! += joint - expected[i]! * expected[j]!
      }
    }
  }
  const step = solve(curvature, gradient)
  return [voices[0] + step[0]!, voices[1] + step[1]!, voices[2] + step[2]!]
}

function dot(a: Voices, b: Voices): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}
