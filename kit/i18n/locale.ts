import { createInstance, type i18n as Instance, type ResourceLanguage } from 'i18next'
import { initReactI18next } from 'react-i18next'
import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }

/** The two languages of every screen. English is the fallback of a missing key, never of a missing file. */
export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export type Texts = ResourceLanguage[string]
export type LocaleTexts = Readonly<Record<Locale, Texts>>

const STORED_AS = 'facet.locale'

/** The i18next instance of the browser. Components use `useText`; this is for code outside React. */
export const i18n: Instance = createInstance()

void i18n.use(initReactI18next).init({
  lng: startLocale(),
  fallbackLng: 'en',
  supportedLngs: [...LOCALES],
  load: 'currentOnly',
  ns: ['kit'],
  defaultNS: 'kit',
  resources: { en: { kit: en }, 'zh-CN': { kit: zh } },
  interpolation: { escapeValue: false },
  returnNull: false,
  initAsync: false,
})
markDocument(currentLocale())

/**
 * Adds the texts of one namespace: `registerLocale('desk', { en, 'zh-CN': zh })`, then `useText('desk')`.
 * Plurals follow i18next: `queue_one`, `queue_other` with `{{count}}`; both files carry the same keys.
 */
export function registerLocale(namespace: string, texts: LocaleTexts): void {
  for (const locale of LOCALES) i18n.addResourceBundle(locale, namespace, texts[locale], true, true)
}

export function currentLocale(): Locale {
  return i18n.language === 'en' ? 'en' : 'zh-CN'
}

/** Changes the language of the whole screen at once and remembers it on this device. */
export async function changeLocale(locale: Locale): Promise<void> {
  localStorage.setItem(STORED_AS, locale)
  await i18n.changeLanguage(locale)
  markDocument(locale)
}

function startLocale(): Locale {
  const stored = globalThis.localStorage?.getItem(STORED_AS)
  if (stored === 'en' || stored === 'zh-CN') return stored
  return globalThis.navigator?.language.startsWith('zh') ? 'zh-CN' : 'en'
}

function markDocument(locale: Locale): void {
  if (typeof document !== 'undefined') document.documentElement.lang = locale
}
