import { seededRandom } from '#engine/kernel'
import { judge, type Judgement } from './judgement.ts'
import { fitLogistic, logisticProbability, type Logistic } from './logistic.ts'
import type { Example, Opinions } from '../learn/model.ts'
import { measureScales, type Scales } from './scales.ts'
import { answerThreshold, choicesThreshold, type Trial } from './threshold.ts'
import { measureTrust, trustWithoutItself, type Trust, type Verdict } from './trust.ts'
import { fitVoices, type Voices } from './voices.ts'

/** What validation taught: how sure to be, and from where on to answer, to offer choices, or to hand over. */
export interface Calibration {
  readonly scales: Scales
  readonly voices: Voices
  readonly trust: Trust
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

interface Case extends Verdict {
  readonly judgement: Judgement
  readonly listed: boolean
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
    const best = judgement.order[0]!
    return { judgement, listed, best, right: intents[best] === intent, weight: known.has(intent) ? 1 : weight }
  })
  const trials = crossFitted(cases, intents.length)
  const answer = answerThreshold(trials, options.precision)
  return {
    scales,
    voices,
    trust: measureTrust(cases, intents.length),
    odds: fitOdds(cases, intents.length),
    thresholds: { answer, choices: choicesThreshold(trials, answer) },
  }
}

/** The probability that the best intent of a judgement is right. */
export function probabilityOf(
  { odds, trust }: Pick<Calibration, 'odds' | 'trust'>,
  { order, evidence }: Judgement,
): number {
  return logisticProbability(odds, [...evidence, trust[order[0]!]!])
}

function unanswerableWeight(unanswerable: number, all: number, { unanswerableShare }: CalibrationOptions): number {
  if (unanswerable === 0) return 1
  const answerable = all - unanswerable
  return Math.max(1, (unanswerableShare * answerable) / ((1 - unanswerableShare) * unanswerable))
}

/** Each question is judged by odds fitted without it, so that the threshold does not flatter itself. */
function crossFitted(cases: readonly Case[], intents: number): (Trial & { listed: boolean })[] {
  const shuffled = seededRandom(1).shuffle(cases)
  return Array.from({ length: FOLDS }, (_, fold) => {
    const others = shuffled.filter((_, i) => i % FOLDS !== fold)
    const fitted = { trust: measureTrust(others, intents), odds: fitOdds(others, intents) }
    return shuffled
      .filter((_, i) => i % FOLDS === fold)
      .map(({ judgement, right, weight, listed }) => ({ right, weight, listed, p: probabilityOf(fitted, judgement) }))
  }).flat()
}

function fitOdds(cases: readonly Case[], intents: number): Logistic {
  const trust = trustWithoutItself(cases, intents)
  return fitLogistic(
    cases.map(({ judgement, right, weight }, i) => ({
      inputs: [...judgement.evidence, trust[i]!],
      positive: right,
      weight,
    })),
  )
}
