import { divideRoundHalfUp } from '#engine/kernel'
import { PRICE_DIGITS } from '../../pricing/exact.ts'
import { allocate } from '../proration.ts'
import type { TaxAmount } from './invoice.ts'

const ONE_PRICE = 10n ** BigInt(PRICE_DIGITS)

export interface TaxRate {
  readonly tax: string
  /** A share of money, in the units of a price. */
  readonly rate: bigint
}

export interface Taxed {
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
  readonly taxes: readonly TaxAmount[]
}

/** Each tax of a line is rounded half up by itself, on the amount after discounts. */
export function taxOnTop(amountMinor: bigint, rates: readonly TaxRate[]): Taxed {
  const taxes = rates.map(({ tax, rate }) => ({
    tax,
    rate,
    amountMinor: divideRoundHalfUp(amountMinor * rate, ONE_PRICE),
  }))
  const taxMinor = taxes.reduce((sum, tax) => sum + tax.amountMinor, 0n)
  return { netMinor: amountMinor, taxMinor, totalMinor: amountMinor + taxMinor, taxes }
}

/** The taxes that a price already includes: together rounded once, then shared among the rates. */
export function taxWithin(amountMinor: bigint, rates: readonly TaxRate[]): Taxed {
  const together = rates.reduce((sum, { rate }) => sum + rate, 0n)
  const netMinor = divideRoundHalfUp(amountMinor * ONE_PRICE, ONE_PRICE + together)
  const taxMinor = amountMinor - netMinor
  const parts = allocate(
    taxMinor,
    rates.map(({ rate }) => rate),
  )
  const taxes = rates.map(({ tax, rate }, index) => ({ tax, rate, amountMinor: parts[index]! }))
  return { netMinor, taxMinor, totalMinor: amountMinor, taxes }
}
