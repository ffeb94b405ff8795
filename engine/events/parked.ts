import { clock, type Context } from '#engine/kernel'
import { beyond, sql, toPage, type Database, type Tx } from '#engine/store'
import type { Page } from '#engine/kernel'
import type { LoggedEvent } from './log.ts'

/** Deliveries that did not succeed at once: they wait, in order, and die visibly when nothing helps. */

/** 1 s, 2 s, 4 s … 10 min: twelve attempts within about three quarters of an hour. */
const ATTEMPTS_MAX = 12
const BACK_OFF_MAX_MS = 600_000

export interface DueDelivery {
  readonly tenantId: string
  readonly seq: bigint
  readonly aggregate: string
  readonly attempts: number
}

export interface Failure {
  readonly error: unknown
  /** A refusal stays a refusal: another attempt would only repeat it. */
  readonly final: boolean
}

/** Aggregates of which something already waits: later events of theirs must wait behind it. */
export async function blockedAggregates(
  tx: Tx,
  subscriber: string,
  events: readonly LoggedEvent[],
): Promise<Set<string>> {
  const rows = await tx.all(sql<{ tenantId: string; aggregate: string }>`
    select distinct tenant_id as "tenantId", aggregate from engine.delivery
    where subscriber = ${subscriber} and not dead
      and tenant_id = any(${events.map((event) => event.tenantId)}::uuid[])
      and aggregate = any(${events.map((event) => event.aggregate)})`)
  return new Set(rows.map(aggregateKey))
}

export function aggregateKey(event: { tenantId: string; aggregate: string }): string {
  return `${event.tenantId} ${event.aggregate}`
}

/** Puts an event aside, after a failed first attempt or behind one that failed before it. */
export async function park(tx: Tx, subscriber: string, event: LoggedEvent, failure?: Failure): Promise<void> {
  const attempts = failure ? 1 : 0
  await tx.run(sql`
    insert into engine.delivery (tenant_id, subscriber, seq, aggregate, attempts, next_attempt_at, dead, error)
    values (${event.tenantId}, ${subscriber}, ${event.seq}, ${event.aggregate}, ${attempts}, ${nextAttempt(attempts)},
      ${failure?.final ?? false}, ${failure ? describe(failure.error) : null})
    on conflict do nothing`)
}

/** For each aggregate the oldest waiting delivery, if its time has come. */
export function dueDeliveries(tx: Tx, subscriber: string, limit: number): Promise<DueDelivery[]> {
  return tx.all(sql<DueDelivery>`
    select tenant_id as "tenantId", seq, aggregate, attempts from engine.delivery d
    where subscriber = ${subscriber} and not dead and next_attempt_at <= ${clock.date()}
      and not exists (
        select from engine.delivery earlier
        where earlier.tenant_id = d.tenant_id and earlier.subscriber = d.subscriber and not earlier.dead
          and earlier.aggregate = d.aggregate and earlier.seq < d.seq)
    order by seq limit ${limit}`)
}

export async function settle(tx: Tx, subscriber: string, { tenantId, seq }: DueDelivery): Promise<void> {
  await tx.run(sql`
    delete from engine.delivery where tenant_id = ${tenantId} and subscriber = ${subscriber} and seq = ${seq}`)
}

export async function postpone(tx: Tx, subscriber: string, due: DueDelivery, failure: Failure): Promise<void> {
  const attempts = due.attempts + 1
  await tx.run(sql`
    update engine.delivery set attempts = ${attempts}, next_attempt_at = ${nextAttempt(attempts)},
      dead = ${failure.final || attempts >= ATTEMPTS_MAX}, error = ${describe(failure.error)}
    where tenant_id = ${due.tenantId} and subscriber = ${subscriber} and seq = ${due.seq}`)
}

export interface ParkedDelivery {
  readonly subscriber: string
  readonly seq: bigint
  readonly eventName: string
  readonly aggregate: string
  readonly attempts: number
  readonly nextAttemptAt: string
  readonly dead: boolean
  readonly error: string | null
  readonly data: unknown
  readonly occurredAt: string
}

/** What did not get through in this tenant, newest first; for the administrator's screen. */
export async function listParked(
  database: Database,
  context: Context,
  { limit, after, dead }: { limit: number; after?: string | undefined; dead?: boolean | undefined },
): Promise<Page<ParkedDelivery>> {
  return database.withTenant(context, async (tx) => {
    const rows = await tx.all(sql<ParkedDelivery>`
      select d.subscriber, d.seq, e.name as "eventName", d.aggregate, d.attempts, d.next_attempt_at as "nextAttemptAt",
        d.dead, d.error, e.data, e.occurred_at as "occurredAt"
      from engine.delivery d join engine.event e on e.tenant_id = d.tenant_id and e.seq = d.seq
      where ${dead === undefined ? sql`true` : sql`d.dead = ${dead}`} and ${beyond(['d.seq', 'd.subscriber'], after, 'desc')}
      order by d.seq desc, d.subscriber desc limit ${limit + 1}`)
    return toPage(rows, limit, (row) => [row.seq.toString(), row.subscriber])
  })
}

/** Gives a parked delivery another round of attempts, now. Answers false when it is no longer there. */
export async function replayParked(
  database: Database,
  context: Context,
  { subscriber, seq }: { subscriber: string; seq: bigint },
): Promise<boolean> {
  const touched = await database.withTenant(context, (tx) =>
    tx.run(sql`
      update engine.delivery set attempts = 0, dead = false, next_attempt_at = ${clock.date()}
      where tenant_id = ${context.tenantId} and subscriber = ${subscriber} and seq = ${seq}`),
  )
  return touched > 0
}

/**
 * Forgets a dead delivery for good and answers what it was; `alive` when it is still being tried, undefined when it is
 * no longer there. The event itself stays in the log.
 */
export async function discardParked(
  tx: Tx,
  { tenantId }: Context,
  { subscriber, seq }: { subscriber: string; seq: bigint },
): Promise<Pick<ParkedDelivery, 'eventName' | 'aggregate' | 'error'> | 'alive' | undefined> {
  const found = await tx.find(sql<Pick<ParkedDelivery, 'eventName' | 'aggregate' | 'error' | 'dead'>>`
    select e.name as "eventName", d.aggregate, d.error, d.dead
    from engine.delivery d join engine.event e on e.tenant_id = d.tenant_id and e.seq = d.seq
    where d.tenant_id = ${tenantId} and d.subscriber = ${subscriber} and d.seq = ${seq} for update of d`)
  if (!found) return undefined
  const { dead, ...delivery } = found
  if (!dead) return 'alive'
  await tx.run(sql`
    delete from engine.delivery where tenant_id = ${tenantId} and subscriber = ${subscriber} and seq = ${seq}`)
  return delivery
}

function nextAttempt(attempts: number): Date {
  const wait = attempts === 0 ? 0 : Math.min(1000 * 2 ** (attempts - 1), BACK_OFF_MAX_MS)
  return new Date(clock.ms() + wait)
}

function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return text.slice(0, 2000)
}
