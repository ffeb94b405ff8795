import type { AppliedCoupon } from '../agreement/book.ts'
import { addDays, type LocalDate } from '../periods.ts'
import type { Agreement } from '../scenario/scenario.ts'
import type { Draft } from '../settle/settle.ts'
import { discountsOf, type CouponUse } from './coupon.ts'
import { creditLines } from './credit.ts'
import type { CreditNote, CreditPart, DiscountAmount, Invoice, InvoiceLine } from './invoice.ts'
import { taxOnTop, taxWithin } from './tax.ts'
import { payByCredit, payByWallets, type Grant, type Open } from './wallet.ts'

/** The documents drawn up so far, and what of them is still to be used. */
export interface Documents {
  readonly agreement: Agreement
  readonly invoices: Invoice[]
  readonly creditNotes: CreditNote[]
  readonly grants: Grant[]
  readonly couponUses: Map<string, CouponUse>
}

export function openDocuments(agreement: Agreement): Documents {
  return { agreement, invoices: [], creditNotes: [], grants: [], couponUses: new Map() }
}

/** Credit notes for what is taken back, one for each invoice that it comes off. */
export function drawUpCredits(documents: Documents, drafts: readonly Draft[], date: LocalDate): void {
  const { pricesIncludeTax } = documents.agreement.customer
  const parts = drafts.flatMap(({ entry, amountMinor, range }) =>
    creditLines(entry.lines, -amountMinor, range, pricesIncludeTax),
  )
  for (const invoice of new Set(parts.map((part) => part.invoice))) {
    issueCreditNote(
      documents,
      date,
      'less owed',
      parts.filter((part) => part.invoice === invoice),
    )
  }
}

/** A credit note is the sum of its rounded parts. */
export function issueCreditNote(documents: Documents, date: LocalDate, reason: string, parts: CreditPart[]): void {
  const refund = documents.agreement.customer.credit === 'refund'
  const totalMinor = sum(parts, 'totalMinor')
  documents.creditNotes.push({
    number: numbered('CN', documents.creditNotes.length),
    date,
    reason,
    parts,
    netMinor: sum(parts, 'netMinor'),
    taxMinor: sum(parts, 'taxMinor'),
    totalMinor,
    refund,
    balanceMinor: refund ? 0n : totalMinor,
  })
}

/** One invoice for all that is due on a date, unless it would be of nothing. */
export function drawUpInvoice(
  documents: Documents,
  drafts: readonly Draft[],
  coupons: readonly AppliedCoupon[],
  date: LocalDate,
): void {
  if (drafts.every(({ amountMinor }) => amountMinor === 0n)) return
  const { agreement, couponUses, creditNotes, grants, invoices } = documents
  const number = numbered('INV', invoices.length)
  const { currency } = agreement
  const given = { applied: coupons, coupons: agreement.coupons, uses: couponUses, currency }
  const discounts = discountsOf(drafts, given)
  const lines = drafts.map((draft, index) =>
    lineOf(agreement, draft, discounts[index]!, { invoice: number, number: index + 1, date }),
  )
  for (const [index, { entry }] of drafts.entries()) entry.lines.push(lines[index]!)
  const open: Open[] = lines.map((line) => ({ line, openMinor: line.totalMinor }))
  const credits = payByCredit(open, creditNotes)
  const payments = payByWallets(open, grants, agreement.wallets, date)
  invoices.push({
    number,
    date,
    dueDate: addDays(date, agreement.customer.netDays),
    lines,
    subtotalMinor: sum(lines, 'amountMinor'),
    discountMinor: sum(lines, 'discountMinor'),
    netMinor: sum(lines, 'netMinor'),
    taxMinor: sum(lines, 'taxMinor'),
    totalMinor: sum(lines, 'totalMinor'),
    credits,
    payments,
    dueMinor: open.reduce((total, { openMinor }) => total + openMinor, 0n),
  })
}

function lineOf(
  { customer, taxes }: Agreement,
  { due, range, days, quantity, amountMinor, events }: Draft,
  discounts: readonly DiscountAmount[],
  { date, ...place }: Pick<InvoiceLine, 'invoice' | 'number'> & { date: LocalDate },
): InvoiceLine {
  const discountMinor = sum(discounts, 'amountMinor')
  const rates = (due.taxes ?? customer.taxes).map((tax) => ({ tax, rate: taxes[tax]!.ratePercent }))
  const { kind, subscription, code: charge, name, of, unitPrice, estimated = 0, rating = [], spans, devices } = due
  return {
    ...place,
    kind,
    subscription,
    charge,
    name,
    range,
    days,
    of,
    quantity,
    unitPrice,
    amountMinor,
    discounts,
    discountMinor,
    ...(customer.pricesIncludeTax ? taxWithin : taxOnTop)(amountMinor - discountMinor, rates),
    correction: kind === 'usage' && date > due.dueOn,
    estimated,
    rating,
    events,
    spans,
    devices: [...devices],
    credited: { amountMinor: 0n, discountMinor: 0n, taxMinor: 0n },
  }
}

function numbered(prefix: string, before: number): string {
  return `${prefix}-${String(before + 1).padStart(4, '0')}`
}

function sum<K extends string>(items: readonly { readonly [key in K]: bigint }[], key: K): bigint {
  return items.reduce((total, item) => total + item[key], 0n)
}
