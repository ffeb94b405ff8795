import type { Context, Locale, Page } from '#engine/kernel'
import type { Documents } from '#engine/documents'
import { sql, type Database, type Tx } from '#engine/store'
import {
  act,
  actionsOf,
  agreementsInForce,
  getAgreement,
  listAgreements,
  makeAgreement,
  termsOf,
  type Agreement,
  type AgreementAction,
  type AgreementFilter,
  type NewAgreement,
  type Terms,
} from './agreement/agreements.ts'
import { getInvoice, listInvoices, type InvoiceFilter, type InvoiceRow, type LineRow } from './billing/invoices.ts'
import { partiesOf } from './billing/parties.ts'
import { runAgreement } from './billing/run.ts'
import { invoicePdf } from './document/invoice-document.ts'
import { recordUsage, usageByIds, type StoredUsage, type UsageEvent } from './usage/usage.ts'

/** What the rest of Facet may ask of subscription and tell it. */
export interface SubscriptionService {
  /** The same `source` again answers the same agreement. Refuses terms that billing could not read, with every problem. */
  makeAgreement(context: Context, agreement: NewAgreement): Promise<Agreement>
  /** Does something under an agreement, once for each `source`. */
  act(context: Context, agreementId: string, action: AgreementAction, source: string): Promise<Agreement>
  getAgreement(
    context: Context,
    agreementId: string,
  ): Promise<{ agreement: Agreement; terms: Terms; actions: AgreementAction[] }>
  listAgreements(context: Context, filter: AgreementFilter): Promise<Page<Agreement>>
  /** Agreements of a customer that are in force on a local date, newest first. */
  agreementsInForce(context: Context, customerId: string, on: string): Promise<Agreement[]>
  /** All or nothing; each (source, id) counts once and for ever. */
  recordUsage(context: Context, events: readonly UsageEvent[]): Promise<{ added: number; repeated: number }>
  /** Bills every agreement, or one, up to a date; answers the new invoices. A second run makes nothing. */
  runInvoices(context: Context, until: string, agreementId?: string): Promise<string[]>
  listInvoices(context: Context, filter: InvoiceFilter): Promise<Page<InvoiceRow>>
  getInvoice(context: Context, invoiceId: string): Promise<{ invoice: InvoiceRow; lines: LineRow[] }>
  lineEvents(context: Context, invoiceId: string, line: number): Promise<StoredUsage[]>
  invoicePdf(context: Context, invoiceId: string, locale: Locale): Promise<{ name: string; pdf: Buffer }>
}

export interface SubscriptionParts {
  readonly database: Database
  readonly documents: Documents
  /** The address of the customers' portal, for the link on an invoice. */
  readonly portalUrl: string
}

export function createSubscription({ database, documents, portalUrl }: SubscriptionParts): SubscriptionService {
  const inside = <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  return {
    makeAgreement: (context, agreement) => inside(context, (tx) => makeAgreement(tx, context, agreement)),
    act: (context, agreementId, action, source) =>
      inside(context, async (tx) => {
        await act(tx, context, agreementId, action, source)
        return getAgreement(tx, context, agreementId)
      }),
    getAgreement: (context, agreementId) =>
      inside(context, async (tx) => ({
        agreement: await getAgreement(tx, context, agreementId),
        terms: await termsOf(tx, agreementId),
        actions: await actionsOf(tx, agreementId),
      })),
    listAgreements: (context, filter) => inside(context, (tx) => listAgreements(tx, context, filter)),
    agreementsInForce: (context, customerId, on) => inside(context, (tx) => agreementsInForce(tx, customerId, on)),
    recordUsage: (context, events) => inside(context, (tx) => recordUsage(tx, context, events)),
    runInvoices: async (context, until, agreementId) => {
      const agreements = agreementId === undefined ? await inside(context, (tx) => startedBy(tx, until)) : [agreementId]
      const invoices: string[] = []
      // One transaction an agreement: a wrong one stops nobody else's invoice.
      for (const id of agreements)
        invoices.push(...(await inside(context, (tx) => runAgreement(tx, context, id, until))))
      return invoices
    },
    listInvoices: (context, filter) => inside(context, (tx) => listInvoices(tx, context, filter)),
    getInvoice: (context, invoiceId) => inside(context, (tx) => getInvoice(tx, context, invoiceId)),
    lineEvents: (context, invoiceId, line) =>
      inside(context, async (tx) => {
        const { invoice, lines } = await getInvoice(tx, context, invoiceId)
        const events = lines.find((each) => each.line === line)?.evidence.events ?? []
        return usageByIds(tx, invoice.agreementId, events)
      }),
    invoicePdf: (context, invoiceId, locale) =>
      inside(context, async (tx) => {
        const { invoice, lines } = await getInvoice(tx, context, invoiceId)
        const parties = await partiesOf(tx, context, invoice, portalUrl)
        return { name: `${invoice.number}.pdf`, pdf: invoicePdf(documents, locale, invoice, lines, parties) }
      }),
  }
}

async function startedBy(tx: Tx, until: string): Promise<string[]> {
  const rows = await tx.all(sql<{ id: string }>`
    select agreement_id as id from subscription.agreement where starts_on <= ${until}::date order by number`)
  return rows.map(({ id }) => id)
}
