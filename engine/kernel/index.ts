/** The kernel: words that every part of Facet speaks. Pure; it reads nothing but the clock. */
export { CannotStart } from './cannot-start.ts'
export { clock, freezeClock, type Clock, type FrozenClock } from './clock.ts'
export {
  inFullSight,
  systemContext,
  LOCALES,
  type Actor,
  type ActorKind,
  type Context,
  type Locale,
} from './context.ts'
export { parseCsv, type CsvRow } from './csv.ts'
export { firstIdAt, isId, newId } from './id.ts'
export { divideCeil, divideRoundHalfUp, fromDecimalText, minorDigits, toDecimalText, type Money } from './money.ts'
export type { Page } from './page.ts'
export { seededRandom, type Random } from './random.ts'
export { defineRefusals, invalidInput, Refusal, type Problem, type RefusalParams } from './refusal.ts'
