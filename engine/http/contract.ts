import { z } from 'zod'

export { createClient, RefusedByServer, type CallOptions, type Client, type ClientSettings } from './client.ts'
export { problemDocument, type ProblemDocument } from './problem.ts'

/**
 * Contracts are values: one description of a route gives the server's validation, the OpenAPI text
 * and the browser's typed client. This file is the part of `engine/http` that the browser may load.
 */

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  O extends z.ZodType = z.ZodType,
> {
  readonly method: Method
  /** Fastify's form: `/api/desk/incidents/:id`. */
  readonly path: string
  readonly summary: string
  /** The permission that the caller needs, from the policy of the domain; `public` needs no caller at all. */
  readonly may: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly out: O
  /** 200 unless said otherwise; 204 sends no body. */
  readonly status?: number
  /** Refusal codes that a caller should be ready for. */
  readonly refusals?: readonly string[]
}

export function route<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, O extends z.ZodType>(
  description: Route<P, Q, B, O>,
): Route<P, Q, B, O> {
  return description
}

/** Any route, whatever its shapes; for lists of contracts. */
export type AnyRoute = Route<z.ZodType, z.ZodType, z.ZodType, z.ZodType>
export type Contract = Readonly<Record<string, AnyRoute>>

/** Keyset paging: `?after=` takes the `next` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(400).optional(),
})

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export type { Page } from '#engine/kernel'

export const idParams = z.object({ id: z.uuid() })
export const instant = z.iso.datetime({ offset: true })
export const noContent = z.undefined()
