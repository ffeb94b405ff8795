/** Languages and formatting: texts of both languages, and how figures, money and time are written. */
export {
  epochMs,
  formatDate,
  formatDay,
  formatMoment,
  formatMonth,
  formatRelative,
  formatStamp,
  formatTime,
  formatTimeRange,
  isoInZone,
  screenZone,
  setScreenZone,
  type InstantValue,
} from './date.ts'
export { formatClock, formatDuration, formatLeft } from './duration.ts'
export { changeLocale, currentLocale, i18n, LOCALES, registerLocale, type Locale, type LocaleTexts } from './locale.ts'
export { currencyDigits, formatChange, formatMoney, formatWallMoney, type MoneyValue } from './money.ts'
export {
  formatBytes,
  formatNumber,
  formatPercent,
  formatUnit,
  formatWallCount,
  type Figure,
  type NumberOptions,
} from './number.ts'
export { MINUS, GAP, UNKNOWN } from './space.ts'
export { formatsOf, useFormats, useLocale, useText, type Formats } from './use-text.ts'
export { localName, useLocalName } from './names.ts'
