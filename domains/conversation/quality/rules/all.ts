import type { Rule } from '../rule.ts'
import { closingSentence, confirmation, greeting, noBlame, noSensitiveWord } from './manner.ts'
import { goodRating, summarised } from './outcome.ts'
import { everyTurn, firstResponse, lastQuestion } from './timeliness.ts'

/** Every rule that there is, in the order in which a sheet shows them. */
export const RULES: readonly Rule[] = [
  greeting,
  firstResponse,
  everyTurn,
  lastQuestion,
  confirmation,
  closingSentence,
  noSensitiveWord,
  noBlame,
  summarised,
  goodRating,
]

export const RULE_NAMES = RULES.map(({ name }) => name)
