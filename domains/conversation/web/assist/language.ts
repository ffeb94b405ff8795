import type { Locale } from '#kit/i18n'

/** In which of our languages a text is written; undefined where it has no words (a number, an emoji). */
export function languageOf(text: string): Locale | undefined {
  if (/\p{Script=Han}/u.test(text)) return 'zh-CN'
  return /\p{Script=Latin}{2}/u.test(text) ? 'en' : undefined
}

/** Written in a language that the reader of `locale` may not know. */
export function isForeign(text: string, locale: Locale): boolean {
  const language = languageOf(text)
  return language !== undefined && language !== locale
}
