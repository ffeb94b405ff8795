import { routes, type RouteSet } from '#engine/http'
import type { CreditNoteRow } from './billing/credit-notes.ts'
import type { InvoiceRow, LineRow } from './billing/invoices.ts'
import { subscriptionContract } from './contract.ts'
import type { AgreementDetail, SubscriptionService } from './service.ts'
import type { UsageSeries } from './usage/series.ts'

export function subscriptionRoutes(subscription: SubscriptionService): RouteSet {
  return routes(subscriptionContract, {
    listAgreements: ({ query, context }) => subscription.listAgreements(context, query),
    getAgreement: async ({ params, context }) => shownAgreement(await subscription.getAgreement(context, params.id)),
    estimate: async ({ params, context }) => {
      const { beforeMinor, lines, ...estimate } = await subscription.estimate(context, params.id)
      return {
        ...estimate,
        ...amountsOf(estimate),
        beforeMinor: beforeMinor?.toString() ?? null,
        lines: lines.map(shownLine),
      }
    },
    estimateEvents: async ({ params, context }) => ({
      items: await subscription.estimateEvents(context, params.id, params.line),
    }),
    readUsage: async ({ params, query, context }) => ({
      series: shownSeries(await subscription.readUsage(context, params.id, query)),
    }),
    makeAgreement: ({ body, context }) => subscription.makeAgreement(context, body),
    act: ({ params, body, context }) => subscription.act(context, params.id, body.action, body.source),
    runInvoices: async ({ body, context }) => ({
      invoiceIds: await subscription.runInvoices(context, body.until, body.agreementId),
    }),
    listInvoices: async ({ query, context }) => {
      const page = await subscription.listInvoices(context, query)
      return { ...page, items: page.items.map(shownInvoice) }
    },
    getInvoice: async ({ params, context }) => {
      const { invoice, lines, creditNotes, parties } = await subscription.getInvoice(context, params.id)
      const { seller, customer, agreementNumber, purchaseOrder } = parties
      return {
        invoice: shownInvoice(invoice),
        lines: lines.map(shownLine),
        creditNotes: creditNotes.map(shownCreditNote),
        paper: {
          seller: { ...seller, payment: [...seller.payment] },
          customer: { ...customer, lines: [...customer.lines] },
          agreementNumber,
          purchaseOrder,
        },
        version: invoice.version,
      }
    },
    payInvoice: ({ params, body, context }) => subscription.payInvoice(context, params.id, body).then(() => undefined),
    lineEvents: async ({ params, context }) => ({
      items: await subscription.lineEvents(context, params.id, params.line),
    }),
  })
}

interface Amounts {
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
}

function amountsOf({ netMinor, taxMinor, totalMinor }: Amounts) {
  return { netMinor: netMinor.toString(), taxMinor: taxMinor.toString(), totalMinor: totalMinor.toString() }
}

function shownAgreement({ agreement, terms, actions, holdings, creditNotes }: AgreementDetail) {
  return {
    agreement,
    terms: { ...terms },
    actions: actions.map((action) => ({ ...action })),
    holdings: [...holdings.items],
    interval: holdings.interval,
    timing: holdings.timing,
    creditNotes: creditNotes.map(shownCreditNote),
    version: agreement.version,
  }
}

function shownInvoice<T extends InvoiceRow>(invoice: T) {
  return {
    ...invoice,
    ...amountsOf(invoice),
    state: invoice.state as 'final' | 'paid' | 'void',
    dueMinor: invoice.dueMinor.toString(),
    payments: [...invoice.payments],
  }
}

function shownLine(line: LineRow) {
  const { rating, evidence } = line
  return {
    ...line,
    ...amountsOf(line),
    rating: [...rating],
    evidence: { events: [...evidence.events], spans: [...evidence.spans], devices: [...evidence.devices] },
  }
}

function shownCreditNote(note: CreditNoteRow) {
  return { ...note, ...amountsOf(note), lines: [...note.lines] }
}

function shownSeries(series: UsageSeries | undefined) {
  return series === undefined ? null : { ...series, meters: [...series.meters], days: [...series.days] }
}
