import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { nextNumber } from '#engine/tenancy'
import { actionsOf, getAgreement, termsOf, type Agreement } from '../agreement/agreements.ts'
import { invoiceFinal } from '../events.ts'
import { billAgreement } from '../invoice/bill.ts'
import type { Invoice, InvoiceLine } from '../invoice/document/invoice.ts'
import { readScenario } from '../invoice/scenario/scenario.ts'
import { decimalText, PRICE_DIGITS, QUANTITY_DIGITS } from '../pricing/exact.ts'
import { usageOf } from '../usage/usage.ts'

/**
 * Bills an agreement up to a date: everything is reckoned anew from the first day, and what has not been invoiced yet
 * becomes invoices. A second run finds its bills taken and makes nothing. Answers the ids of the new invoices.
 */
export async function runAgreement(tx: Tx, context: Context, agreementId: string, until: string): Promise<string[]> {
  await tx.run(sql`select from subscription.agreement where agreement_id = ${agreementId} for update`)
  const agreement = await getAgreement(tx, context, agreementId)
  const [terms, actions, usage] = await Promise.all([
    termsOf(tx, agreementId),
    actionsOf(tx, agreementId),
    usageOf(tx, agreementId, until),
  ])
  const events = usage.map(({ source, id, meter, at, value, properties, receivedAt }) => ({
    source,
    id,
    meter,
    at,
    received: receivedAt < at ? at : receivedAt,
    ...(value === null ? {} : { value }),
    properties,
  }))
  const { invoices } = billAgreement(readScenario({ ...terms, actions, events }, until))
  const taken = new Set(await billsOf(tx, agreementId))
  const fresh = invoices.filter(({ number }) => !taken.has(number))
  const ids: string[] = []
  for (const invoice of fresh) ids.push(await storeInvoice(tx, context, agreement, invoice))
  return ids
}

async function billsOf(tx: Tx, agreementId: string): Promise<string[]> {
  const rows = await tx.all(sql<{ bill: string }>`
    select bill_number as bill from subscription.invoice where agreement_id = ${agreementId}`)
  return rows.map(({ bill }) => bill)
}

async function storeInvoice(tx: Tx, context: Context, agreement: Agreement, invoice: Invoice): Promise<string> {
  const invoiceId = newId()
  const number = await nextNumber(tx, context, 'INV', Number(invoice.date.slice(0, 4)))
  const starts = invoice.lines.map(({ range }) => range.start).toSorted()
  const ends = invoice.lines.map(({ range }) => range.end).toSorted()
  await tx.run(sql`
    insert into subscription.invoice (tenant_id, invoice_id, number, agreement_id, customer_id, bill_number, date, due_date,
      period_start, period_end, currency, net_minor, tax_minor, total_minor, created_at)
    values (${context.tenantId}, ${invoiceId}, ${number}, ${agreement.agreementId}, ${agreement.customerId}, ${invoice.number},
      ${invoice.date}, ${invoice.dueDate}, ${starts[0] ?? invoice.date}, ${ends.at(-1) ?? invoice.date}, ${agreement.currency},
      ${invoice.netMinor}, ${invoice.taxMinor}, ${invoice.totalMinor}, ${clock.date()})`)
  for (const line of invoice.lines) await storeLine(tx, context, invoiceId, line)
  await emit(tx, context, invoiceFinal, {
    invoiceId,
    number,
    agreementId: agreement.agreementId,
    customerId: agreement.customerId,
    totalMinor: invoice.totalMinor.toString(),
    currency: agreement.currency,
    dueDate: invoice.dueDate,
  })
  return invoiceId
}

async function storeLine(tx: Tx, context: Context, invoiceId: string, line: InvoiceLine): Promise<void> {
  const { events, spans, devices } = line
  const rating = line.rating.map(({ label, quantity, unitPrice }) => ({
    label,
    quantity: optional(quantity, QUANTITY_DIGITS),
    unitPrice: optional(unitPrice, PRICE_DIGITS),
  }))
  await tx.run(sql`
    insert into subscription.invoice_line (tenant_id, invoice_id, line, kind, charge, name, range_start, range_end, days,
      of_days, quantity, unit_price, net_minor, tax_minor, tax_percent, total_minor, rating, evidence)
    values (${context.tenantId}, ${invoiceId}, ${line.number}, ${line.kind}, ${line.charge}, ${line.name ?? line.charge},
      ${line.range.start}, ${line.range.end}, ${line.days}, ${line.of}, ${optional(line.quantity, QUANTITY_DIGITS)},
      ${optional(line.unitPrice, PRICE_DIGITS)}, ${line.netMinor}, ${line.taxMinor},
      ${line.taxes[0] ? decimalText(line.taxes[0].rate, PRICE_DIGITS - 2) : null}, ${line.totalMinor},
      ${JSON.stringify(rating)}, ${JSON.stringify({ events, spans, devices })})`)
}

function optional(value: bigint | undefined, digits: number): string | null {
  return value === undefined ? null : decimalText(value, digits)
}
