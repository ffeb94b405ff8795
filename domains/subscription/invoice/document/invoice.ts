import type { PriceLine } from '../../pricing/model.ts'
import type { DueKind } from '../due/due.ts'
import type { DateRange, LocalDate } from '../periods.ts'

export interface TaxAmount {
  readonly tax: string
  /** As a share of money, in the units of a price. */
  readonly rate: bigint
  readonly amountMinor: bigint
}

export interface DiscountAmount {
  readonly coupon: string
  readonly amountMinor: bigint
}

/**
 * A line of an invoice. Without taxes in the prices: net = amount − discount, total = net + tax.
 * With them: total = amount − discount, net = total − tax.
 */
export interface InvoiceLine {
  readonly invoice: string
  readonly number: number
  readonly kind: DueKind
  readonly subscription: string
  readonly charge: string
  readonly name?: string | undefined
  readonly range: DateRange
  readonly days: number
  readonly of: number
  readonly quantity?: bigint | undefined
  readonly unitPrice?: bigint | undefined
  readonly amountMinor: bigint
  readonly discounts: readonly DiscountAmount[]
  readonly discountMinor: bigint
  readonly taxes: readonly TaxAmount[]
  readonly taxMinor: bigint
  readonly netMinor: bigint
  readonly totalMinor: bigint
  /** Usage that arrived after its period was billed. */
  readonly correction: boolean
  readonly estimated: number
  readonly rating: readonly PriceLine[]
  readonly events: readonly string[]
  readonly spans: readonly string[]
  readonly devices: readonly string[]
  /** What credit notes have taken off so far; never more than there was. */
  readonly credited: { amountMinor: bigint; discountMinor: bigint; taxMinor: bigint }
}

export interface Invoice {
  readonly number: string
  readonly date: LocalDate
  readonly dueDate: LocalDate
  readonly lines: readonly InvoiceLine[]
  readonly subtotalMinor: bigint
  readonly discountMinor: bigint
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
  /** What credit notes and wallets paid of it. */
  readonly credits: readonly { readonly creditNote: string; readonly amountMinor: bigint }[]
  readonly payments: readonly { readonly wallet: string; readonly amountMinor: bigint }[]
  readonly dueMinor: bigint
}

/** A part of a credit note: what it takes off one invoice line. */
export interface CreditPart {
  readonly invoice: string
  readonly line: number
  readonly charge: string
  readonly range: DateRange
  readonly amountMinor: bigint
  readonly discountMinor: bigint
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
}

export interface CreditNote {
  readonly number: string
  readonly date: LocalDate
  readonly reason: string
  readonly parts: readonly CreditPart[]
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
  /** Paid out, instead of reducing the next invoices. */
  readonly refund: boolean
  /** What has not yet reduced an invoice. */
  balanceMinor: bigint
}
