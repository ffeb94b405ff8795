import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { visibleTo, type Agreement } from '../agreement/agreements.ts'
import { creditIssued } from '../events.ts'
import type { CreditNote } from '../invoice/document/invoice.ts'
import type { DocumentNames } from './run.ts'

export interface CreditNoteRow {
  readonly creditNoteId: string
  readonly number: string
  readonly agreementId: string
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly date: string
  readonly reason: string
  /** Paid out, instead of reducing the next invoices. */
  readonly refund: boolean
  readonly currency: string
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
  readonly lines: readonly CreditLineRow[]
}

export interface CreditLineRow {
  readonly line: number
  readonly invoiceLine: number
  readonly charge: string
  readonly rangeStart: string
  readonly rangeEnd: string
  /** Minor units as text. */
  readonly totalMinor: string
}

/** The credit notes of an agreement or of one invoice, newest first. */
export function creditNotesOf(
  tx: Tx,
  context: Context,
  { agreementId, invoiceId }: { agreementId?: string; invoiceId?: string },
): Promise<CreditNoteRow[]> {
  return tx.all(sql<CreditNoteRow>`
    select c.credit_note_id as "creditNoteId", c.number, c.agreement_id as "agreementId", c.invoice_id as "invoiceId",
      i.number as "invoiceNumber", c.date, c.reason, c.refund, c.currency, c.net_minor as "netMinor",
      c.tax_minor as "taxMinor", c.total_minor as "totalMinor", (
        select jsonb_agg(jsonb_build_object('line', l.line, 'invoiceLine', l.invoice_line, 'charge', l.charge,
          'rangeStart', l.range_start, 'rangeEnd', l.range_end, 'totalMinor', l.total_minor::text) order by l.line)
        from subscription.credit_note_line l
        where l.tenant_id = c.tenant_id and l.credit_note_id = c.credit_note_id) as lines
    from (select * from subscription.credit_note where ${visibleTo(context)}) c
    join subscription.invoice i on i.tenant_id = c.tenant_id and i.invoice_id = c.invoice_id
    where (${agreementId ?? null}::uuid is null or c.agreement_id = ${agreementId ?? null})
      and (${invoiceId ?? null}::uuid is null or c.invoice_id = ${invoiceId ?? null})
    order by c.date desc, c.number desc`)
}

export async function storeCreditNote(
  tx: Tx,
  context: Context,
  { agreementId, customerId, currency }: Agreement,
  note: CreditNote,
  names: DocumentNames,
): Promise<void> {
  const { id: creditNoteId, number } = names.get(note.number)!
  const invoiceId = names.get(note.parts[0]!.invoice)!.id
  await tx.run(sql`
    insert into subscription.credit_note (tenant_id, credit_note_id, number, agreement_id, customer_id, invoice_id,
      bill_number, date, reason, refund, currency, net_minor, tax_minor, total_minor, created_at)
    values (${context.tenantId}, ${creditNoteId}, ${number}, ${agreementId}, ${customerId}, ${invoiceId}, ${note.number},
      ${note.date}, ${note.reason}, ${note.refund}, ${currency}, ${note.netMinor}, ${note.taxMinor}, ${note.totalMinor},
      ${clock.date()})`)
  for (const [index, part] of note.parts.entries()) {
    await tx.run(sql`
      insert into subscription.credit_note_line (tenant_id, credit_note_id, line, invoice_line, charge, range_start,
        range_end, net_minor, tax_minor, total_minor)
      values (${context.tenantId}, ${creditNoteId}, ${index + 1}, ${part.line}, ${part.charge}, ${part.range.start},
        ${part.range.end}, ${part.netMinor}, ${part.taxMinor}, ${part.totalMinor})`)
  }
  const totalMinor = note.totalMinor.toString()
  await emit(tx, context, creditIssued, {
    creditNoteId,
    number,
    invoiceId,
    agreementId,
    customerId,
    totalMinor,
    currency,
  })
}
