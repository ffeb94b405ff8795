import type { FastifyInstance } from 'fastify'
import type { Metrics } from './metrics.ts'

/** Seconds; the upper ones are where people give up. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/**
 * Measures each request by its route (never by its address, which holds ids and tokens) and writes one structured line
 * of it: method, route, status, milliseconds, trace id, tenant, caller.
 */
export function observeRequests(server: FastifyInstance, metrics: Metrics): void {
  const duration = metrics.histogram({
    name: 'facet_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer',
    labels: ['method', 'route', 'status'],
    buckets: BUCKETS,
  })
  server.addHook('onResponse', (request, reply, done) => {
    const { method, context } = request
    const route = request.routeOptions.url ?? 'unknown'
    duration.observe({ method, route, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    const who = context ? { tenantId: context.tenantId, actorId: context.actor.id } : {}
    request.log.info({ method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...who }, 'request')
    done()
  })
}
