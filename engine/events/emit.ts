import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { EventType } from './define.ts'
import { outboxSignal } from './signal.ts'

/**
 * Writes an event beside the change that it tells of, in the same transaction: both happen or neither.
 * The relay is woken once the transaction is durable.
 */
export async function emit<Data>(tx: Tx, context: Context, type: EventType<Data>, data: Data): Promise<void> {
  const told = type.schema.parse(data)
  tx.afterCommit(outboxSignal.wake)
  await tx.run(sql`
    insert into engine.outbox (tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at)
    values (${context.tenantId}, ${newId()}, ${type.name}, ${type.aggregate(told)}, ${[...type.topics(told)]},
      ${JSON.stringify(told, exact)}, ${JSON.stringify(context.actor)}, ${context.traceId}, ${clock.date()})`)
}

/** Exact numbers travel as decimal text. */
function exact(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
