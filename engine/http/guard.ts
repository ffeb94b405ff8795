import type { FastifyRequest } from 'fastify'
import type { Context } from '#engine/kernel'
import { PUBLIC, SIGNED_IN, type Gate } from './gate.ts'
import { httpRefusals } from './refusals.ts'

/** Lets a request through, or refuses it: 401 for a stranger, 403 for a caller who may not. */
export async function admit(request: FastifyRequest, may: string, gate: Gate): Promise<Context | undefined> {
  const context = await gate.authenticate(request)
  if (may === PUBLIC) return context
  if (!context) throw httpRefusals.notSignedIn()
  refuseCrossSite(request)
  if (may !== SIGNED_IN && !gate.isAllowed(context.actor.roles, may)) throw httpRefusals.notAllowed({ permission: may })
  return context
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
