import { timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { httpRefusals, type RawRoute } from '#engine/http'
import type { Metrics } from './metrics.ts'
import { readinessOf, type ReadinessCheck } from './readiness.ts'

export interface OperationParts {
  readonly metrics: Metrics
  readonly checks: readonly ReadinessCheck[]
  /** Prometheus sends it as a bearer token; without one `/metrics` is open to everybody who reaches the port. */
  readonly metricsToken?: string
}

/** What operators and orchestrators ask: is it alive, may it be given requests, how is it doing. */
export function operationRoutes({ metrics, checks, metricsToken }: OperationParts): RawRoute[] {
  const open = { method: 'GET', may: 'public' } as const
  return [
    {
      ...open,
      path: '/healthz',
      summary: 'The process is alive',
      handle: () => Promise.resolve({ status: 'ok', uptimeSeconds: Math.floor(process.uptime()) }),
    },
    {
      ...open,
      path: '/readyz',
      summary: 'The process may be given requests; 503 with the reason when not',
      handle: async (_request, reply) => {
        const readiness = await readinessOf(checks)
        return reply.code(readiness.ready ? 200 : 503).send(readiness)
      },
    },
    {
      ...open,
      path: '/metrics',
      summary: 'Figures for Prometheus',
      handle: async (request, reply) => {
        if (metricsToken !== undefined && !carries(request, metricsToken)) throw httpRefusals.notSignedIn()
        const { contentType, body } = await metrics.text()
        return reply.type(contentType).send(body)
      },
    },
  ]
}

function carries(request: FastifyRequest, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '')
  const wanted = Buffer.from(`Bearer ${token}`)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
