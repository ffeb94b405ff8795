/**
 * The bot's judgement without a language model: what a question is about, how sure that is, and whether to
 * answer, to offer choices, or to hand over.
 */
export { trainClassifier, STANDARD_CALIBRATION, type TrainOptions } from './train.ts'
export { openClassifier, type Classifier } from './classifier.ts'
export { OUT_OF_SCOPE, type Example } from './learn/model.ts'
export { decide, type Decision, type Prediction, type Ranked } from './judge/policy.ts'
export { answerThreshold, type Trial } from './judge/threshold.ts'
export type { CalibrationOptions, Thresholds } from './judge/calibration.ts'
export { evaluate, type Evaluation, type Outcome } from './judge/evaluation.ts'
export { classifyCommand } from './classify-command.ts'
export {
  createModelPort,
  type ChatRequest,
  type ModelAnswer,
  type ModelPort,
  type ModelSettings,
  type WhyNot,
} from './model-port.ts'
export type { ModelState } from './model-port-state.ts'
export type { ChatMessage } from './model-port-openai.ts'
export { personalMask, type PersonalMask } from './model-port-mask.ts'
export { usageOfToday, type ModelBudget, type ModelPrice, type UsageOfDay } from './model-port-usage.ts'
