import type { z } from 'zod'
import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** Work that is done later, by any process, at least once: `field.recompute_plan` and the shape of its payload. */
export interface JobType<Payload = unknown> {
  readonly name: string
  readonly schema: z.ZodType<Payload>
}

export interface JobHandler {
  readonly name: string
  readonly run: (payload: unknown, context: Context, signal: AbortSignal) => Promise<void>
  readonly schema: z.ZodType
}

export function defineJob<S extends z.ZodType>(name: string, schema: S): JobType<z.output<S>> {
  return { name, schema: schema as z.ZodType<z.output<S>> }
}

/** Says how a job is done; the context is that of the tenant who enqueued it. */
export function handleJob<Payload>(
  type: JobType<Payload>,
  run: (payload: Payload, context: Context, signal: AbortSignal) => Promise<void>,
): JobHandler {
  return {
    name: type.name,
    schema: type.schema,
    run: (payload, context, signal) => run(payload as Payload, context, signal),
  }
}

export interface JobOptions {
  /** RFC 3339; now when absent. */
  readonly runAt?: string
  /** One job per tenant and key: a later call replaces an earlier one that has not run. */
  readonly key?: string
  /** 12 when absent: with the queue's exponential back-off about two hours. */
  readonly attemptsMax?: number
}

/** Puts a job into the queue in this transaction: it exists when the change exists, and not otherwise. */
export async function enqueue<Payload>(
  tx: Tx,
  context: Pick<Context, 'tenantId' | 'traceId'>,
  type: JobType<Payload>,
  payload: Payload,
  { runAt, key, attemptsMax = 12 }: JobOptions = {},
): Promise<void> {
  const envelope = { tenantId: context.tenantId, traceId: context.traceId, payload: type.schema.parse(payload) }
  await tx.run(sql`
    select engine.add_job(${type.name}, ${JSON.stringify(envelope)}::json, ${runAt ?? clock.iso()}::timestamptz,
      ${attemptsMax}, ${key === undefined ? null : keyOf(context, key)})`)
}

export async function cancelJob(tx: Tx, context: Pick<Context, 'tenantId'>, key: string): Promise<void> {
  await tx.run(sql`select engine.remove_job(${keyOf(context, key)})`)
}

function keyOf({ tenantId }: Pick<Context, 'tenantId'>, key: string): string {
  return `${tenantId}:${key}`
}
