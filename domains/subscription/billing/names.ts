import type { Context } from '#engine/kernel'
import { organisationsByIds } from '#engine/party'
import type { Tx } from '#engine/store'

/** With the customer's name, as people read it, and the name in the other language. */
export type Named<T> = T & { readonly customerName: string | null; readonly customerAlias: string | null }

export async function withCustomerNames<T extends { readonly customerId: string }>(
  tx: Tx,
  context: Context,
  rows: readonly T[],
): Promise<Named<T>[]> {
  const ids = [...new Set(rows.map(({ customerId }) => customerId))]
  const customers = new Map((await organisationsByIds(tx, context, ids)).map((customer) => [customer.id, customer]))
  return rows.map((row) => {
    const { name = null, alias = null } = customers.get(row.customerId) ?? {}
    return { ...row, customerName: name, customerAlias: alias }
  })
}
