import type { FastifyRequest } from 'fastify'
import type { Context } from '#engine/kernel'

/** What the border must know of identities: who is asking, and whether a role may. */
export interface Gate {
  /** The caller by cookie or bearer key; undefined when there is none or it is no longer valid. */
  authenticate(request: FastifyRequest): Promise<Context | undefined>
  isAllowed(roles: readonly string[], permission: string): boolean
}

/** Routes with this permission are open to everybody. */
export const PUBLIC = 'public'
/** Routes with this permission are open to every caller who is signed in. */
export const SIGNED_IN = 'signed-in'
