import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import * as date from './date.ts'
import * as duration from './duration.ts'
import { currentLocale, i18n, type Locale } from './locale.ts'
import * as money from './money.ts'
import * as number from './number.ts'

/** The text function of a namespace; other namespaces by prefix: `t('kit:retry')`. */
export function useText(namespace: string): TFunction {
  return useTranslation(namespace, { i18n, useSuspense: false }).t
}

/** The language of the screen; the component renders again when it changes. */
export function useLocale(): Locale {
  useTranslation('kit', { i18n, useSuspense: false })
  return currentLocale()
}

export type Formats = ReturnType<typeof formatsOf>

/** Every formatter bound to one language and one zone, for code outside React (documents, exports). */
export function formatsOf(locale: Locale, zone: string) {
  return {
    locale,
    zone,
    number: number.formatNumber,
    percent: number.formatPercent,
    unit: number.formatUnit,
    bytes: number.formatBytes,
    wallCount: (value: number | null | undefined) => number.formatWallCount(locale, value),
    money: money.formatMoney,
    wallMoney: (value: money.MoneyValue | null | undefined) => money.formatWallMoney(locale, value),
    change: (value: money.MoneyValue | null | undefined, share?: number | null) =>
      money.formatChange(locale, value, share),
    date: (value: date.InstantValue) => date.formatDate(locale, value, zone),
    day: (value: date.InstantValue) => date.formatDay(locale, value, zone),
    month: (value: date.InstantValue) => date.formatMonth(locale, value, zone),
    time: (value: date.InstantValue) => date.formatTime(value, zone),
    timeRange: (from: date.InstantValue, to: date.InstantValue) => date.formatTimeRange(locale, from, to, zone),
    moment: (value: date.InstantValue) => date.formatMoment(locale, value, zone),
    relative: (value: date.InstantValue, nowMs: number) => date.formatRelative(locale, value, nowMs, zone),
    stamp: (value: date.InstantValue, nowMs: number) => date.formatStamp(locale, value, nowMs, zone),
    iso: (value: date.InstantValue) => date.isoInZone(value, zone),
    duration: (seconds: number | null | undefined) => duration.formatDuration(locale, seconds),
    clock: (seconds: number) => duration.formatClock(locale, seconds),
    left: (seconds: number) => duration.formatLeft(locale, seconds),
  }
}

/** The formatters of the screen's language. A site's own zone is given where its local time is shown. */
export function useFormats(zone: string = date.screenZone()): Formats {
  const locale = useLocale()
  return useMemo(() => formatsOf(locale, zone), [locale, zone])
}
