import { toDecimalText } from '#engine/kernel'
import { AMOUNT_DIGITS, decimalText, PRICE_DIGITS, QUANTITY_DIGITS } from '../pricing/exact.ts'
import type { PriceLine } from '../pricing/model.ts'
import type { Billing } from './bill.ts'
import type { CreditNote, CreditPart, Invoice, InvoiceLine } from './document/invoice.ts'
import { isExpired, type Grant } from './document/wallet.ts'
import type { DateRange } from './periods.ts'
import type { Agreement } from './scenario/scenario.ts'

/** Documents as JSON: money as decimal text in major units, `to` the first date that no longer belongs to it. */
export function printBilling({ currency, duplicates, until }: Agreement, billing: Billing) {
  const money = (amountMinor: bigint): string => toDecimalText(amountMinor, currency)
  return {
    currency,
    until,
    invoices: billing.invoices.map((invoice) => printInvoice(invoice, money)),
    creditNotes: billing.creditNotes.map((note) => printCreditNote(note, money)),
    wallets: printWallets(billing.grants, until, money),
    duplicateEvents: duplicates,
    outsideEvents: billing.outside.map(({ id }) => id),
  }
}

type Print = (amountMinor: bigint) => string

function printInvoice(invoice: Invoice, money: Print) {
  const { number, date, dueDate, lines, credits, payments } = invoice
  return {
    number,
    date,
    dueDate,
    subtotal: money(invoice.subtotalMinor),
    discount: money(invoice.discountMinor),
    net: money(invoice.netMinor),
    tax: money(invoice.taxMinor),
    total: money(invoice.totalMinor),
    credits: credits.map(({ creditNote, amountMinor }) => ({ creditNote, amount: money(amountMinor) })),
    payments: payments.map(({ wallet, amountMinor }) => ({ wallet, amount: money(amountMinor) })),
    due: money(invoice.dueMinor),
    lines: lines.map((line) => printLine(line, money)),
  }
}

function printLine(line: InvoiceLine, money: Print) {
  const { number, kind, subscription, charge, name, range, days, of, discounts, taxes, rating } = line
  return {
    line: number,
    kind,
    subscription,
    charge,
    ...(name === undefined ? {} : { name }),
    ...dates(range),
    ...(kind === 'recurring' || kind === 'minimum' || kind === 'usage' ? { days, of } : {}),
    ...optional('quantity', line.quantity, QUANTITY_DIGITS),
    ...optional('unitPrice', line.unitPrice, PRICE_DIGITS),
    amount: money(line.amountMinor),
    ...(discounts.length === 0 ? {} : { discounts: discounts.map((given) => discountOf(given, money)) }),
    net: money(line.netMinor),
    taxes: taxes.map(({ tax, rate, amountMinor }) => ({
      tax,
      ratePercent: decimalText(rate, PRICE_DIGITS - 2),
      amount: money(amountMinor),
    })),
    tax: money(line.taxMinor),
    total: money(line.totalMinor),
    ...(line.correction ? { correction: true } : {}),
    ...(line.estimated > 0 ? { estimatedWindows: line.estimated } : {}),
    ...(rating.length === 0 ? {} : { rating: rating.map(printRating) }),
    evidence: { events: line.events, spans: line.spans, devices: line.devices },
  }
}

function printRating({ label, quantity, unitPrice, amount }: PriceLine) {
  return {
    label,
    ...optional('quantity', quantity, QUANTITY_DIGITS),
    ...optional('unitPrice', unitPrice, PRICE_DIGITS),
    amount: decimalText(amount, AMOUNT_DIGITS),
  }
}

function printCreditNote({ number, date, reason, refund, ...note }: CreditNote, money: Print) {
  return {
    number,
    date,
    reason,
    net: money(note.netMinor),
    tax: money(note.taxMinor),
    total: money(note.totalMinor),
    refund,
    balance: money(note.balanceMinor),
    parts: note.parts.map((part) => printPart(part, money)),
  }
}

function printPart({ invoice, line, charge, range, ...part }: CreditPart, money: Print) {
  return {
    invoice,
    line,
    charge,
    ...dates(range),
    amount: money(part.amountMinor),
    discount: money(part.discountMinor),
    net: money(part.netMinor),
    tax: money(part.taxMinor),
    total: money(part.totalMinor),
  }
}

/** What a wallet still holds on the last date; what has expired is shown apart. */
function printWallets(grants: readonly Grant[], until: string, money: Print) {
  const total = (chosen: readonly Grant[]): string => money(chosen.reduce((sum, { leftMinor }) => sum + leftMinor, 0n))
  return [...new Set(grants.map(({ wallet }) => wallet))].map((wallet) => {
    const own = grants.filter((grant) => grant.wallet === wallet)
    return {
      wallet,
      balance: total(own.filter((grant) => !isExpired(grant, until))),
      expired: total(own.filter((grant) => isExpired(grant, until))),
    }
  })
}

function discountOf({ coupon, amountMinor }: { coupon: string; amountMinor: bigint }, money: Print) {
  return { coupon, amount: money(amountMinor) }
}

function dates({ start, end }: DateRange) {
  return { from: start, to: end }
}

function optional<K extends string>(name: K, value: bigint | undefined, digits: number): { [key in K]?: string } {
  return (value === undefined ? {} : { [name]: decimalText(value, digits) }) as { [key in K]?: string }
}
