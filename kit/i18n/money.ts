import type { Locale } from './locale.ts'
import { formatNumber, formatPercent, signedText, type Figure } from './number.ts'
import { GAP, UNKNOWN } from './space.ts'

/** Money as contracts carry it: whole minor units (a bigint, or its text in JSON) beside the ISO 4217 currency. */
export interface MoneyValue {
  readonly amountMinor: bigint | string | number
  readonly currency: string
}

const SYMBOLS: Readonly<Record<string, string>> = {
  AUD: 'A$',
  CAD: 'C$',
  CNY: '¥',
  EUR: '€',
  GBP: '£',
  HKD: 'HK$',
  INR: '₹',
  JPY: 'JP¥',
  KRW: '₩',
  MOP: 'MOP$',
  SGD: 'S$',
  TWD: 'NT$',
  USD: 'US$',
}

/** `{ 4480600n, CNY }` → `¥44,806.00`; `{ -5n, USD }` → `−US$0.05`; unknown → `–`; a foreign code is written out. */
export function formatMoney(money: MoneyValue | null | undefined, options: { signed?: boolean } = {}): string {
  if (!money) return UNKNOWN
  const digits = currencyDigits(money.currency)
  const minor = BigInt(money.amountMinor)
  const figure = formatNumber(decimalText(minor < 0n ? -minor : minor, digits), { digits })
  const sign = minor < 0n ? '-' : ''
  return signedText(`${sign}${symbolOf(money.currency)}${figure}`, options.signed ?? false)
}

/** Money on walls, where the size counts and not the cent: `¥1.28 亿`, `¥128M`; below 10,000 in full. */
export function formatWallMoney(locale: Locale, money: MoneyValue | null | undefined): string {
  if (!money) return UNKNOWN
  const whole = Number(BigInt(money.amountMinor)) / 10 ** currencyDigits(money.currency)
  const steps = locale === 'zh-CN' ? CHINESE_STEPS : ENGLISH_STEPS
  const step = steps.find(({ from }) => Math.abs(whole) >= from)
  if (!step) return formatMoney(money)
  const figure = formatNumber(Math.abs(whole) / step.divisor, { digits: 2 })
  return signedText(`${whole < 0 ? '-' : ''}${symbolOf(money.currency)}${figure}${step.word}`, false)
}

/** A change and its share: `+¥1,184.30（+2.7 %）` / `+¥1,184.30 (+2.7 %)`. */
export function formatChange(locale: Locale, change: MoneyValue | null | undefined, share?: number | null): string {
  const amount = formatMoney(change, { signed: true })
  if (share === null || share === undefined) return amount
  const percent = formatPercent(share, { digits: 1, signed: true })
  return locale === 'zh-CN' ? `${amount}（${percent}）` : `${amount} (${percent})`
}

/** Decimals of a currency: CNY 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

const CHINESE_STEPS = [
  { from: 1e8, divisor: 1e8, word: `${GAP}亿` },
  { from: 1e4, divisor: 1e4, word: `${GAP}万` },
]
const ENGLISH_STEPS = [
  { from: 1e9, divisor: 1e9, word: 'B' },
  { from: 1e6, divisor: 1e6, word: 'M' },
  { from: 1e4, divisor: 1e3, word: 'k' },
]

function symbolOf(currency: string): string {
  return SYMBOLS[currency] ?? `${currency}${GAP}`
}

function decimalText(minor: bigint, digits: number): Figure {
  if (digits === 0) return minor.toString()
  const text = minor.toString().padStart(digits + 1, '0')
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`
}
