import type { Locale } from '#engine/kernel'
import en from '../locale/en.json' with { type: 'json' }
import zh from '../locale/zh-CN.json' with { type: 'json' }

/** What Facet itself says to customers. */
export type Phrase = keyof typeof en.phrases

const PHRASES: Readonly<Record<Locale, Readonly<Record<Phrase, string>>>> = { en: en.phrases, 'zh-CN': zh.phrases }

export function phrase(locale: string | null, key: Phrase, params: Readonly<Record<string, string | number>> = {}) {
  const sentence = PHRASES[locale === 'en' ? 'en' : 'zh-CN'][key]
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
