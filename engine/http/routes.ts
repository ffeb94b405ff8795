import type { z } from 'zod'
import type { Context } from '#engine/kernel'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Contract, Route } from './contract.ts'

/** What a handler is given: the checked input, who asks, and for the rare streaming route the raw request. */
export interface Call<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly context: Context
  /** From `If-Match`, when the caller sent one: the version that the change was made against. */
  readonly expectedVersion: number | undefined
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Handler<R> =
  R extends Route<infer P, infer Q, infer B, infer O>
    ? (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<O>>
    : never

export type Handlers<C extends Contract> = { readonly [K in keyof C]: Handler<C[K]> }

/** A contract with somebody behind every route of it. */
export interface RouteSet {
  readonly contract: Contract
  readonly handlers: Readonly<Record<string, (call: Call<never, never, never>) => Promise<unknown>>>
}

/** `export const deskRoutes = (desk: DeskService) => routes(deskContract, { openIncident: ({ body, context }) => … })` */
export function routes<C extends Contract>(contract: C, handlers: Handlers<C>): RouteSet {
  return { contract, handlers: handlers as RouteSet['handlers'] }
}

/** What a check before the handler looks at: who asks, and for which row. */
export interface RowCall {
  readonly context: Context
  readonly params: { readonly id: string }
}

/**
 * The same routes; those of one row (`/api/desk/incidents/:id` and all below) are first put to `check`, which may refuse
 * the call. So no route of a row can be added that forgets to ask whether the row is there for the caller.
 */
export function checkedBelow(
  row: string,
  sets: readonly RouteSet[],
  check: (call: RowCall) => Promise<void>,
): RouteSet[] {
  return sets.map(({ contract, handlers }) => {
    const checked = Object.entries(handlers).map(([name, handle]): [string, typeof handle] => {
      const path = contract[name]?.path ?? ''
      if (path !== row && !path.startsWith(`${row}/`)) return [name, handle]
      return [name, (call: RowCall) => check(call).then(() => handle(call as never))]
    })
    return { contract, handlers: Object.fromEntries(checked) }
  })
}
