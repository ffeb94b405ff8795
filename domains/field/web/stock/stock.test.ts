import { expect, test } from 'vitest'
import type { StockRow } from '../api.ts'
import { freeOf, isLow, matches } from './stock-page.tsx'

const row = (over: Partial<StockRow> = {}): StockRow => ({
  locationId: 'depot',
  locationName: '福田仓',
  locationAlias: null,
  kind: 'warehouse',
  partCode: 'SSD-1T',
  partName: '固态硬盘',
  partNameEn: 'SSD 1 TB',
  onHand: 6,
  reserved: 1,
  reorderAt: 2,
  ...over,
})

test.each([
  { over: {}, low: false, because: 'five are free and the mark is two' },
  { over: { reserved: 4 }, low: true, because: 'what is held is not free' },
  { over: { onHand: 0, reserved: 0, reorderAt: 0 }, low: false, because: 'a van without a mark keeps none on purpose' },
])('low is $low: $because', ({ over, low }) => {
  expect(isLow(row(over))).toBe(low)
  expect(freeOf(row(over))).toBe(row(over).onHand - row(over).reserved)
})

test.each([
  { values: { part: 'SSD-1T' }, words: '', found: true },
  { values: { place: 'van' }, words: '', found: false },
  { values: { level: 'low' }, words: '', found: false },
  { values: {}, words: 'ssd 1', found: true },
  { values: {}, words: '福田', found: true },
  { values: { part: 'SSD-1T' }, words: 'battery', found: false },
])('filters $values and words "$words": $found', ({ values, words, found }) => {
  expect(matches(row(), values as Record<string, string>, words)).toBe(found)
})
