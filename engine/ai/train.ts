import { Worker } from 'node:worker_threads'
import { invalidInput, seededRandom, type Problem } from '#engine/kernel'
import { calibrate, type CalibrationOptions } from './judge/calibration.ts'
import { createClassifier, type Classifier } from './classifier.ts'
import { openModel, OUT_OF_SCOPE, type Example, type ModelState } from './learn/model.ts'

export interface TrainOptions extends Partial<CalibrationOptions> {
  /** Questions kept apart for calibration. Without any, a fifth of the examples is used and learned afterwards. */
  readonly validation?: readonly Example[]
  readonly onProgress?: (line: string) => void
  /** Stops the training; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal
}

/** More intents than this belong into a search index: a classifier's memory grows with intents × words. */
const MOST_INTENTS = 2_000
export const STANDARD_CALIBRATION: CalibrationOptions = { precision: 0.92, unanswerableShare: 0.2 }

/**
 * Trains a classifier in a worker thread and calibrates it. Example: 770 examples of 77 intents take a second or
 * two, 20,000 of 150 about half a minute. Refuses fewer than two intents, and more than 2,000.
 */
export async function trainClassifier(examples: readonly Example[], options: TrainOptions = {}): Promise<Classifier> {
  refuseUnlearnable(examples)
  const settings = { ...STANDARD_CALIBRATION, ...definedOnly(options) }
  if (options.validation) {
    const state = await trainInWorker(examples, options)
    return createClassifier(state, calibrate(state.intents, openModel(state), options.validation, settings))
  }
  const { kept, heldOut } = holdOut(examples)
  const trial = await trainInWorker(kept, options)
  const calibration = calibrate(trial.intents, openModel(trial), heldOut, settings)
  return createClassifier(await trainInWorker(examples, options), calibration)
}

function trainInWorker(examples: readonly Example[], { onProgress, signal }: TrainOptions): Promise<ModelState> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const worker = new Worker(new URL('./learn/train-worker.ts', import.meta.url), { workerData: examples })
    const stop = (): void => {
      void worker.terminate()
      reject(signal?.reason as Error)
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: { progress: string } | { state: ModelState }) => {
      if ('progress' in message) onProgress?.(message.progress)
      else resolve(message.state)
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new Error('the training thread ended without a model'))
    })
  })
}

/** Every fifth example of an intent, unanswerable ones all: the model for the trial learns the rest. */
function holdOut(examples: readonly Example[]): { kept: Example[]; heldOut: Example[] } {
  const seen = new Map<string, number>()
  const kept: Example[] = []
  const heldOut: Example[] = []
  for (const example of seededRandom(1).shuffle(examples)) {
    const count = (seen.get(example.intent) ?? 0) + 1
    seen.set(example.intent, count)
    const apart = example.intent === OUT_OF_SCOPE ? count % 2 === 0 : count % 5 === 0
    ;(apart ? heldOut : kept).push(example)
  }
  return { kept, heldOut }
}

function refuseUnlearnable(examples: readonly Example[]): void {
  const intents = new Set(examples.map(({ intent }) => intent))
  intents.delete(OUT_OF_SCOPE)
  const problems: Problem[] = []
  if (intents.size < 2) problems.push({ path: '', message: 'a classifier needs examples of two intents at least' })
  if (intents.size > MOST_INTENTS)
    problems.push({ path: '', message: `a classifier learns ${MOST_INTENTS} intents at most` })
  if (problems.length > 0) throw invalidInput(problems)
}

function definedOnly({ precision, unanswerableShare }: TrainOptions): Partial<CalibrationOptions> {
  return {
    ...(precision === undefined ? {} : { precision }),
    ...(unanswerableShare === undefined ? {} : { unanswerableShare }),
  }
}
