import type { Locale } from './locale.ts'
import { MINUS, GAP, UNKNOWN } from './space.ts'

/** A figure as it comes from a contract; text keeps decimals and large integers exact. */
export type Figure = number | bigint | string | null | undefined

export interface NumberOptions {
  /** Digits after the point; one precision per column. Without it, up to two as needed. */
  readonly digits?: number
  /** Writes `+` before a positive figure. */
  readonly signed?: boolean
}

const formats = new Map<string, Intl.NumberFormat>()

/** `19482` → `19,482`; `-3.5` → `−3.5`; unknown → `–`. */
export function formatNumber(value: Figure, options: NumberOptions = {}): string {
  if (value === null || value === undefined || value === '') return UNKNOWN
  const { digits, signed = false } = options
  const text = numberFormat(digits).format(value as Intl.StringNumericLiteral)
  return signedText(text, signed)
}

/** A share as per cent: `formatPercent(0.92)` → `92 %`, with `digits: 1` `91.6 %`. */
export function formatPercent(share: number | null | undefined, options: NumberOptions = {}): string {
  if (share === null || share === undefined) return UNKNOWN
  return `${formatNumber(share * 100, { digits: 0, ...options })}${GAP}%`
}

/** A figure and its unit: `46.2 TB`, `28 ms`. Chinese measure words take the same space: `9 人`. */
export function formatUnit(value: Figure, unit: string, options: NumberOptions = {}): string {
  const figure = formatNumber(value, options)
  return figure === UNKNOWN ? UNKNOWN : `${figure}${GAP}${unit}`
}

/** A count on a wall, read from four metres: `104000` → `10 万+` / `100k+`; below 100,000 in full. */
export function formatWallCount(locale: Locale, value: number | null | undefined): string {
  if (value === null || value === undefined) return UNKNOWN
  if (value < 100_000) return formatNumber(value, { digits: 0 })
  if (locale === 'zh-CN') return `${formatNumber(Math.floor(value / 10_000), { digits: 0 })}${GAP}万+`
  const million = value >= 1_000_000
  return `${formatNumber(Math.floor(value / (million ? 1_000_000 : 1000)), { digits: 0 })}${million ? 'M' : 'k'}+`
}

/** Bytes in decimal units, three digits at most: `46.2 GB`, `512 B`. */
export function formatBytes(bytes: number | null | undefined): string {
  if (bytes === null || bytes === undefined) return UNKNOWN
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB']
  const step = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const size = bytes / 1000 ** step
  return formatUnit(size, units[step]!, { digits: step === 0 || size >= 100 ? 0 : 1 })
}

export function signedText(text: string, signed: boolean): string {
  if (text.startsWith('-')) return /[1-9]/.test(text) ? MINUS + text.slice(1) : text.slice(1)
  return signed && /[1-9]/.test(text) ? `+${text}` : text
}

function numberFormat(digits: number | undefined): Intl.NumberFormat {
  const key = String(digits)
  const known = formats.get(key)
  if (known) return known
  const fixed = { minimumFractionDigits: digits ?? 0, maximumFractionDigits: digits ?? 2 }
  const made = new Intl.NumberFormat('en', { ...fixed, roundingMode: 'halfExpand' })
  formats.set(key, made)
  return made
}
