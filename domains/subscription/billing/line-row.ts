import type { InvoiceLine } from '../invoice/document/invoice.ts'
import type { Agreement as Scenario } from '../invoice/scenario/scenario.ts'
import { decimalText, PRICE_DIGITS, QUANTITY_DIGITS } from '../pricing/exact.ts'
import type { LineRow } from './invoices.ts'

/** A reckoned line as it is stored and shown. */
export function lineRowOf(line: InvoiceLine, scenario: Scenario): LineRow {
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
    unit: unitOf(line, scenario),
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

/** Of the meter behind a usage line, where the terms name one. */
function unitOf({ kind, charge }: InvoiceLine, { plans, meters }: Scenario): string | null {
  if (kind !== 'usage') return null
  const charges = Object.values(plans).flatMap((plan) => plan.charges)
  const found = charges.find((each) => each.kind === 'usage' && each.code === charge)
  return found?.kind === 'usage' ? (meters[found.meter]?.unit ?? null) : null
}

function optional(value: bigint | undefined, digits: number): string | null {
  return value === undefined ? null : decimalText(value, digits)
}
