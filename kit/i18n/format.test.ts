import { describe, expect, it } from 'vitest'
import { formatDate, formatDay, formatMonth, formatRelative, formatTimeRange, isoInZone } from './date.ts'
import { formatClock, formatDuration, formatLeft } from './duration.ts'
import type { Locale } from './locale.ts'
import { formatChange, formatMoney, formatWallMoney, type MoneyValue } from './money.ts'
import {
  formatBytes,
  formatNumber,
  formatPercent,
  formatUnit,
  formatWallCount,
  type Figure,
  type NumberOptions,
} from './number.ts'
import { GAP } from './space.ts'

const SHENZHEN = 'Asia/Shanghai'
const NOW = Date.parse('2026-11-20T10:31:00+08:00')
/** The tables are written with ordinary spaces; a figure and its unit are joined by one that does not break. */
const plain = (text: string): string => text.replaceAll(GAP, ' ')
const cny = (amountMinor: bigint | string) => ({ amountMinor, currency: 'CNY' })

describe('figures', () => {
  it.each<[Figure, NumberOptions, string, string]>([
    [19482, {}, '19,482', 'thousands are grouped'],
    [-3.5, {}, '−3.5', 'the minus is a minus, not a hyphen'],
    [-0.001, { digits: 2 }, '0.00', 'a rounded nothing has no sign'],
    [2.675, { digits: 2 }, '2.68', 'rounded half up from the decimal text a person reads'],
    [12, { signed: true }, '+12', 'a change names its direction'],
    [0, { signed: true }, '0', 'no change has no direction'],
    ['12345678901234567890.5', { digits: 1 }, '12,345,678,901,234,567,890.5', 'text keeps every digit'],
    [null, {}, '–', 'unknown is not zero'],
  ])('%s %o → %s, because %s', (value, options, expected) => {
    expect(formatNumber(value, options)).toBe(expected)
  })

  it.each([
    [0.92, {}, '92 %'],
    [0.916, { digits: 1 }, '91.6 %'],
    [undefined, {}, '–'],
  ])('share %s %o → %s', (share, options, expected) => {
    expect(plain(formatPercent(share, options))).toBe(expected)
  })

  it('joins a unit so that no line breaks before it', () => {
    expect(formatUnit(46.2, 'TB')).toBe(`46.2${GAP}TB`)
    expect(formatUnit(null, 'TB')).toBe('–')
  })

  it.each([
    [512, '512 B'],
    [46_200_000_000, '46.2 GB'],
    [999_000, '999 kB'],
  ])('%s bytes → %s', (bytes, expected) => {
    expect(plain(formatBytes(bytes))).toBe(expected)
  })

  it.each([
    ['zh-CN', 104_000, '10 万+'],
    ['en', 104_000, '104k+'],
    ['en', 2_300_000, '2M+'],
    ['zh-CN', 19_482, '19,482'],
  ] as const)('on a wall in %s %s reads %s', (locale, count, expected) => {
    expect(plain(formatWallCount(locale, count))).toBe(expected)
  })
})

describe('money', () => {
  it.each<[MoneyValue | null, string, string]>([
    [cny(4_480_600n), '¥44,806.00', 'yuan carry their own sign'],
    [cny('4480600'), '¥44,806.00', 'JSON brings the amount as text'],
    [{ amountMinor: 120_000n, currency: 'USD' }, 'US$1,200.00', 'a foreign dollar names its country'],
    [{ amountMinor: 1234n, currency: 'JPY' }, 'JP¥1,234', 'yen have no smaller part'],
    [{ amountMinor: 1234567n, currency: 'KWD' }, 'KWD 1,234.567', 'a code without a sign is written out'],
    [cny(-5n), '−¥0.05', 'the minus stands before the sign'],
    [cny(0n), '¥0.00', 'free is a price'],
    [null, '–', 'unknown is not free'],
  ])('%o → %s, because %s', (money, expected) => {
    expect(plain(formatMoney(money))).toBe(expected)
  })

  it('writes a change with its share in the brackets of the language', () => {
    expect(plain(formatChange('zh-CN', cny(118_430n), 0.027))).toBe('+¥1,184.30（+2.7 %）')
    expect(plain(formatChange('en', cny(118_430n), 0.027))).toBe('+¥1,184.30 (+2.7 %)')
    expect(plain(formatChange('en', cny(-118_430n), -0.027))).toBe('−¥1,184.30 (−2.7 %)')
  })

  it.each([
    ['zh-CN', cny(12_800_000_000n), '¥1.28 亿'],
    ['en', cny(12_800_000_000n), '¥128.00M'],
    ['zh-CN', cny(999_900n), '¥9,999.00'],
  ] as const)('on a wall in %s %o reads %s', (locale, money, expected) => {
    expect(plain(formatWallMoney(locale, money))).toBe(expected)
  })
})

describe('durations', () => {
  it.each([
    [240, '4 分', '4 min'],
    [4200, '1 小时 10 分', '1 h 10 min'],
    [108, '1 分 48 秒', '1 min 48 s'],
    [97_200, '1 天 3 小时', '1 d 3 h'],
    [28_800, '8 小时', '8 h'],
    [0, '0 秒', '0 s'],
  ])('%s s → %s / %s', (seconds, zh, en) => {
    expect(plain(formatDuration('zh-CN', seconds))).toBe(zh)
    expect(plain(formatDuration('en', seconds))).toBe(en)
  })

  it.each([
    [24_060, '剩 6:41', '6:41 left'],
    [24_119, '剩 6:41', '6:41 left'],
    [48, '剩 48 秒', '48 s left'],
    [-2100, '+0:35', '+0:35'],
    [-12, '+12 秒', '+12 s'],
  ])('%s s left reads %s / %s', (seconds, zh, en) => {
    expect(plain(formatLeft('zh-CN', seconds))).toBe(zh)
    expect(plain(formatLeft('en', seconds))).toBe(en)
  })

  it('lets a clock pass a hundred hours without losing one', () => {
    expect(formatClock('en', 432_300)).toBe('120:05')
  })
})

describe('dates', () => {
  const at = '2026-11-20T06:00:00Z'

  it.each([
    ['zh-CN', '2026-11-20', '11 月 20 日 周五', '2026 年 11 月'],
    ['en', '20 Nov 2026', 'Fri 20 Nov', 'Nov 2026'],
  ] as const)('in %s: %s, %s, %s', (locale, date, day, month) => {
    expect(formatDate(locale, at, SHENZHEN)).toBe(date)
    expect(plain(formatDay(locale, at, SHENZHEN))).toBe(day)
    expect(plain(formatMonth(locale, at, SHENZHEN))).toBe(month)
  })

  it('takes a plain date as it stands, in whatever zone it is read', () => {
    expect(formatDate('zh-CN', '2026-03-31', 'America/Los_Angeles')).toBe('2026-03-31')
  })

  it.each<[Locale, string, string, string]>([
    ['en', '2026-11-20T10:30:31+08:00', 'just now', 'less than a minute ago'],
    ['zh-CN', '2026-11-20T10:28:00+08:00', '3 分钟前', 'less than an hour ago'],
    ['en', '2026-11-20T10:28:00+08:00', '3 min ago', 'less than an hour ago'],
    ['zh-CN', '2026-11-20T08:52:00+08:00', '08:52', 'today'],
    ['zh-CN', '2026-11-18T10:24:00+08:00', '11-18 10:24', 'this year'],
    ['en', '2026-11-18T10:24:00+08:00', '18 Nov 10:24', 'this year'],
    ['en', '2025-11-18T10:24:00+08:00', '18 Nov 2025', 'another year'],
    ['zh-CN', '2026-11-20T17:12:00+08:00', '17:12', 'still to come, today'],
  ])('%s %s → %s, because it is %s', (locale, value, expected) => {
    expect(plain(formatRelative(locale, value, NOW, SHENZHEN))).toBe(expected)
  })

  it('names the second day of a range over midnight', () => {
    expect(formatTimeRange('en', at, '2026-11-20T07:00:00Z', SHENZHEN)).toBe('14:00–15:00')
    expect(formatTimeRange('en', at, '2026-11-20T17:00:00Z', SHENZHEN)).toBe('14:00–21 Nov 01:00')
  })

  it('keeps the whole truth for the tooltip', () => {
    expect(isoInZone(at, SHENZHEN)).toBe('2026-11-20T14:00:00+08:00')
    expect(isoInZone(at, 'UTC')).toBe('2026-11-20T06:00:00+00:00')
  })
})
