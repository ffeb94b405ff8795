import { useMemo } from 'react'
import { GAP, UNKNOWN, useFormats, useText } from '#kit/i18n'
import type { InvoiceLine } from '../api.ts'
import { lastDay } from '../dates.ts'

export interface LineWords {
  /** `2026-11-16 – 2026-11-30, 15 of 30 days · 40 × ¥180.00 + 6.3 × ¥210.00` */
  detail(line: InvoiceLine): string
  quantity(line: Pick<InvoiceLine, 'quantity' | 'unit'>): string
  /** Every decimal of a price of one counts, at least two are written. */
  price(price: string | null): string
}

/** How a line of money is put into words, the same on screen and in drawers. */
export function useLineWords(currency: string): LineWords {
  const t = useText('subscription')
  const formats = useFormats()
  return useMemo(() => {
    const sign = formats.money({ amountMinor: 0n, currency }).replace(/[\d.,]+/, '')
    const price = (text: string | null): string => (text === null ? UNKNOWN : `${sign}${withTwo(text, formats)}`)
    return {
      price,
      quantity: ({ quantity, unit }) => {
        const figure = formats.number(quantity, Number(quantity) % 1 === 0 ? {} : { digits: 3 })
        return unit === null || quantity === null ? figure : `${figure}${GAP}${unit}`
      },
      detail: (line) => {
        const { rangeStart, rangeEnd, days, ofDays, rating } = line
        const last = lastDay(rangeEnd)
        const span = rangeStart === last ? formats.date(last) : `${formats.date(rangeStart)} – ${formats.date(last)}`
        const share = days < ofDays ? t('line.share', { days, of: ofDays }) : ''
        const parts = rating
          .filter(({ quantity, unitPrice }) => quantity !== null && unitPrice !== null)
          .map(({ quantity, unitPrice }) => `${formats.number(quantity)} × ${price(unitPrice)}`)
        return [`${span}${share}`, parts.join(' + ')].filter(Boolean).join(' · ')
      },
    }
  }, [t, formats, currency])
}

function withTwo(price: string, { number }: ReturnType<typeof useFormats>): string {
  const decimals = price.split('.')[1]?.length ?? 0
  return number(price, { digits: Math.min(6, Math.max(2, decimals)) })
}
