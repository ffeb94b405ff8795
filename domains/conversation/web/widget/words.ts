import en from './locale/en.json' with { type: 'json' }
import zh from './locale/zh-CN.json' with { type: 'json' }

export type Language = 'en' | 'zh-CN'
export type Word = keyof typeof en

/** The visitor's language: of the address, else of the browser. */
export function languageOf(search: string, browser: string): Language {
  const asked = new URLSearchParams(search).get('lang') ?? browser
  return asked.startsWith('zh') ? 'zh-CN' : 'en'
}

export const language: Language = languageOf(globalThis.location?.search ?? '', globalThis.navigator?.language ?? 'en')

export function say(word: Word, values: Readonly<Record<string, string | number>> = {}, locale = language): string {
  const text = (locale === 'en' ? en : zh)[word]
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }

/** `2nd`, `第 2 位` */
export function placeWords(position: number, locale = language): string {
  if (locale === 'zh-CN') return `第 ${position} 位`
  return `${position}${ENDINGS[new Intl.PluralRules('en', { type: 'ordinal' }).select(position)]}`
}

/** `1 min 5 s`, `1 分 05 秒`: two units at most. */
export function durationWords(seconds: number, locale = language): string {
  const unit = (size: number, word: Word, pad = false) =>
    `${pad && locale === 'zh-CN' ? String(size).padStart(2, '0') : size}\u00a0${say(word, {}, locale)}`
  const whole = Math.max(0, Math.round(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60]
  if (hours > 0) return minutes > 0 ? `${unit(hours, 'hour')} ${unit(minutes, 'minute')}` : unit(hours, 'hour')
  if (minutes === 0) return unit(rest, 'second')
  return rest > 0 ? `${unit(minutes, 'minute')} ${unit(rest, 'second', true)}` : unit(minutes, 'minute')
}

export function timeWords(at: string): string {
  return new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    Date.parse(at),
  )
}
