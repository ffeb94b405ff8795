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

/** What one step of the relay has moved: how many, the last place given, and which kinds of events. */
export interface Sequenced {
  readonly count: number
  readonly last: bigint | null
  readonly names: readonly string[]
}

/** Gives the committed events of the outbox their place in the log, oldest first. */
export async function sequenceOutbox(tx: Tx, limit: number): Promise<Sequenced> {
  return tx.one(sql<Sequenced>`
    with picked as (select tenant_id, id from engine.outbox order by position limit ${limit}),
    moved as (
      delete from engine.outbox o using picked p where o.tenant_id = p.tenant_id and o.id = p.id returning o.*
    ),
    logged as (
      insert into engine.event (tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at)
      select tenant_id, id, name, aggregate, topics, data, actor, trace_id, occurred_at from moved order by position
      returning seq, name
    )
    select count(*)::int as count, max(seq) as last, coalesce(array_agg(distinct name), '{}') as names from logged`)
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
