import {
  calibrate,
  probabilityOf,
  type Calibration,
  type CalibrationOptions,
  type Thresholds,
} from './judge/calibration.ts'
import { judge } from './judge/judgement.ts'
import { openModel, type Example, type ModelState } from './learn/model.ts'
import { packModel, unpackModel } from './model-blob.ts'
import type { Prediction, Ranked } from './judge/policy.ts'

/** A trained and calibrated classifier; predicting takes well under a millisecond and keeps no state. */
export interface Classifier {
  readonly intents: readonly string[]
  readonly thresholds: Thresholds
  /** The most likely intents with calibrated probabilities, `limit` of them at most. */
  predict(text: string, limit?: number): Prediction
  /** The same model, calibrated on other questions or to another precision. */
  calibrated(validation: readonly Example[], options: CalibrationOptions): Classifier
  /** The whole classifier as bytes, and their sha256 in hexadecimal. */
  pack(): { readonly bytes: Uint8Array; readonly sha256: string }
}

const LIMIT = 5

export function createClassifier(state: ModelState, calibration: Calibration): Classifier {
  const ask = openModel(state)
  return {
    intents: state.intents,
    thresholds: calibration.thresholds,
    predict(text, limit = LIMIT) {
      const judgement = judge(ask(text), calibration.scales, calibration.voices, Math.max(1, limit))
      const p = probabilityOf(calibration, judgement)
      return { top: rankedOf(state.intents, judgement.order, judgement.shares, p) }
    },
    calibrated: (validation, options) => createClassifier(state, calibrate(state.intents, ask, validation, options)),
    pack: () => packModel({ state, calibration }),
  }
}

/** Opens what `pack` wrote; throws when the bytes are not a classifier of this version. */
export function openClassifier(bytes: Uint8Array): Classifier {
  const { state, calibration } = unpackModel(bytes)
  return createClassifier(state, calibration)
}

/** The best intent has the calibrated p; the others share the rest as the softmax sees them, never above it. */
function rankedOf(
  intents: readonly string[],
  order: readonly number[],
  shares: readonly number[],
  p: number,
): Ranked[] {
  const rest = Math.max(1 - shares[0]!, 1e-9)
  let last = p
  return order.map((intent, rank) => {
    if (rank > 0) last = Math.min(last, (1 - p) * Math.min(1, shares[rank]! / rest))
    return { intent: intents[intent]!, p: last }
  })
}
