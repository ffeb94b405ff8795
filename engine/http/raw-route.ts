import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#engine/kernel'
import type { Method } from './contract.ts'

/**
 * A route that speaks somebody else's wire format (WeChat's XML, CloudEvents, a form, a stream) and so has no contract
 * of ours. It names its permission like every other; the body arrives as text, except JSON.
 */
export interface RawRoute {
  readonly method: Method
  readonly path: string
  readonly summary: string
  readonly may: string
  /** Largest body in bytes; 1 MiB when absent. */
  readonly bodyBytesMax?: number
  /** Every body, JSON and unknown types too, arrives as the text that was sent: what a signature was made over. */
  readonly rawBody?: boolean
  handle(request: FastifyRequest, reply: FastifyReply, context: Context | undefined): Promise<unknown>
}
