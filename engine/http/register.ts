import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal, type Context } from '#engine/kernel'
import { problemDocument, type AnyRoute } from './contract.ts'
import type { Gate } from './gate.ts'
import { guarded } from './guard.ts'
import type { Idempotency } from './idempotency.ts'
import type { RawRoute } from './raw-route.ts'
import type { Call, RouteSet } from './routes.ts'

type LooseHandler = (call: Call<unknown, unknown, unknown>) => Promise<unknown>

/** No caller, no tenant: only `public` routes ever see it. */
const NOBODY: Context = {
  tenantId: '00000000-0000-0000-0000-000000000000',
  locale: 'en',
  traceId: '',
  actor: { kind: 'system', id: 'nobody', name: 'nobody', roles: [], teamIds: [] },
}

export function addRoutes(server: FastifyInstance, set: RouteSet, gate: Gate, idempotency: Idempotency): void {
  for (const [name, route] of Object.entries(set.contract)) {
    const handler = set.handlers[name] as LooseHandler | undefined
    if (!handler) throw new Error(`Nobody handles ${name} (${route.method} ${route.path})`)
    server.route({
      method: route.method,
      url: route.path,
      schema: schemaOf(name, route),
      ...guarded(route.may, gate),
      handler: (request, reply) => answer(route, handler, idempotency, request, reply),
    })
  }
}

function schemaOf(name: string, route: AnyRoute) {
  const { params, query, body, out } = route
  const status = route.status ?? 200
  return {
    operationId: name,
    summary: route.summary,
    description: `Permission: \`${route.may}\``,
    tags: [route.path.split('/')[2] ?? 'engine'],
    ...(params ? { params } : {}),
    ...(query ? { querystring: query } : {}),
    ...(body ? { body } : {}),
    response: { [status]: out, '4xx': problemDocument },
  }
}

async function answer(
  route: AnyRoute,
  handler: LooseHandler,
  idempotency: Idempotency,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const context = request.context ?? { ...NOBODY, traceId: request.id, address: request.ip }
  const { params, query, body } = request
  const call = { params, query, body, context, expectedVersion: expectedVersion(request), request, reply }
  const key = request.headers['idempotency-key']
  const status = route.status ?? 200
  if (route.method !== 'POST' || typeof key !== 'string' || !request.context) {
    return send(reply, status, await handler(call))
  }
  const kept = await idempotency.begin(context, key, request)
  if (kept) return send(reply.header('idempotent-replayed', 'true'), kept.status, kept.body)
  const result = await handler(call).catch(async (error: unknown) => {
    // A refusal has changed nothing. After any other failure nobody knows, and the key stays taken.
    if (error instanceof Refusal) await idempotency.release(context, key)
    throw error
  })
  await idempotency.keep(context, key, { status, body: result })
  return send(reply, status, result)
}

function send(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  if (reply.sent) return reply
  const version = (body as { version?: unknown } | undefined)?.version
  if (typeof version === 'number') void reply.header('etag', `"${version}"`)
  return reply.code(status).send(status === 204 ? undefined : body)
}

/** `If-Match: "7"` → 7. */
function expectedVersion(request: FastifyRequest): number | undefined {
  const match = /^(?:W\/)?"(\d+)"$/.exec(request.headers['if-match'] ?? '')
  return match ? Number(match[1]) : undefined
}

export async function addRawRoutes(server: FastifyInstance, rawRoutes: readonly RawRoute[], gate: Gate): Promise<void> {
  for (const route of rawRoutes) if (!route.rawBody) addRawRoute(server, route, gate)
  await server.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, parsed) => parsed(null, body))
    for (const route of rawRoutes) if (route.rawBody) addRawRoute(scope, route, gate)
    done()
  })
}

function addRawRoute(
  server: FastifyInstance,
  { method, path, summary, may, bodyBytesMax, handle }: RawRoute,
  gate: Gate,
): void {
  server.route({
    method,
    url: path,
    schema: { summary, description: `Permission: \`${may}\``, tags: [path.split('/')[2] ?? 'engine'] },
    ...(bodyBytesMax === undefined ? {} : { bodyLimit: bodyBytesMax }),
    ...guarded(may, gate),
    handler: (request, reply) => handle(request, reply, request.context),
  })
}
