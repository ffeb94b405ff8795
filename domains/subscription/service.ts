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
import { holdingsOf, type Holdings } from './agreement/holdings.ts'
import { creditNotesOf, type CreditNoteRow } from './billing/credit-notes.ts'
import { estimateMonth, type Estimate } from './billing/estimate.ts'
import {
  getInvoice,
  listInvoices,
  payInvoice,
  type Payment,
  type InvoiceFilter,
  type InvoiceRow,
  type LineRow,
} from './billing/invoices.ts'
import { withCustomerNames, type Named } from './billing/names.ts'
import { partiesOf } from './billing/parties.ts'
import { runAgreement } from './billing/run.ts'
import { invoicePdf, type InvoiceParties } from './document/invoice-document.ts'
import { usageSeries, type UsageSeries } from './usage/series.ts'
import { recordUsage, usageByIds, type StoredUsage, type UsageEvent } from './usage/usage.ts'

/** What the rest of Facet may ask of subscription and tell it. */
export interface SubscriptionService {
  /** The same `source` again answers the same agreement. Refuses terms that billing could not read, with every problem. */
  makeAgreement(context: Context, agreement: NewAgreement): Promise<Agreement>
  /** Does something under an agreement, once for each `source`. */
  act(context: Context, agreementId: string, action: AgreementAction, source: string): Promise<Agreement>
  getAgreement(context: Context, agreementId: string): Promise<AgreementDetail>
  listAgreements(context: Context, filter: AgreementFilter): Promise<Page<Named<Agreement>>>
  /** What the current month comes to; a dry run of billing. */
  estimate(context: Context, agreementId: string): Promise<Estimate>
  estimateEvents(context: Context, agreementId: string, line: number): Promise<StoredUsage[]>
  /** A meter day by day over `[from, to)`; undefined when the agreement measures nothing. */
  readUsage(context: Context, agreementId: string, asked: UsageQuery): Promise<UsageSeries | undefined>
  /** Agreements of a customer that are in force on a local date, newest first. */
  agreementsInForce(context: Context, customerId: string, on: string): Promise<Agreement[]>
  /** All or nothing; each (source, id) counts once and for ever. */
  recordUsage(context: Context, events: readonly UsageEvent[]): Promise<{ added: number; repeated: number }>
  /**
   * Bills every agreement, or one, up to a date, at most today at the customer's; answers the new invoices.
   * A second run makes nothing.
   */
  runInvoices(context: Context, until: string, agreementId?: string): Promise<string[]>
  listInvoices(context: Context, filter: InvoiceFilter): Promise<Page<Named<InvoiceRow>>>
  getInvoice(context: Context, invoiceId: string): Promise<InvoiceDetail>
  /** The money has come, once. Refuses `subscription.invoice-not-open`. */
  payInvoice(context: Context, invoiceId: string, payment: Payment): Promise<void>
  lineEvents(context: Context, invoiceId: string, line: number): Promise<StoredUsage[]>
  invoicePdf(context: Context, invoiceId: string, locale: Locale): Promise<{ name: string; pdf: Buffer }>
}

export interface AgreementDetail {
  readonly agreement: Named<Agreement>
  readonly terms: Terms
  readonly actions: readonly AgreementAction[]
  readonly holdings: Holdings
  readonly creditNotes: readonly CreditNoteRow[]
}

export interface InvoiceDetail {
  readonly invoice: Named<InvoiceRow>
  readonly lines: readonly LineRow[]
  /** What was taken back of it. */
  readonly creditNotes: readonly CreditNoteRow[]
  readonly parties: InvoiceParties
}

export interface UsageQuery {
  readonly meter?: string | undefined
  readonly from: string
  readonly to: string
}

export interface SubscriptionParts {
  readonly database: Database
  readonly documents: Documents
  /** The address of the customers' portal, for the link on an invoice. */
  readonly portalUrl: string
}

type Inside = <T>(context: Context, work: (tx: Tx) => Promise<T>) => Promise<T>
type AgreementPart = Pick<
  SubscriptionService,
  | 'makeAgreement'
  | 'act'
  | 'getAgreement'
  | 'listAgreements'
  | 'agreementsInForce'
  | 'estimate'
  | 'estimateEvents'
  | 'readUsage'
>

export function createSubscription(parts: SubscriptionParts): SubscriptionService {
  const inside: Inside = (context, work) => parts.database.withTenant(context, work)
  return { ...agreementPart(inside), ...billingPart(inside, parts) }
}

function agreementPart(inside: Inside): AgreementPart {
  return {
    makeAgreement: (context, agreement) => inside(context, (tx) => makeAgreement(tx, context, agreement)),
    act: (context, agreementId, action, source) =>
      inside(context, async (tx) => {
        await act(tx, context, agreementId, action, source)
        return getAgreement(tx, context, agreementId)
      }),
    getAgreement: (context, agreementId) => inside(context, (tx) => describeAgreement(tx, context, agreementId)),
    listAgreements: (context, filter) =>
      inside(context, async (tx) => {
        const page = await listAgreements(tx, context, filter)
        return { ...page, items: await withCustomerNames(tx, context, page.items) }
      }),
    estimate: (context, agreementId) =>
      inside(context, async (tx) => {
        await getAgreement(tx, context, agreementId)
        return estimateMonth(tx, agreementId)
      }),
    estimateEvents: (context, agreementId, line) =>
      inside(context, async (tx) => {
        await getAgreement(tx, context, agreementId)
        const { lines } = await estimateMonth(tx, agreementId)
        return usageByIds(tx, agreementId, lines.find((each) => each.line === line)?.evidence.events ?? [])
      }),
    readUsage: (context, agreementId, asked) =>
      inside(context, async (tx) => {
        await getAgreement(tx, context, agreementId)
        return usageSeries(tx, agreementId, asked)
      }),
    agreementsInForce: (context, customerId, on) => inside(context, (tx) => agreementsInForce(tx, customerId, on)),
  }
}

function billingPart(
  inside: Inside,
  { documents, portalUrl }: SubscriptionParts,
): Omit<SubscriptionService, keyof AgreementPart> {
  return {
    recordUsage: (context, events) => inside(context, (tx) => recordUsage(tx, context, events)),
    runInvoices: async (context, until, agreementId) => {
      const agreements = agreementId === undefined ? await inside(context, (tx) => startedBy(tx, until)) : [agreementId]
      const invoices: string[] = []
      // One transaction an agreement: a wrong one stops nobody else's invoice.
      for (const id of agreements)
        invoices.push(...(await inside(context, (tx) => runAgreement(tx, context, id, until))))
      return invoices
    },
    listInvoices: (context, filter) =>
      inside(context, async (tx) => {
        const page = await listInvoices(tx, context, filter)
        return { ...page, items: await withCustomerNames(tx, context, page.items) }
      }),
    getInvoice: (context, invoiceId) =>
      inside(context, async (tx) => {
        const { invoice, lines } = await getInvoice(tx, context, invoiceId)
        const [[named], creditNotes, parties] = await Promise.all([
          withCustomerNames(tx, context, [invoice]),
          creditNotesOf(tx, context, { invoiceId }),
          partiesOf(tx, context, invoice, portalUrl),
        ])
        return { invoice: named!, lines, creditNotes, parties }
      }),
    payInvoice: (context, invoiceId, payment) =>
      inside(context, async (tx) => void (await payInvoice(tx, context, invoiceId, payment))),
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

async function describeAgreement(tx: Tx, context: Context, agreementId: string): Promise<AgreementDetail> {
  const agreement = await getAgreement(tx, context, agreementId)
  const [[named], terms, actions, holdings, creditNotes] = await Promise.all([
    withCustomerNames(tx, context, [agreement]),
    termsOf(tx, agreementId),
    actionsOf(tx, agreementId),
    holdingsOf(tx, agreementId),
    creditNotesOf(tx, context, { agreementId }),
  ])
  return { agreement: named!, terms, actions, holdings, creditNotes }
}

async function startedBy(tx: Tx, until: string): Promise<string[]> {
  const rows = await tx.all(sql<{ id: string }>`
    select agreement_id as id from subscription.agreement where starts_on <= ${until}::date order by number`)
  return rows.map(({ id }) => id)
}
