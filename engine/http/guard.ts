import type { FastifyRequest } from 'fastify'
import type { Context } from '#engine/kernel'
import { PUBLIC, SIGNED_IN, type Gate } from './gate.ts'
import { httpRefusals } from './refusals.ts'

/**
 * The two hooks before a handler. First who asks, so that the rate can be counted for that caller; then whether the
 * caller may: 401 for a stranger, 403 for one who may not. A stranger's attempts are thereby counted before they
 * are refused.
 */
export function guarded(may: string, gate: Gate) {
  return {
    onRequest: async (request: FastifyRequest): Promise<void> => {
      const context = await gate.authenticate(request)
      if (context) request.context = context
    },
    preParsing: async (request: FastifyRequest): Promise<void> => admit(request, may, gate),
  }
}

function admit(request: FastifyRequest, may: string, gate: Gate): void {
  if (may === PUBLIC) return
  const { context } = request
  if (!context) throw httpRefusals.notSignedIn()
  refuseCrossSite(request)
  if (may !== SIGNED_IN && !gate.isAllowed(context.actor.roles, may)) throw httpRefusals.notAllowed({ permission: may })
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The caller, once recognised. */
    context?: Context
  }
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends the session cookie with requests that other sites cause. It says where they come from:
 * `Sec-Fetch-Site`, or `Origin` in older browsers. Programs send neither, and no cookie.
 */
export function refuseCrossSite(request: FastifyRequest): void {
  if (SAFE.has(request.method) || request.headers.authorization !== undefined) return
  const site = request.headers['sec-fetch-site']
  if (site === 'same-origin' || site === 'none') return
  const { origin } = request.headers
  if (site === undefined && origin === undefined) return
  if (site === undefined && origin !== undefined && sameHost(origin, request.host)) return
  throw httpRefusals.crossSiteRequest()
}

function sameHost(origin: string, host: string): boolean {
  return URL.parse(origin)?.host === host
}
