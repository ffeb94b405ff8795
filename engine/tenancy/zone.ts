import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** The IANA time zone of the company: what its days and months are cut by. */
export async function tenantZone(tx: Tx, { tenantId }: Pick<Context, 'tenantId'>): Promise<string> {
  const { zone } = await tx.one(sql<{ zone: string }>`select zone from engine.tenant where tenant_id = ${tenantId}`)
  return zone
}
