import type { TFunction } from 'i18next'

/** The rules in the order in which a sheet shows them, and what their limit is counted in. */
export const RULES = [
  'greeting',
  'first_response',
  'every_turn',
  'last_question',
  'confirmation',
  'closing',
  'no_sensitive_word',
  'no_blame',
  'summarised',
  'good_rating',
] as const

export type RuleName = (typeof RULES)[number]

export const LIMIT_UNITS: Readonly<Partial<Record<string, 'seconds' | 'stars'>>> = {
  first_response: 'seconds',
  every_turn: 'seconds',
  good_rating: 'stars',
}

/** How a standard is called: those that Facet comes with have no number of their own. */
export function standardName(t: TFunction, number: number): string {
  return number === 0 ? t('builtIn') : t('numbered', { number })
}
