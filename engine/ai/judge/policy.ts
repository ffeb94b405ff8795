import { CHOICES, type Thresholds } from './calibration.ts'

/** An intent and the calibrated probability that it answers the question. */
export interface Ranked {
  readonly intent: string
  readonly p: number
}

/** Intents, most likely first. */
export interface Prediction {
  readonly top: readonly Ranked[]
}

/** What the bot does with a question. */
export type Decision =
  | { readonly kind: 'answer'; readonly intent: string; readonly p: number }
  | { readonly kind: 'choices'; readonly intents: readonly string[] }
  | { readonly kind: 'hand-over' }

/** Answers when sure enough, offers three choices when one of them is probably right, else hands over. */
export function decide({ top }: Prediction, thresholds: Thresholds): Decision {
  const best = top[0]
  if (!best || best.p < thresholds.choices) return { kind: 'hand-over' }
  if (best.p >= thresholds.answer) return { kind: 'answer', intent: best.intent, p: best.p }
  return { kind: 'choices', intents: top.slice(0, CHOICES).map(({ intent }) => intent) }
}
