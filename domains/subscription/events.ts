import { z } from 'zod'
import { defineEvent } from '#engine/events'

export const agreementMade = defineEvent(
  'subscription.agreement_made',
  z.object({ agreementId: z.uuid(), number: z.string(), customerId: z.uuid(), source: z.string().nullable() }),
  { aggregate: ({ agreementId }) => `agreement:${agreementId}`, topics: () => ['subscription.agreements'] },
)

export const invoiceFinal = defineEvent(
  'subscription.invoice_final',
  z.object({
    invoiceId: z.uuid(),
    number: z.string(),
    agreementId: z.uuid(),
    customerId: z.uuid(),
    totalMinor: z.string(),
    currency: z.string(),
    dueDate: z.string(),
  }),
  { aggregate: ({ agreementId }) => `agreement:${agreementId}`, topics: () => ['subscription.invoices'] },
)

export const creditIssued = defineEvent(
  'subscription.credit_issued',
  z.object({
    creditNoteId: z.uuid(),
    number: z.string(),
    invoiceId: z.uuid(),
    agreementId: z.uuid(),
    customerId: z.uuid(),
    totalMinor: z.string(),
    currency: z.string(),
  }),
  { aggregate: ({ agreementId }) => `agreement:${agreementId}`, topics: () => ['subscription.invoices'] },
)

export const invoicePaid = defineEvent(
  'subscription.invoice_paid',
  z.object({
    invoiceId: z.uuid(),
    number: z.string(),
    agreementId: z.uuid(),
    customerId: z.uuid(),
    paidOn: z.string(),
  }),
  { aggregate: ({ agreementId }) => `agreement:${agreementId}`, topics: () => ['subscription.invoices'] },
)

/** Something was done under an agreement: its pages read again. */
export const agreementChanged = defineEvent(
  'subscription.agreement_changed',
  z.object({ agreementId: z.uuid(), act: z.string() }),
  { aggregate: ({ agreementId }) => `agreement:${agreementId}`, topics: () => ['subscription.agreements'] },
)
