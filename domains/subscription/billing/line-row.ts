import type { InvoiceLine } from '../invoice/document/invoice.ts'
import { decimalText, PRICE_DIGITS, QUANTITY_DIGITS } from '../pricing/exact.ts'
import type { LineRow } from './invoices.ts'

/** A reckoned line as it is stored and shown. */
export function lineRowOf(line: InvoiceLine): LineRow {
  const { number, kind, charge, name, range, days, of, netMinor, taxMinor, totalMinor, taxes } = line
  return {
    line: number,
    kind,
    charge,
    name: name ?? charge,
    rangeStart: range.start,
    rangeEnd: range.end,
    days,
    ofDays: of,
    quantity: optional(line.quantity, QUANTITY_DIGITS),
    unitPrice: optional(line.unitPrice, PRICE_DIGITS),
    netMinor,
    taxMinor,
    taxPercent: taxes[0] ? decimalText(taxes[0].rate, PRICE_DIGITS - 2) : null,
    totalMinor,
    rating: line.rating.map(({ label, quantity, unitPrice }) => ({
      label,
      quantity: optional(quantity, QUANTITY_DIGITS),
      unitPrice: optional(unitPrice, PRICE_DIGITS),
    })),
    evidence: { events: line.events, spans: line.spans, devices: line.devices },
  }
}

function optional(value: bigint | undefined, digits: number): string | null {
  return value === undefined ? null : decimalText(value, digits)
}
