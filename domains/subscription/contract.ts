import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, route } from '#engine/http/contract'

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
    state: z.enum(['final', 'paid', 'void']),
    version: z.int(),
  })
  .meta({ id: 'Invoice' })

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
    unitPrice: z.string().nullable(),
    netMinor: amount,
    taxMinor: amount,
    taxPercent: z.string().nullable(),
    totalMinor: amount,
    rating: z.array(z.object({ label: z.string(), quantity: z.string().nullable(), unitPrice: z.string().nullable() })),
    evidence: z.object({ events: z.array(z.string()), spans: z.array(z.string()), devices: z.array(z.string()) }),
  })
  .meta({ id: 'InvoiceLine' })

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

export const subscriptionContract = {
  listAgreements: route({
    method: 'GET',
    path: '/api/subscription/agreements',
    summary: 'Agreements, newest number first',
    may: 'subscription.agreement.read',
    query: pageQuery.extend({ customerId: z.uuid().optional() }),
    out: pageOf(agreement),
  }),
  getAgreement: route({
    method: 'GET',
    path: '/api/subscription/agreements/:id',
    summary: 'One agreement with its terms and what was done under it',
    may: 'subscription.agreement.read',
    params: idParams,
    out: z.object({
      agreement,
      terms: z.record(z.string(), z.unknown()),
      actions: z.array(z.record(z.string(), z.unknown())),
      version: z.int(),
    }),
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
    query: pageQuery.extend({ customerId: z.uuid().optional(), agreementId: z.uuid().optional() }),
    out: pageOf(invoice),
  }),
  getInvoice: route({
    method: 'GET',
    path: '/api/subscription/invoices/:id',
    summary: 'One invoice with its lines',
    may: 'subscription.invoice.read',
    params: idParams,
    out: z.object({ invoice, lines: z.array(invoiceLine), version: z.int() }),
    refusals: ['subscription.invoice-not-found'],
  }),
  lineEvents: route({
    method: 'GET',
    path: '/api/subscription/invoices/:id/lines/:line/events',
    summary: 'The usage behind an invoice line',
    may: 'subscription.invoice.read',
    params: z.object({ id: z.uuid(), line: z.coerce.number().int().min(1) }),
    out: z.object({ items: z.array(usageEvent) }),
    refusals: ['subscription.invoice-not-found'],
  }),
} as const
