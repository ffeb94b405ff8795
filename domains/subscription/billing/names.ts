import type { Context } from '#engine/kernel'
import { organisationsByIds } from '#engine/party'
import type { Tx } from '#engine/store'

/** With the customer's name, as people read it. */
export type Named<T> = T & { readonly customerName: string | null }

export async function withCustomerNames<T extends { readonly customerId: string }>(
  tx: Tx,
  context: Context,
  rows: readonly T[],
): Promise<Named<T>[]> {
  const ids = [...new Set(rows.map(({ customerId }) => customerId))]
  const names = new Map((await organisationsByIds(tx, context, ids)).map(({ id, name }) => [id, name]))
  return rows.map((row) => ({ ...row, customerName: names.get(row.customerId) ?? null }))
}
