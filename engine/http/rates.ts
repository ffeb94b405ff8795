/**
 * How many requests a minute: a general rate for each caller, and rates of their own for kinds of routes that must
 * have fewer (guessing passwords) or more (platforms and devices, which come in crowds from few addresses).
 * A rule goes by the route that was found, not by what was typed: `/api/engine/sess%69on` is the same route.
 */
import type { RateLimitPluginOptions } from '@fastify/rate-limit'
import type { FastifyRequest } from 'fastify'

export interface RateRule {
  /** One route, `POST /api/engine/session`, or all below a folder, `/api/v1/`. */
  readonly of: readonly string[]
  readonly perMinute: number
  /** Counts by network address whoever asks; else by the caller who was recognised, where there is one. */
  readonly byAddress: boolean
}

export function rateLimits(perMinute: number, rules: readonly RateRule[]): RateLimitPluginOptions {
  const general: RateRule = { of: [], perMinute, byAddress: false }
  const ruleOf = (request: FastifyRequest): RateRule => rules.find((rule) => covers(rule, request)) ?? general
  return {
    timeWindow: '1 minute',
    max: (request) => ruleOf(request).perMinute,
    keyGenerator: (request) => {
      const rule = ruleOf(request)
      const caller = rule.byAddress ? request.ip : callerOf(request)
      return `${rules.indexOf(rule)} ${caller}`
    },
  }
}

function covers({ of }: RateRule, request: FastifyRequest): boolean {
  const path = request.routeOptions.url ?? ''
  return of.some((each) => (each.endsWith('/') ? path.startsWith(each) : each === `${request.method} ${path}`))
}

/** A cookie or key that nobody has verified counts for its address: inventing new ones gives no new rate. */
function callerOf({ context, ip }: FastifyRequest): string {
  return context ? `${context.tenantId} ${context.actor.id}` : ip
}
