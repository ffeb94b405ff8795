import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { wakeChains } from './chain.ts'

export interface AuditedChange {
  /** What was done, as `domain.thing.verb`: `desk.incident.assign`. */
  readonly action: string
  /** What it was done to: `incident:<id>`. */
  readonly subject: string
  /** The fields concerned, before and after. No secrets: the trail is kept for ever. */
  readonly before?: unknown
  readonly after?: unknown
}

/** Writes into the trail, in the transaction of the change: both happen or neither. */
export async function audit(tx: Tx, context: Context, change: AuditedChange): Promise<void> {
  const { tenantId, actor, address, traceId } = context
  tx.afterCommit(wakeChains)
  await tx.run(sql`
    with entry as (
      insert into engine.audit_entry (tenant_id, id, at, action, subject, actor_kind, actor_id, actor_name, address,
        trace_id, before, after)
      values (${tenantId}, ${newId()}, ${clock.date()}, ${change.action}, ${change.subject}, ${actor.kind}, ${actor.id},
        ${actor.name}, ${address ?? null}, ${traceId}, ${jsonOf(change.before)}, ${jsonOf(change.after)})
      returning tenant_id, id)
    insert into engine.audit_tail (tenant_id, entry_id) select tenant_id, id from entry`)
}

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value, exact)
}

/** Exact numbers are kept as decimal text. */
function exact(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
