import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { nextNumber } from '#engine/tenancy'
import { getAgreement, termsOf, type Agreement } from '../agreement/agreements.ts'
import { todayIn, zoneOf } from '../agreement/entered.ts'
import { invoiceFinal } from '../events.ts'
import { billAgreement, type Billing } from '../invoice/bill.ts'
import type { CreditNote, Invoice } from '../invoice/document/invoice.ts'
import { storeCreditNote } from './credit-notes.ts'
import type { LineRow, PaymentRow } from './invoices.ts'
import { lineRowOf } from './line-row.ts'
import { scenarioOf } from './scenario.ts'

/**
 * Bills an agreement up to a date: everything is reckoned anew from the first day, and what has not been billed yet
 * becomes invoices and credit notes. A second run finds them taken and makes nothing. Never bills beyond today at the
 * customer's: what is still going to happen there belongs to the next bill. Answers the ids of the new invoices.
 */
export async function runAgreement(tx: Tx, context: Context, agreementId: string, until: string): Promise<string[]> {
  await tx.run(sql`select from subscription.agreement where agreement_id = ${agreementId} for update`)
  const agreement = await getAgreement(tx, context, agreementId)
  const today = todayIn(zoneOf(await termsOf(tx, agreementId)))
  const last = until < today ? until : today
  const scenario = await scenarioOf(tx, agreementId, last)
  const billing = billAgreement(scenario)
  const { invoices, creditNotes } = await freshDocuments(tx, agreementId, billing)
  const names = await nameDocuments(tx, context, agreementId, { invoices, creditNotes })
  for (const invoice of invoices) {
    await storeInvoice(tx, context, agreement, invoice, names)
    await storeLines(
      tx,
      context,
      names.get(invoice.number)!.id,
      invoice.lines.map((line) => lineRowOf(line, scenario)),
    )
  }
  for (const note of creditNotes) await storeCreditNote(tx, context, agreement, note, names)
  await tx.run(sql`
    update subscription.agreement set billed_until = greatest(billed_until, ${last}::date) where agreement_id = ${agreementId}`)
  return invoices.map(({ number }) => names.get(number)!.id)
}

/** The id and the number of a document by its place in the agreement's own sequence. */
export type DocumentNames = ReadonlyMap<string, { readonly id: string; readonly number: string }>

type Documents = Pick<Billing, 'invoices' | 'creditNotes'>

async function freshDocuments(tx: Tx, agreementId: string, billing: Billing): Promise<Documents> {
  const taken = new Set((await storedNames(tx, agreementId)).map(({ bill }) => bill))
  const isFresh = ({ number }: Invoice | CreditNote): boolean => !taken.has(number)
  return { invoices: billing.invoices.filter(isFresh), creditNotes: billing.creditNotes.filter(isFresh) }
}

function storedNames(tx: Tx, agreementId: string): Promise<{ bill: string; id: string; number: string }[]> {
  return tx.all(sql<{ bill: string; id: string; number: string }>`
    select bill_number as bill, invoice_id as id, number from subscription.invoice where agreement_id = ${agreementId}
    union all
    select bill_number, credit_note_id, number from subscription.credit_note where agreement_id = ${agreementId}`)
}

/** New documents get their numbers in the order of their dates; they name one another and those that are stored. */
async function nameDocuments(
  tx: Tx,
  context: Context,
  agreementId: string,
  { invoices, creditNotes }: Documents,
): Promise<DocumentNames> {
  const stored = await storedNames(tx, agreementId)
  const names = new Map(stored.map(({ bill, id, number }) => [bill, { id, number }]))
  const nameAll = async (documents: readonly (Invoice | CreditNote)[], prefix: string) => {
    for (const { number: bill, date } of documents) {
      const number = await nextNumber(tx, context, prefix, Number(date.slice(0, 4)))
      names.set(bill, { id: newId(), number })
    }
  }
  await nameAll(creditNotes, 'CRN')
  await nameAll(invoices, 'INV')
  return names
}

async function storeInvoice(
  tx: Tx,
  context: Context,
  { agreementId, customerId, currency }: Agreement,
  invoice: Invoice,
  names: DocumentNames,
): Promise<void> {
  const { id: invoiceId, number } = names.get(invoice.number)!
  const starts = invoice.lines.map(({ range }) => range.start).toSorted()
  const ends = invoice.lines.map(({ range }) => range.end).toSorted()
  await tx.run(sql`
    insert into subscription.invoice (tenant_id, invoice_id, number, agreement_id, customer_id, bill_number, date, due_date,
      period_start, period_end, currency, net_minor, tax_minor, total_minor, payments, due_minor, created_at)
    values (${context.tenantId}, ${invoiceId}, ${number}, ${agreementId}, ${customerId}, ${invoice.number},
      ${invoice.date}, ${invoice.dueDate}, ${starts[0] ?? invoice.date}, ${ends.at(-1) ?? invoice.date}, ${currency},
      ${invoice.netMinor}, ${invoice.taxMinor}, ${invoice.totalMinor}, ${JSON.stringify(paymentsOf(invoice, names))},
      ${invoice.dueMinor}, ${clock.date()})`)
  const totalMinor = invoice.totalMinor.toString()
  const { dueDate } = invoice
  await emit(tx, context, invoiceFinal, { invoiceId, number, agreementId, customerId, totalMinor, currency, dueDate })
}

function paymentsOf({ credits, payments }: Invoice, names: DocumentNames): PaymentRow[] {
  return [
    ...credits.map(({ creditNote, amountMinor }) => ({
      kind: 'credit' as const,
      name: names.get(creditNote)!.number,
      amountMinor: amountMinor.toString(),
    })),
    ...payments.map(({ wallet, amountMinor }) => ({
      kind: 'wallet' as const,
      name: wallet,
      amountMinor: amountMinor.toString(),
    })),
  ]
}

async function storeLines(tx: Tx, context: Context, invoiceId: string, rows: readonly LineRow[]): Promise<void> {
  for (const row of rows) {
    await tx.run(sql`
      insert into subscription.invoice_line (tenant_id, invoice_id, line, kind, charge, name, range_start, range_end, days,
        of_days, quantity, unit, unit_price, net_minor, tax_minor, tax_percent, total_minor, rating, evidence)
      values (${context.tenantId}, ${invoiceId}, ${row.line}, ${row.kind}, ${row.charge}, ${row.name}, ${row.rangeStart},
        ${row.rangeEnd}, ${row.days}, ${row.ofDays}, ${row.quantity}, ${row.unit}, ${row.unitPrice}, ${row.netMinor}, ${row.taxMinor},
        ${row.taxPercent}, ${row.totalMinor}, ${JSON.stringify(row.rating)}, ${JSON.stringify(row.evidence)})`)
  }
}
