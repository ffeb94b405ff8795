import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify'
import { clock, type Context } from '#engine/kernel'

/** Structured lines: JSON, time by the clock of Facet, level as a word, no credentials. For Fastify's `logger`. */
export function logOptions(level: string): NonNullable<FastifyServerOptions['logger']> {
  return {
    level,
    base: null,
    messageKey: 'message',
    errorKey: 'error',
    timestamp: () => `,"time":"${clock.iso()}"`,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ['*.authorization', '*.cookie', '*.password', '*.secret', '*.token'], censor: '…' },
  }
}

/** A logger whose lines carry the trace, the tenant and the actor of this work. */
export function logFor(log: FastifyBaseLogger, { traceId, tenantId, actor }: Context): FastifyBaseLogger {
  return log.child({ traceId, tenantId, actor: `${actor.kind}:${actor.id}` })
}
