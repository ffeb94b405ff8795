import type { Context, Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import { visibleTo } from '../agreement/agreements.ts'
import { subscriptionRefusals } from '../errors.ts'
import { invoicePaid } from '../events.ts'
import { foundBy } from './found-by.ts'

export interface InvoiceRow {
  readonly invoiceId: string
  readonly number: string
  readonly agreementId: string
  readonly customerId: string
  readonly date: string
  readonly dueDate: string
  readonly periodStart: string
  /** The first day that no longer belongs to it. */
  readonly periodEnd: string
  readonly currency: string
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
  readonly payments: readonly PaymentRow[]
  /** The total less what credit notes and wallets paid of it. */
  readonly dueMinor: bigint
  readonly state: string
  readonly paidOn: string | null
  readonly paymentReference: string | null
  readonly version: number
}

/** What a credit note (by its number) or a wallet paid of an invoice. */
export interface PaymentRow {
  readonly kind: 'credit' | 'wallet'
  readonly name: string
  /** Minor units as text. */
  readonly amountMinor: string
}

export interface LineRow {
  readonly line: number
  readonly kind: string
  readonly charge: string
  readonly name: string
  readonly rangeStart: string
  readonly rangeEnd: string
  readonly days: number
  readonly ofDays: number
  readonly quantity: string | null
  /** What the quantity counts, for people: `TB`. */
  readonly unit: string | null
  readonly unitPrice: string | null
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly taxPercent: string | null
  readonly totalMinor: bigint
  readonly rating: readonly {
    readonly label: string
    readonly quantity: string | null
    readonly unitPrice: string | null
  }[]
  readonly evidence: {
    readonly events: readonly string[]
    readonly spans: readonly string[]
    readonly devices: readonly string[]
  }
}

const COLUMNS =
  sql.raw(`invoice_id as "invoiceId", number, agreement_id as "agreementId", customer_id as "customerId", date,
  due_date as "dueDate", period_start as "periodStart", period_end as "periodEnd", currency, net_minor as "netMinor",
  tax_minor as "taxMinor", total_minor as "totalMinor", payments, due_minor as "dueMinor", state, paid_on as "paidOn",
  payment_reference as "paymentReference", version`)

export interface InvoiceFilter {
  readonly customerId?: string | undefined
  readonly agreementId?: string | undefined
  /** The beginning of a number, or a part of the customer's name. */
  readonly text?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

/** Newest first. */
export async function listInvoices(tx: Tx, context: Context, filter: InvoiceFilter): Promise<Page<InvoiceRow>> {
  const { customerId, agreementId, text, limit, after } = filter
  const rows = await tx.all(sql<InvoiceRow>`
    select ${COLUMNS} from subscription.invoice
    where ${visibleTo(context)} and (${customerId ?? null}::uuid is null or customer_id = ${customerId ?? null})
      and (${agreementId ?? null}::uuid is null or agreement_id = ${agreementId ?? null})
      and ${foundBy(context, text)} and ${beyond(['date', 'invoice_id'], after, 'desc')}
    order by date desc, invoice_id desc limit ${limit + 1}`)
  return toPage(rows, limit, ({ date, invoiceId }) => [date, invoiceId])
}

export async function getInvoice(
  tx: Tx,
  context: Context,
  invoiceId: string,
): Promise<{ invoice: InvoiceRow; lines: LineRow[] }> {
  const invoice = await tx.find(sql<InvoiceRow>`
    select ${COLUMNS} from subscription.invoice where invoice_id = ${invoiceId} and ${visibleTo(context)}`)
  if (!invoice) throw subscriptionRefusals.invoiceNotFound()
  const lines = await tx.all(sql<LineRow>`
    select line, kind, charge, name, range_start as "rangeStart", range_end as "rangeEnd", days, of_days as "ofDays",
      trim_scale(quantity)::text as quantity, unit, trim_scale(unit_price)::text as "unitPrice", net_minor as "netMinor",
      tax_minor as "taxMinor", trim_scale(tax_percent)::text as "taxPercent", total_minor as "totalMinor", rating, evidence
    from subscription.invoice_line where invoice_id = ${invoiceId} order by line`)
  return { invoice, lines }
}

export interface Payment {
  /** A local date. */
  readonly paidOn: string
  /** By which the bank's statement is found again. */
  readonly reference: string
}

/** The money has come. The same reference again changes nothing; another one is refused, as is a void invoice. */
export async function payInvoice(tx: Tx, context: Context, invoiceId: string, payment: Payment): Promise<InvoiceRow> {
  const { invoice } = await getInvoice(tx, context, invoiceId)
  if (invoice.state === 'paid' && invoice.paymentReference === payment.reference) return invoice
  const paid = await tx.find(sql<InvoiceRow>`
    update subscription.invoice set state = 'paid', paid_on = ${payment.paidOn}, payment_reference = ${payment.reference},
      version = version + 1
    where invoice_id = ${invoiceId} and state = 'final' returning ${COLUMNS}`)
  if (!paid) throw subscriptionRefusals.invoiceNotOpen({ number: invoice.number })
  const { number, agreementId, customerId } = paid
  await emit(tx, context, invoicePaid, { invoiceId, number, agreementId, customerId, paidOn: payment.paidOn })
  return paid
}
