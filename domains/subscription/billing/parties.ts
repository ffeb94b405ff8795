import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { getAgreement } from '../agreement/agreements.ts'
import type { InvoiceParties } from '../document/invoice-document.ts'
import type { InvoiceRow } from './invoices.ts'

interface Seller {
  readonly name: string
  readonly settings: {
    readonly invoice?: { readonly details?: string; readonly footer?: string; readonly payment?: string[] }
  }
}

/** Names and addresses for the paper: the company from its settings, the customer from the register of organisations. */
export async function partiesOf(
  tx: Tx,
  context: Context,
  invoice: InvoiceRow,
  portalUrl: string,
): Promise<InvoiceParties> {
  const [seller, customer, agreement] = await Promise.all([
    tx.one(sql<Seller>`select name, settings from engine.tenant`),
    tx.find(sql<{ name: string; address: string | null }>`
      select o.name, s.address from engine.organisation o
      left join engine.site s on s.tenant_id = o.tenant_id and s.organisation_id = o.id
      where o.id = ${invoice.customerId} order by s.created_at limit 1`),
    getAgreement(tx, context, invoice.agreementId),
  ])
  const { details = '', footer = seller.name, payment = [] } = seller.settings.invoice ?? {}
  return {
    seller: { name: seller.name, details, footer, payment: [seller.name, ...payment] },
    customer: { name: customer?.name ?? '', lines: customer?.address ? [customer.address] : [] },
    agreementNumber: agreement.number,
    purchaseOrder: agreement.purchaseOrder,
    link: `${portalUrl}/invoices/${invoice.invoiceId}`,
  }
}
