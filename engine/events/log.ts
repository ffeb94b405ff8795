import type { Actor } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** An event as it stands in the log. */
export interface LoggedEvent {
  readonly tenantId: string
  readonly seq: bigint
  readonly id: string
  readonly name: string
  readonly aggregate: string
  readonly topics: readonly string[]
  readonly data: unknown
  readonly actor: Actor
  readonly traceId: string
  readonly occurredAt: string
}

const COLUMNS = sql.raw(`tenant_id as "tenantId", seq, id, name, aggregate, topics, data, actor,
  trace_id as "traceId", occurred_at as "occurredAt"`)

/** Gives the committed events of the outbox their place in the log, oldest first; answers the last place given. */
export async function sequenceOutbox(tx: Tx, limit: number): Promise<{ count: number; last: bigint | null }> {
  return tx.one(sql<{ count: number; last: bigint | null }>`
    with picked as (select tenant_id, id from engine.outbox order by position limit ${limit}),
    moved as (
      delete from engine.outbox o using picked p where o.tenant_id = p.tenant_id and o.id = p.id returning o.*
    ),
    logged as (
      insert into engine.event (tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at)
      select tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at from moved order by position
      returning seq
    )
    select count(*)::int as count, max(seq) as last from logged`)
}

export async function lastSequence(tx: Tx): Promise<bigint> {
  const { seq } = await tx.one(sql<{ seq: bigint }>`select coalesce(max(seq), 0) as seq from engine.event`)
  return seq
}

export function readLog(tx: Tx, after: bigint, limit: number): Promise<LoggedEvent[]> {
  return tx.all(sql<LoggedEvent>`select ${COLUMNS} from engine.event where seq > ${after} order by seq limit ${limit}`)
}

export function readLogOf(
  tx: Tx,
  names: readonly string[],
  range: { after: bigint; upTo: bigint },
  limit: number,
): Promise<LoggedEvent[]> {
  return tx.all(sql<LoggedEvent>`
    select ${COLUMNS} from engine.event
    where seq > ${range.after} and seq <= ${range.upTo} and name = any(${names}) order by seq limit ${limit}`)
}

export function readEvents(tx: Tx, seqs: readonly bigint[]): Promise<LoggedEvent[]> {
  return tx.all(sql<LoggedEvent>`select ${COLUMNS} from engine.event where seq = any(${seqs}) order by seq`)
}
