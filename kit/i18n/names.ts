import { useCallback } from 'react'
import type { Locale } from './locale.ts'
import { useLocale } from './use-text.ts'

const HAN = /\p{Script=Han}/u

/**
 * Of a name and its form in the other language, the one that readers of this language can read: `恒泰银行` with the alias
 * `Hengtai Bank` reads `Hengtai Bank` in English. Without an alias the name stays; what has no name reads as nothing.
 */
export function localName(locale: Locale, name: string, alias: string | null): string
export function localName(locale: Locale, name: string | null, alias: string | null): string | null
export function localName(locale: Locale, name: string | null, alias: string | null): string | null {
  if (!name || !alias) return name
  const wantsHan = locale === 'zh-CN'
  return HAN.test(name) === wantsHan || HAN.test(alias) !== wantsHan ? name : alias
}

/** `localName` in the language of the screen. */
export function useLocalName(): (name: string | null, alias: string | null) => string | null {
  const locale = useLocale()
  return useCallback((name, alias) => localName(locale, name, alias), [locale])
}
