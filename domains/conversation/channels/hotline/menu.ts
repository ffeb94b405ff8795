/** What a caller has chosen, by key or in his own words. Pure. */
import type { HotlineSettings, MenuEntry } from './settings.ts'

export type CallLocale = 'zh-CN' | 'en'

export interface Answered {
  readonly digits: string
  readonly speech: string
}

/** A key decides; words choose an entry when they name it, whole or in part. */
export function chosenEntry(menu: readonly MenuEntry[], { digits, speech }: Answered): MenuEntry | undefined {
  if (digits !== '') return menu.find(({ digit }) => digit === digits)
  const said = plain(speech)
  if (said === '') return undefined
  return menu.find(({ zh, en }) => [zh, en].some((label) => label !== '' && isNamed(said, plain(label))))
}

function isNamed(said: string, label: string): boolean {
  return said.includes(label) || (said.length > 1 && label.includes(said))
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\p{P}\p{Z}]/gu, '')
}

export function labelOf({ zh, en }: MenuEntry, locale: CallLocale): string {
  return (locale === 'en' ? en : zh) || zh || en
}

/** In which language a caller is spoken to before he has chosen one. */
export function firstLocale({ language }: Pick<HotlineSettings, 'language'>): CallLocale {
  return language === 'en' ? 'en' : 'zh-CN'
}
