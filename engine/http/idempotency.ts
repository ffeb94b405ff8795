import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { clock, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { httpRefusals } from './refusals.ts'

/**
 * `Idempotency-Key`: the first request with a key is done and its answer kept; a repetition gets that answer.
 * While the first still runs, or when it died on the way, a repetition is told so and nothing is done twice.
 */
export interface KeptAnswer {
  readonly status: number
  readonly body: unknown
}

export interface Idempotency {
  /** The kept answer, or undefined when this request is the first and shall run. */
  begin(context: Context, key: string, request: FastifyRequest): Promise<KeptAnswer | undefined>
  keep(context: Context, key: string, answer: KeptAnswer): Promise<void>
  /** The request was refused or failed and changed nothing: the key is free again. */
  release(context: Context, key: string): Promise<void>
}

interface Row {
  readonly fingerprint: string
  readonly status: number | null
  readonly body: unknown
}

export function createIdempotency(database: Database): Idempotency {
  return {
    begin: async (context, key, request) => {
      const fingerprint = fingerprintOf(request)
      const row = await database.withTenant(context, async (tx) => {
        const inserted = await tx.run(sql`
          insert into engine.idempotent_request (tenant_id, key, fingerprint, created_at)
          values (${context.tenantId}, ${key}, ${fingerprint}, ${clock.date()}) on conflict do nothing`)
        if (inserted > 0) return undefined
        return tx.one(sql<Row>`
          select fingerprint, status, body from engine.idempotent_request
          where tenant_id = ${context.tenantId} and key = ${key}`)
      })
      if (!row) return undefined
      if (row.fingerprint !== fingerprint) throw httpRefusals.idempotencyMismatch()
      if (row.status === null) throw httpRefusals.requestInDoubt()
      return { status: row.status, body: row.body }
    },
    keep: async (context, key, { status, body }) => {
      await database.withTenant(context, (tx) =>
        tx.run(sql`
          update engine.idempotent_request set status = ${status}, body = ${JSON.stringify(body ?? null)}
          where tenant_id = ${context.tenantId} and key = ${key}`),
      )
    },
    release: async (context, key) => {
      await database.withTenant(context, (tx) =>
        tx.run(sql`
          delete from engine.idempotent_request
          where tenant_id = ${context.tenantId} and key = ${key} and status is null`),
      )
    },
  }
}

function fingerprintOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('base64url')
}
