import type { Locale } from './locale.ts'
import { formatNumber } from './number.ts'
import { GAP, UNKNOWN } from './space.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const WORDS: Readonly<Record<Locale, Readonly<Record<'day' | 'hour' | 'minute' | 'second', string>>>> = {
  'zh-CN': { day: '天', hour: '小时', minute: '分', second: '秒' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's' },
}

/**
 * How long something takes, in its two largest units: `4200` s → `1 小时 10 分` / `1 h 10 min`,
 * `108` → `1 分 48 秒` / `1 min 48 s`, `97200` → `1 天 3 小时` / `1 d 3 h`.
 */
export function formatDuration(locale: Locale, seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined) return UNKNOWN
  const whole = Math.round(Math.abs(seconds))
  const words = WORDS[locale]
  const parts = [
    { size: Math.floor(whole / DAY), word: words.day },
    { size: Math.floor((whole % DAY) / HOUR), word: words.hour },
    { size: Math.floor((whole % HOUR) / MINUTE), word: words.minute },
    { size: whole % MINUTE, word: words.second },
  ]
  const first = parts.findIndex(({ size }) => size > 0)
  if (first === -1) return `0${GAP}${words.second}`
  return parts
    .slice(first, first + 2)
    .filter(({ size }) => size > 0)
    .map(({ size, word }) => `${formatNumber(size)}${GAP}${word}`)
    .join(GAP)
}

/**
 * The figure of a clock that runs: hours and minutes from a minute up (`6:41`, `120:05`),
 * seconds below it (`48 秒` / `48 s`). Whole minutes that are left count as left until they are gone.
 */
export function formatClock(locale: Locale, seconds: number): string {
  const whole = Math.floor(Math.abs(seconds))
  if (whole < MINUTE) return `${whole}${GAP}${WORDS[locale].second}`
  const minutes = Math.floor((whole % HOUR) / MINUTE)
  return `${Math.floor(whole / HOUR)}:${String(minutes).padStart(2, '0')}`
}

/** Time left or over: `剩 6:41` / `6:41 left`; past the deadline `+0:35`. */
export function formatLeft(locale: Locale, seconds: number): string {
  const clock = formatClock(locale, seconds)
  if (seconds < 0) return `+${clock}`
  return locale === 'zh-CN' ? `剩${GAP}${clock}` : `${clock} left`
}
