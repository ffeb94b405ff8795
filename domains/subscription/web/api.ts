import type { z } from 'zod'
import { apiOf } from '#kit/data'
import { partyContract } from '#engine/party/contract'
import { subscriptionContract } from '../contract.ts'

export const subscriptionApi = apiOf('subscription', subscriptionContract)
/** Customers for filters. */
export const partyApi = apiOf('party', partyContract)

type Answer<K extends keyof typeof subscriptionContract> = z.infer<(typeof subscriptionContract)[K]['out']>

export type AgreementRow = Answer<'listAgreements'>['items'][number]
export type AgreementDetail = Answer<'getAgreement'>
export type AgreementAction = AgreementDetail['actions'][number]
export type Estimate = Answer<'estimate'>
export type UsageSeries = NonNullable<Answer<'readUsage'>['series']>
export type InvoiceRow = Answer<'listInvoices'>['items'][number]
export type InvoiceDetail = Answer<'getInvoice'>
export type InvoiceLine = InvoiceDetail['lines'][number]
export type CreditNote = InvoiceDetail['creditNotes'][number]
export type UsageEvent = Answer<'lineEvents'>['items'][number]
