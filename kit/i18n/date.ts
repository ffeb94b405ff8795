import type { Locale } from './locale.ts'
import { GAP, UNKNOWN } from './space.ts'

/** An instant as RFC 3339 text (as contracts carry it) or milliseconds since the Unix epoch. */
export type InstantValue = string | number | null | undefined

interface Parts {
  readonly year: string
  readonly month: string
  readonly day: string
  readonly weekday: string
  readonly time: string
}

const WEEKDAYS_ZH: Readonly<Record<string, string>> = {
  Mon: '周一',
  Tue: '周二',
  Wed: '周三',
  Thu: '周四',
  Fri: '周五',
  Sat: '周六',
  Sun: '周日',
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** The zone in which times are written: the tenant's once somebody is signed in, before that the device's. */
export const screenZone = (): string => zoneOfScreen ?? Intl.DateTimeFormat().resolvedOptions().timeZone

export function setScreenZone(zone: string): void {
  zoneOfScreen = zone
}

let zoneOfScreen: string | undefined

/** `2026-11-20` / `20 Nov 2026`. Plain dates (`2026-11-20`, no time) are taken as they stand. */
export function formatDate(locale: Locale, value: InstantValue, zone = screenZone()): string {
  return whenKnown(value, zone, ({ year, month, day }) =>
    locale === 'zh-CN' ? `${year}-${month}-${day}` : `${Number(day)} ${monthName(month)} ${year}`,
  )
}

/** `11 月 20 日 周五` / `Fri 20 Nov`. */
export function formatDay(locale: Locale, value: InstantValue, zone = screenZone()): string {
  return whenKnown(value, zone, ({ month, day, weekday }) =>
    locale === 'zh-CN'
      ? `${Number(month)}${GAP}月${GAP}${Number(day)}${GAP}日${GAP}${WEEKDAYS_ZH[weekday]}`
      : `${weekday} ${Number(day)} ${monthName(month)}`,
  )
}

/** `2026 年 11 月` / `November 2026`'s short form `Nov 2026`, for billing periods. */
export function formatMonth(locale: Locale, value: InstantValue, zone = screenZone()): string {
  return whenKnown(value, zone, ({ year, month }) =>
    locale === 'zh-CN' ? `${year}${GAP}年${GAP}${Number(month)}${GAP}月` : `${monthName(month)} ${year}`,
  )
}

/** `14:00`, always 24 hours. */
export function formatTime(value: InstantValue, zone = screenZone()): string {
  return whenKnown(value, zone, ({ time }) => time)
}

/** `14:00–15:00`; over midnight the second day is named. */
export function formatTimeRange(locale: Locale, from: InstantValue, to: InstantValue, zone = screenZone()): string {
  const end = dayKey(from, zone) === dayKey(to, zone) ? formatTime(to, zone) : formatMoment(locale, to, zone)
  return `${formatTime(from, zone)}–${end}`
}

/** `11-18 10:24` / `18 Nov 10:24`: a moment of this year, for people. */
export function formatMoment(locale: Locale, value: InstantValue, zone = screenZone()): string {
  return whenKnown(value, zone, ({ month, day, time }) =>
    locale === 'zh-CN' ? `${month}-${day} ${time}` : `${Number(day)} ${monthName(month)} ${time}`,
  )
}

/**
 * A time as people say it beside `nowMs`: under a minute `刚刚` / `just now`, under an hour `3 分钟前` / `3 min ago`,
 * the same day `10:24`, the same year `11-18 10:24` / `18 Nov 10:24`, else the date. The future reads as a clock time.
 */
export function formatRelative(locale: Locale, value: InstantValue, nowMs: number, zone = screenZone()): string {
  const at = epochMs(value)
  if (at === undefined) return UNKNOWN
  const ago = nowMs - at
  if (ago >= 0 && ago < MINUTE_MS) return locale === 'zh-CN' ? '刚刚' : 'just now'
  if (ago >= 0 && ago < HOUR_MS) {
    const minutes = Math.floor(ago / MINUTE_MS)
    return locale === 'zh-CN' ? `${minutes}${GAP}分钟前` : `${minutes}${GAP}min ago`
  }
  return formatStamp(locale, at, nowMs, zone)
}

/** A time beside `nowMs`, never counted: `10:24` today, `11-18 10:24` / `18 Nov 10:24` this year, else the date. */
export function formatStamp(locale: Locale, value: InstantValue, nowMs: number, zone = screenZone()): string {
  const at = epochMs(value)
  if (at === undefined) return UNKNOWN
  if (dayKey(at, zone) === dayKey(nowMs, zone)) return formatTime(at, zone)
  const sameYear = partsOf(at, zone).year === partsOf(nowMs, zone).year
  return sameYear ? formatMoment(locale, at, zone) : formatDate(locale, at, zone)
}

/** The full time with its offset, for the tooltip: `2026-11-20T14:00:00+08:00`. */
export function isoInZone(value: InstantValue, zone = screenZone()): string {
  const at = epochMs(value)
  if (at === undefined) return UNKNOWN
  const { year, month, day } = partsOf(at, zone)
  const second = pieces(at, zone, 'iso')
  return `${year}-${month}-${day}T${second['hour']}:${second['minute']}:${second['second']}${offsetOf(second)}`
}

/** Milliseconds since the epoch, or undefined when nothing readable is given. */
export function epochMs(value: InstantValue): number | undefined {
  if (value === null || value === undefined || value === '') return undefined
  const at = typeof value === 'number' ? value : Date.parse(value)
  return Number.isNaN(at) ? undefined : at
}

function whenKnown(value: InstantValue, zone: string, write: (parts: Parts) => string): string {
  const at = epochMs(value)
  if (at === undefined) return UNKNOWN
  const plain = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
  return write(partsOf(at, plain ? 'UTC' : zone))
}

function partsOf(at: number, zone: string): Parts {
  const { year, month, day, weekday, hour, minute } = pieces(at, zone, 'plain')
  return { year: year!, month: month!, day: day!, weekday: weekday!, time: `${hour}:${minute}` }
}

function dayKey(value: InstantValue, zone: string): string {
  const at = epochMs(value)
  return at === undefined ? '' : formatDate('zh-CN', at, zone)
}

function monthName(month: string): string {
  return MONTHS[Number(month) - 1]!
}

function offsetOf(second: Partial<Record<string, string>>): string {
  return second['timeZoneName']?.replace('GMT', '') || '+00:00'
}

const formats = new Map<string, Intl.DateTimeFormat>()

function pieces(at: number, zone: string, kind: 'plain' | 'iso'): Partial<Record<string, string>> {
  const key = `${kind} ${zone}`
  const format = formats.get(key) ?? dateFormat(zone, kind)
  formats.set(key, format)
  return Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
}

function dateFormat(timeZone: string, kind: 'plain' | 'iso'): Intl.DateTimeFormat {
  const two = '2-digit' as const
  const clock = { hour: two, minute: two, second: two, hourCycle: 'h23' as const }
  const day = { year: 'numeric' as const, month: two, day: two, weekday: 'short' as const }
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    ...day,
    ...clock,
    ...(kind === 'iso' ? { timeZoneName: 'longOffset' as const } : {}),
  })
}
