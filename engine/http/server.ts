/**
 * The HTTP border: contracts become routes, with policy, validation, problem documents, Idempotency-Key,
 * ETag / If-Match and OpenAPI 3.1. It knows no module; `app` hands it their route sets.
 */
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import websocket from '@fastify/websocket'
import Fastify, { LogController, type FastifyInstance, type FastifyServerOptions } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { newId } from '#engine/kernel'
import type { Database } from '#engine/store'
import type { Gate } from './gate.ts'
import { createIdempotency } from './idempotency.ts'
import { answerProblem } from './problems.ts'
import { rateLimits, type RateRule } from './rates.ts'
import type { RawRoute } from './raw-route.ts'
import { httpRefusals } from './refusals.ts'
import { addRawRoutes, addRoutes } from './register.ts'
import type { RouteSet } from './routes.ts'
import type { RefusalTexts } from './texts.ts'

export interface ServerOptions {
  readonly database: Database
  readonly gate: Gate
  readonly texts: RefusalTexts
  readonly routeSets: readonly RouteSet[]
  readonly rawRoutes: readonly RawRoute[]
  readonly logger: FastifyServerOptions['logger']
  /** Requests that one caller (user, key, or else address) may make in a minute. */
  readonly requestsPerMinute: number
  /** Routes that have a rate of their own. */
  readonly rates?: readonly RateRule[]
  readonly uploadBytesMax: number
  readonly trustProxy: boolean
}

const BODY_BYTES_MAX = 1024 * 1024

export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    ...(options.logger === undefined ? {} : { logger: options.logger }),
    trustProxy: options.trustProxy,
    bodyLimit: BODY_BYTES_MAX,
    genReqId: (request) => traceIdOf(request.headers['traceparent']) ?? newId(),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'traceId' }),
  })
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler(answerProblem(options.texts))
  server.setNotFoundHandler(() => {
    throw httpRefusals.notFound()
  })
  acceptForeignBodies(server)
  await addPlugins(server, options)
  const idempotency = createIdempotency(options.database)
  await addRawRoutes(server, options.rawRoutes, options.gate)
  for (const routeSet of options.routeSets) addRoutes(server, routeSet, options.gate, idempotency)
  server.get('/api/openapi.json', { schema: { hide: true } }, () => server.swagger())
  return server
}

async function addPlugins(server: FastifyInstance, options: ServerOptions): Promise<void> {
  await server.register(cookie)
  await server.register(helmet, {
    contentSecurityPolicy: { directives: CONTENT_SOURCES },
    crossOriginEmbedderPolicy: false,
  })
  await server.register(multipart, { limits: { fileSize: options.uploadBytesMax, files: 10 } })
  await server.register(websocket, { options: { maxPayload: 64 * 1024 } })
  await server.register(rateLimit, rateLimits(options.requestsPerMinute, options.rates ?? []))
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Facet', version: '1', license: { name: 'Apache-2.0' } } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
}

const CONTENT_SOURCES = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  // Ant Design writes its styles into the page.
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  mediaSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'", 'ws:', 'wss:'],
  workerSrc: ["'self'", 'blob:'],
  frameAncestors: ["'self'"],
  upgradeInsecureRequests: null,
}

/** Wire formats of others arrive as text; only JSON is parsed here. */
function acceptForeignBodies(server: FastifyInstance): void {
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  )
  server.addContentTypeParser(
    [
      'text/xml',
      'application/xml',
      'application/cloudevents+json',
      'application/cloudevents-batch+json',
      'text/csv',
      'text/markdown',
    ],
    { parseAs: 'string' },
    (_request, body, done) => done(null, body),
  )
}

function traceIdOf(traceparent: string | string[] | undefined): string | undefined {
  return typeof traceparent === 'string' ? /^[\da-f]{2}-([\da-f]{32})-/.exec(traceparent)?.[1] : undefined
}
