import { routes, type RouteSet } from '#engine/http'
import type { InvoiceRow, LineRow } from './billing/invoices.ts'
import { subscriptionContract } from './contract.ts'
import type { SubscriptionService } from './service.ts'

export function subscriptionRoutes(subscription: SubscriptionService): RouteSet {
  return routes(subscriptionContract, {
    listAgreements: ({ query, context }) => subscription.listAgreements(context, query),
    getAgreement: async ({ params, context }) => {
      const { agreement, terms, actions } = await subscription.getAgreement(context, params.id)
      return {
        agreement,
        terms: { ...terms },
        actions: actions.map((action) => ({ ...action })),
        version: agreement.version,
      }
    },
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
      const { invoice, lines } = await subscription.getInvoice(context, params.id)
      return { invoice: shownInvoice(invoice), lines: lines.map(shownLine), version: invoice.version }
    },
    lineEvents: async ({ params, context }) => ({
      items: await subscription.lineEvents(context, params.id, params.line),
    }),
  })
}

function shownInvoice(invoice: InvoiceRow) {
  const { netMinor, taxMinor, totalMinor, state } = invoice
  return {
    ...invoice,
    state: state as 'final' | 'paid' | 'void',
    netMinor: netMinor.toString(),
    taxMinor: taxMinor.toString(),
    totalMinor: totalMinor.toString(),
  }
}

function shownLine(line: LineRow) {
  const { netMinor, taxMinor, totalMinor, rating, evidence } = line
  return {
    ...line,
    netMinor: netMinor.toString(),
    taxMinor: taxMinor.toString(),
    totalMinor: totalMinor.toString(),
    rating: [...rating],
    evidence: { events: [...evidence.events], spans: [...evidence.spans], devices: [...evidence.devices] },
  }
}
