import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** Usage that arrived in its time, for the demo company. */
export interface DemoUsage {
  readonly source: string
  readonly id: string
  readonly meter: string
  readonly at: string
  readonly value: string
}

export async function seedUsage(
  tx: Tx,
  { tenantId }: Context,
  agreementId: string,
  usage: readonly DemoUsage[],
): Promise<void> {
  await tx.run(sql`
    insert into subscription.usage_event (tenant_id, source, id, agreement_id, meter, at, value, received_at)
    select ${tenantId}, u.source, u.id, ${agreementId}, u.meter, u.at, u.value, u.at
    from jsonb_to_recordset(${JSON.stringify(usage)}::jsonb) as u (source text, id text, meter text, at timestamptz, value numeric)`)
}
