import type { z } from 'zod'
import type { Contract, Route } from './contract.ts'
import { problemDocument, type ProblemDocument } from './problem.ts'

/** A typed client made from contracts, for the browser, for stories and for outside TypeScript programs. */

type SchemaInput<S> = S extends z.ZodType ? z.input<S> : undefined
type Part<K extends string, S> = S extends z.ZodType
  ? z.ZodType extends S
    ? unknown
    : { [k in K]: z.input<S> }
  : unknown
type CallInput<R> =
  R extends Route<infer P, infer Q, infer B, z.ZodType> ? Part<'params', P> & Part<'query', Q> & Part<'body', B> : never
type CallOutput<R> = R extends Route<z.ZodType, z.ZodType, z.ZodType, infer O> ? z.output<O> : never
type OptionalQuery<R> =
  R extends Route<infer P, infer Q, infer B, z.ZodType>
    ? z.ZodType extends P
      ? z.ZodType extends B
        ? Record<never, never> extends SchemaInput<Q>
          ? true
          : false
        : false
      : false
    : false

export type Client<C extends Contract> = {
  readonly [K in keyof C]: unknown extends CallInput<C[K]>
    ? (call?: CallOptions) => Promise<CallOutput<C[K]>>
    : OptionalQuery<C[K]> extends true
      ? (input?: CallInput<C[K]> & CallOptions) => Promise<CallOutput<C[K]>>
      : (input: CallInput<C[K]> & CallOptions) => Promise<CallOutput<C[K]>>
}

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly headers?: Readonly<Record<string, string>>
}

/** The server refused; `problem` says why in the caller's language and lists every wrong field. */
export class RefusedByServer extends Error {
  readonly status: number
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument) {
    super(problem.title)
    this.name = 'RefusedByServer'
    this.status = problem.status
    this.problem = problem
  }
}

export interface ClientSettings {
  readonly baseUrl?: string
  readonly headers?: () => Record<string, string>
  readonly fetch?: typeof fetch
}

interface LooseInput extends CallOptions {
  readonly params?: Record<string, unknown>
  readonly query?: Record<string, unknown>
  readonly body?: unknown
}

export function createClient<C extends Contract>(contract: C, settings: ClientSettings = {}): Client<C> {
  const calls = Object.entries(contract).map(([name, route]) => [
    name,
    (input: LooseInput = {}) => callRoute(route, input, settings),
  ])
  return Object.fromEntries(calls) as Client<C>
}

async function callRoute(route: Route, input: LooseInput, settings: ClientSettings): Promise<unknown> {
  const send = settings.fetch ?? fetch
  const response = await send(`${settings.baseUrl ?? ''}${address(route, input)}`, {
    method: route.method,
    credentials: 'same-origin',
    headers: {
      ...settings.headers?.(),
      ...(route.body ? { 'content-type': 'application/json' } : {}),
      ...input.headers,
    },
    ...(route.body ? { body: JSON.stringify(input.body ?? {}) } : {}),
    ...(input.signal ? { signal: input.signal } : {}),
  })
  if (!response.ok) throw new RefusedByServer(await readProblem(response))
  return response.status === 204 ? undefined : route.out.parse(await response.json())
}

function address(route: Route, input: LooseInput): string {
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(text(input.params?.[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value !== undefined) for (const one of [value].flat()) query.append(name, text(one))
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** An answer that is no problem document (a proxy's page, a cut connection) still becomes one. */
async function readProblem(response: Response): Promise<ProblemDocument> {
  const { status } = response
  const parsed = problemDocument.safeParse(await response.json().catch(() => undefined))
  if (parsed.success) return parsed.data
  return { type: 'about:blank', title: `HTTP ${status}`, status, code: 'engine.no-answer', traceId: '' }
}
