import { divideRoundHalfUp } from '#engine/kernel'
import { PRICE_DIGITS } from '../../pricing/exact.ts'
import type { DateRange } from '../periods.ts'
import type { CreditPart, InvoiceLine } from './invoice.ts'

const ONE_PRICE = 10n ** BigInt(PRICE_DIGITS)

/** What a line was billed for that no credit note has taken off yet. */
export function creditable({ amountMinor, credited }: InvoiceLine): bigint {
  return amountMinor - credited.amountMinor
}

/**
 * Takes an amount (before discount) off invoice lines, the latest first, never more than is left of each.
 * Each part carries its share of the discount and its own tax, rounded; the part that empties a line
 * takes what is left of both, so that nothing of a line can remain or be given back twice.
 */
export function creditLines(
  lines: readonly InvoiceLine[],
  amountMinor: bigint,
  range: DateRange,
  taxIncluded: boolean,
) {
  const parts: CreditPart[] = []
  let left = amountMinor
  for (const line of lines.toReversed()) {
    const amount = left < creditable(line) ? left : creditable(line)
    if (amount <= 0n) continue
    left -= amount
    parts.push(creditPart(line, amount, range, taxIncluded))
  }
  return parts
}

function creditPart(line: InvoiceLine, amountMinor: bigint, range: DateRange, taxIncluded: boolean): CreditPart {
  const empties = amountMinor === creditable(line)
  const { credited } = line
  const discountMinor = empties
    ? line.discountMinor - credited.discountMinor
    : shareOf(line.discountMinor, credited.amountMinor + amountMinor, line.amountMinor) - credited.discountMinor
  const payable = amountMinor - discountMinor
  const taxLeft = line.taxMinor - credited.taxMinor
  const tax = taxOf(line, payable, taxIncluded)
  const taxMinor = empties || tax > taxLeft ? taxLeft : tax
  credited.amountMinor += amountMinor
  credited.discountMinor += discountMinor
  credited.taxMinor += taxMinor
  const [netMinor, totalMinor] = taxIncluded ? [payable - taxMinor, payable] : [payable, payable + taxMinor]
  const { invoice, number, charge } = line
  return { invoice, line: number, charge, range, amountMinor, discountMinor, netMinor, taxMinor, totalMinor }
}

function taxOf({ taxes }: InvoiceLine, payable: bigint, taxIncluded: boolean): bigint {
  if (!taxIncluded) {
    return taxes.reduce((sum, { rate }) => sum + divideRoundHalfUp(payable * rate, ONE_PRICE), 0n)
  }
  const together = taxes.reduce((sum, { rate }) => sum + rate, 0n)
  return payable - divideRoundHalfUp(payable * ONE_PRICE, ONE_PRICE + together)
}

function shareOf(whole: bigint, part: bigint, of: bigint): bigint {
  return of === 0n ? 0n : divideRoundHalfUp(whole * part, of)
}
