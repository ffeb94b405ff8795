import { seededRandom } from '#engine/kernel'
import { judge, type Judgement } from './judgement.ts'
import { fitLogistic, logisticProbability, type Logistic, type Observation } from './logistic.ts'
import type { Example, Opinions } from './model.ts'
import { measureScales, type Scales } from './scales.ts'
import { answerThreshold, choicesThreshold, type Trial } from './threshold.ts'
import { fitVoices, type Voices } from './voices.ts'

/** What validation taught: how sure to be, and from where on to answer, to offer choices, or to hand over. */
export interface Calibration {
  readonly scales: Scales
  readonly voices: Voices
  readonly odds: Logistic
  readonly thresholds: Thresholds
}

export interface Thresholds {
  /** At or above this probability the bot answers. */
  readonly answer: number
  /** Below `answer` and at or above this it offers three choices; below it hands over. */
  readonly choices: number
}

export interface CalibrationOptions {
  /** Share of right answers among the answers given, for example 0.92. */
  readonly precision: number
  /**
   * The least share of unanswerable questions to expect in service. A validation set that has some, but fewer,
   * is weighed up to it: a desk hears far more of them than anybody collects.
   */
  readonly unanswerableShare: number
}

export const CHOICES = 3
const FOLDS = 5

interface Case {
  readonly judgement: Judgement
  readonly right: boolean
  readonly listed: boolean
  readonly weight: number
}

/** Fits the calibration on validation questions, which the model has not learned from. */
export function calibrate(
  intents: readonly string[],
  ask: (text: string) => Opinions,
  validation: readonly Example[],
  options: CalibrationOptions,
): Calibration {
  const opinions = validation.map(({ text }) => ask(text))
  const scales = measureScales(opinions)
  const known = new Set(intents)
  const truths = validation.map(({ intent }) => intents.indexOf(intent))
  const voices = fitVoices(opinions, truths, scales)
  const weight = unanswerableWeight(
    validation.filter(({ intent }) => !known.has(intent)).length,
    validation.length,
    options,
  )
  const cases = validation.map(({ intent }, i): Case => {
    const judgement = judge(opinions[i]!, scales, voices, CHOICES)
    const listed = judgement.order.some((number) => intents[number] === intent)
    return { judgement, listed, right: intents[judgement.order[0]!] === intent, weight: known.has(intent) ? 1 : weight }
  })
  const trials = crossFitted(cases)
  const answer = answerThreshold(trials, options.precision)
  return {
    scales,
    voices,
    odds: fitLogistic(cases.map(observationOf)),
    thresholds: { answer, choices: choicesThreshold(trials, answer) },
  }
}

function unanswerableWeight(unanswerable: number, all: number, { unanswerableShare }: CalibrationOptions): number {
  if (unanswerable === 0) return 1
  const answerable = all - unanswerable
  return Math.max(1, (unanswerableShare * answerable) / ((1 - unanswerableShare) * unanswerable))
}

/** Each question is judged by odds fitted without it, so that the threshold does not flatter itself. */
function crossFitted(cases: readonly Case[]): (Trial & { listed: boolean })[] {
  const shuffled = seededRandom(1).shuffle(cases)
  return Array.from({ length: FOLDS }, (_, fold) => {
    const odds = fitLogistic(shuffled.filter((_, i) => i % FOLDS !== fold).map(observationOf))
    return shuffled
      .filter((_, i) => i % FOLDS === fold)
      .map(({ judgement, ...trial }) => ({ ...trial, p: logisticProbability(odds, judgement.evidence) }))
  }).flat()
}

function observationOf({ judgement, right, weight }: Case): Observation {
  return { inputs: judgement.evidence, positive: right, weight }
}
