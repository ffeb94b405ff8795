import { z } from 'zod'
import { idParams, instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'

/** Renminbi as Chinese bookkeeping writes it, for the invoice on the screen. */
export { amountInWords } from './document/amount-in-words.ts'

const amount = z
  .string()
  .regex(/^-?\d+$/)
  .meta({ description: 'Minor units (fen, cents) as text' })

export const agreement = z
  .object({
    agreementId: z.uuid(),
    number: z.string(),
    name: z.string(),
    customerId: z.uuid(),
    currency: z.string(),
    promise: z.string().nullable(),
    purchaseOrder: z.string().nullable(),
    startsOn: z.iso.date(),
    endsOn: z.iso.date().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Agreement' })

const payment = z
  .object({ kind: z.enum(['credit', 'wallet']), name: z.string(), amountMinor: amount })
  .meta({ id: 'InvoicePayment', description: 'What a credit note, by its number, or a wallet paid of an invoice' })

export const invoice = z
  .object({
    invoiceId: z.uuid(),
    number: z.string(),
    agreementId: z.uuid(),
    customerId: z.uuid(),
    date: z.iso.date(),
    dueDate: z.iso.date(),
    periodStart: z.iso.date(),
    periodEnd: z.iso.date(),
    currency: z.string(),
    netMinor: amount,
    taxMinor: amount,
    totalMinor: amount,
    payments: z.array(payment),
    dueMinor: amount,
    state: z.enum(['final', 'paid', 'void']),
    paidOn: z.iso.date().nullable(),
    paymentReference: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'Invoice' })

const customer = {
  customerName: z.string().nullable(),
  customerAlias: z.string().nullable().meta({ description: 'The name in the other language' }),
}

export const agreementRow = agreement.extend(customer).meta({ id: 'AgreementRow' })

const invoiceLine = z
  .object({
    line: z.int(),
    kind: z.string(),
    charge: z.string(),
    name: z.string(),
    rangeStart: z.iso.date(),
    rangeEnd: z.iso.date(),
    days: z.int(),
    ofDays: z.int(),
    quantity: z.string().nullable(),
    unit: z.string().nullable(),
    unitPrice: z.string().nullable(),
    netMinor: amount,
    taxMinor: amount,
    taxPercent: z.string().nullable(),
    totalMinor: amount,
    rating: z.array(z.object({ label: z.string(), quantity: z.string().nullable(), unitPrice: z.string().nullable() })),
    evidence: z.object({ events: z.array(z.string()), spans: z.array(z.string()), devices: z.array(z.string()) }),
  })
  .meta({ id: 'InvoiceLine' })

export const invoiceRow = invoice.extend(customer).meta({ id: 'InvoiceRow' })

const creditNote = z
  .object({
    creditNoteId: z.uuid(),
    number: z.string(),
    agreementId: z.uuid(),
    invoiceId: z.uuid(),
    invoiceNumber: z.string(),
    date: z.iso.date(),
    reason: z.string(),
    refund: z.boolean(),
    currency: z.string(),
    netMinor: amount,
    taxMinor: amount,
    totalMinor: amount,
    lines: z.array(
      z.object({
        line: z.int(),
        invoiceLine: z.int(),
        charge: z.string(),
        rangeStart: z.iso.date(),
        rangeEnd: z.iso.date(),
        totalMinor: amount,
      }),
    ),
  })
  .meta({ id: 'CreditNote' })

/** Who sends an invoice and who gets it, as they stand on the paper. */
const paper = z.object({
  seller: z.object({ name: z.string(), details: z.string(), footer: z.string(), payment: z.array(z.string()) }),
  customer: z.object({ name: z.string(), lines: z.array(z.string()) }),
  agreementNumber: z.string(),
  purchaseOrder: z.string().nullable(),
})

const holding = z
  .object({
    charge: z.string(),
    name: z.string(),
    quantity: z.string(),
    change: z.string().nullable(),
    changedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'Holding', description: 'What runs today, and what the last change added to it' })

const usageEvent = z
  .object({
    source: z.string(),
    id: z.string(),
    meter: z.string(),
    at: instant,
    value: z.string().nullable(),
    receivedAt: instant,
  })
  .meta({ id: 'UsageEvent' })

const usageSeries = z
  .object({
    meters: z.array(z.string()),
    meter: z.string(),
    name: z.string(),
    aggregation: z.string(),
    unit: z.string().nullable(),
    days: z.array(z.object({ date: z.iso.date(), value: z.number().nullable(), late: z.int() })),
    base: z.number().nullable(),
    limit: z.number().nullable(),
    forecast: z
      .object({
        perDay: z.number(),
        over: z.int(),
        daysToLimit: z.int().nullable(),
        errorDays: z.int().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'UsageSeries' })

const found = z.string().trim().max(100).optional().meta({
  description: "The beginning of a number, or a part of the customer's name; of agreements also of their own name",
})
const lineParams = z.object({ id: z.uuid(), line: z.coerce.number().int().min(1) })
const DAYS_MAX = 400
const DAY_MS = 86_400_000

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS
}

export const subscriptionContract = {
  listAgreements: route({
    method: 'GET',
    path: '/api/subscription/agreements',
    summary: 'Agreements, newest number first',
    may: 'subscription.agreement.read',
    query: pageQuery.extend({ customerId: z.uuid().optional(), text: found }),
    out: pageOf(agreementRow),
  }),
  getAgreement: route({
    method: 'GET',
    path: '/api/subscription/agreements/:id',
    summary: 'One agreement with its terms and what was done under it',
    may: 'subscription.agreement.read',
    params: idParams,
    out: z.object({
      agreement: agreementRow,
      terms: z.record(z.string(), z.unknown()),
      actions: z.array(z.record(z.string(), z.unknown())),
      holdings: z.array(holding),
      interval: z.union([z.object({ months: z.int() }), z.object({ days: z.int() })]).nullable(),
      timing: z.enum(['advance', 'arrears']).nullable(),
      creditNotes: z.array(creditNote),
      version: z.int(),
    }),
    refusals: ['subscription.agreement-not-found'],
  }),
  estimate: route({
    method: 'GET',
    path: '/api/subscription/agreements/:id/estimate',
    summary: 'What the current month comes to if nothing more happens in it; a dry run of billing, nothing is stored',
    may: 'subscription.agreement.read',
    params: idParams,
    out: z.object({
      from: z.iso.date(),
      to: z.iso.date(),
      today: z.iso.date(),
      currency: z.string(),
      netMinor: amount,
      taxMinor: amount,
      totalMinor: amount,
      beforeMinor: amount.nullable(),
      lines: z.array(invoiceLine),
      events: z.int(),
      lateEvents: z.int(),
    }),
    refusals: ['subscription.agreement-not-found'],
  }),
  estimateEvents: route({
    method: 'GET',
    path: '/api/subscription/agreements/:id/estimate/lines/:line/events',
    summary: 'The usage behind a line of the estimate',
    may: 'subscription.agreement.read',
    params: lineParams,
    out: z.object({ items: z.array(usageEvent) }),
    refusals: ['subscription.agreement-not-found'],
  }),
  readUsage: route({
    method: 'GET',
    path: '/api/subscription/agreements/:id/usage',
    summary: 'A meter day by day, with reserved base, limit, and where it is going; null when nothing is measured',
    may: 'subscription.agreement.read',
    params: idParams,
    query: z
      .object({ meter: z.string().max(100).optional(), from: z.iso.date(), to: z.iso.date() })
      .refine(({ from, to }) => from < to && daysBetween(from, to) <= DAYS_MAX, {
        path: ['to'],
        message: `must be 1 to ${DAYS_MAX} days after from`,
      }),
    out: z.object({ series: usageSeries.nullable() }),
    refusals: ['subscription.agreement-not-found'],
  }),
  makeAgreement: route({
    method: 'POST',
    path: '/api/subscription/agreements',
    summary: 'Make an agreement; terms and actions are those of a billing scenario',
    may: 'subscription.agreement.edit',
    body: z.strictObject({
      name: z.string().trim().min(1).max(200),
      customerId: z.uuid(),
      terms: z.record(z.string(), z.unknown()),
      actions: z
        .array(z.looseObject({ do: z.string(), at: z.string() }))
        .min(1)
        .max(1000),
      promise: z.string().max(200).optional(),
      purchaseOrder: z.string().max(60).optional(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date().optional(),
    }),
    out: agreement,
    status: 201,
  }),
  act: route({
    method: 'POST',
    path: '/api/subscription/agreements/:id/actions',
    summary: 'Do something under an agreement: set a quantity, add a device, charge a part …',
    may: 'subscription.agreement.edit',
    params: idParams,
    body: z.strictObject({
      action: z.looseObject({ do: z.string(), at: z.string() }),
      source: z.string().min(1).max(120),
    }),
    out: agreement,
    refusals: ['subscription.agreement-not-found'],
  }),
  runInvoices: route({
    method: 'POST',
    path: '/api/subscription/invoice-runs',
    summary: 'Bill every agreement (or one) up to a date; a second run makes nothing',
    may: 'subscription.invoice.run',
    body: z.strictObject({ until: z.iso.date(), agreementId: z.uuid().optional() }),
    out: z.object({ invoiceIds: z.array(z.uuid()) }),
  }),
  listInvoices: route({
    method: 'GET',
    path: '/api/subscription/invoices',
    summary: 'Invoices, newest first',
    may: 'subscription.invoice.read',
    query: pageQuery.extend({ customerId: z.uuid().optional(), agreementId: z.uuid().optional(), text: found }),
    out: pageOf(invoiceRow),
  }),
  getInvoice: route({
    method: 'GET',
    path: '/api/subscription/invoices/:id',
    summary: 'One invoice with its lines',
    may: 'subscription.invoice.read',
    params: idParams,
    out: z.object({
      invoice: invoiceRow,
      lines: z.array(invoiceLine),
      creditNotes: z.array(creditNote),
      paper,
      version: z.int(),
    }),
    refusals: ['subscription.invoice-not-found'],
  }),
  payInvoice: route({
    method: 'POST',
    path: '/api/subscription/invoices/:id/payment',
    summary: 'Record that the money has come; the same reference again changes nothing',
    may: 'subscription.invoice.pay',
    params: idParams,
    body: z.strictObject({ paidOn: z.iso.date(), reference: z.string().trim().min(1).max(120) }),
    out: noContent,
    status: 204,
    refusals: ['subscription.invoice-not-found', 'subscription.invoice-not-open'],
  }),
  lineEvents: route({
    method: 'GET',
    path: '/api/subscription/invoices/:id/lines/:line/events',
    summary: 'The usage behind an invoice line',
    may: 'subscription.invoice.read',
    params: lineParams,
    out: z.object({ items: z.array(usageEvent) }),
    refusals: ['subscription.invoice-not-found'],
  }),
} as const
