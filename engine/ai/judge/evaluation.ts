import type { Classifier } from '../classifier.ts'
import { OUT_OF_SCOPE, type Example } from '../learn/model.ts'
import type { Ranked } from './policy.ts'

/** What the bot would have done with one question of a test. */
export interface Outcome {
  readonly text: string
  /** The answer given; null when the bot abstained. */
  readonly intent: string | null
  readonly top: readonly Ranked[]
  readonly answered: boolean
}

/** Shares are 0..1; null where there was nothing to count. */
export interface Evaluation {
  /** Best intent right, of the questions that have an answer, thresholds ignored. */
  readonly accuracyInScope: number | null
  /** Unanswerable questions that were left unanswered. */
  readonly oosRecall: number | null
  /** Answered, of all questions. */
  readonly answered: number
  /** Right, of the answered. */
  readonly answerPrecision: number | null
  /** The right intent among the best three, of the questions that have an answer. */
  readonly top3: number | null
  readonly latencyMsP50: number
  readonly latencyMsP95: number
}

/** Asks every question of a test once. */
export function evaluate(
  classifier: Classifier,
  test: readonly Example[],
): { evaluation: Evaluation; outcomes: Outcome[] } {
  const latencies: number[] = []
  const outcomes = test.map(({ text }): Outcome => {
    const started = performance.now()
    const { top } = classifier.predict(text)
    latencies.push(performance.now() - started)
    const best = top[0]!
    const answered = best.p >= classifier.thresholds.answer
    return { text, intent: answered ? best.intent : null, top, answered }
  })
  const truth = new Map(outcomes.map((outcome, i) => [outcome, test[i]!.intent]))
  const right = (outcome: Outcome, best: number): boolean =>
    outcome.top.slice(0, best).some(({ intent }) => intent === truth.get(outcome))
  const answeredOnes = outcomes.filter(({ answered }) => answered)
  const answerable = outcomes.filter((_, i) => test[i]!.intent !== OUT_OF_SCOPE)
  const unanswerable = outcomes.filter((_, i) => test[i]!.intent === OUT_OF_SCOPE)
  const evaluation = {
    accuracyInScope: share(answerable, (outcome) => right(outcome, 1)),
    oosRecall: share(unanswerable, ({ answered }) => !answered),
    answered: share(outcomes, ({ answered }) => answered) ?? 0,
    answerPrecision: share(answeredOnes, (outcome) => right(outcome, 1)),
    top3: share(answerable, (outcome) => right(outcome, 3)),
    latencyMsP50: quantile(latencies, 0.5),
    latencyMsP95: quantile(latencies, 0.95),
  }
  return { evaluation, outcomes }
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number | null {
  return items.length === 0 ? null : Number((items.filter(holds).length / items.length).toFixed(4))
}

/** Milliseconds to three decimals. */
function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort()
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0).toFixed(3))
}
