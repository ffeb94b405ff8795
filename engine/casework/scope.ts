import type { Context } from '#engine/kernel'
import { sql } from '#engine/store'
import type { RawBuilder } from 'kysely'

/** The tenant's cases, and for a customer's user only those of that customer. Columns of `engine.case c`. */
export function mayTouch({ tenantId, actor }: Context): RawBuilder<boolean> {
  const own = actor.customerId === undefined ? sql`true` : sql`c.customer_id = ${actor.customerId}`
  return sql<boolean>`c.tenant_id = ${tenantId} and ${own}`
}

export function isCustomer({ actor }: Context): boolean {
  return actor.customerId !== undefined
}
