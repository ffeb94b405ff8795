import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { newId, type Actor, type Context, type Locale } from '#engine/kernel'
import { buildServer, loadRefusalTexts, type RawRoute, type RouteSet } from '#engine/http'
import { openPolicyBook, policy, type Sentence } from '#engine/identity'
import type { Database } from '#engine/store'

/** Whose request it is: `x-test-actor` names one of the actors. */
export interface TestServer {
  readonly server: FastifyInstance
  /** Sends a request as one of the actors, or as nobody. */
  as(name: string | undefined): Sender
}

export type Sender = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  url: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<LightMyRequestResponse>

/** Routes of one engine part behind the real border, with given people instead of sessions. */
export async function serveRoutes(parts: {
  readonly database: Database
  readonly context: Context
  readonly actors: Readonly<Record<string, Pick<Actor, 'roles'> & Partial<Actor>>>
  /** Chinese where absent. */
  readonly locales?: Readonly<Record<string, Locale>>
  readonly sentences: readonly Sentence[]
  readonly routeSets?: readonly RouteSet[]
  readonly rawRoutes?: readonly RawRoute[]
}): Promise<TestServer> {
  const book = openPolicyBook([policy('engine', parts.sentences)])
  const people = new Map(
    Object.entries(parts.actors).map(([name, actor]) => [
      name,
      { ...contextOf(parts.context, name, actor), locale: parts.locales?.[name] ?? 'zh-CN' },
    ]),
  )
  const server = await buildServer({
    database: parts.database,
    gate: {
      authenticate: (request) => Promise.resolve(people.get(String(request.headers['x-test-actor']))),
      isAllowed: (roles, permission) => book.isAllowed(roles, permission),
    },
    texts: loadRefusalTexts([]),
    routeSets: parts.routeSets ?? [],
    rawRoutes: parts.rawRoutes ?? [],
    logger: false,
    requestsPerMinute: 100_000,
    uploadBytesMax: 2 * 1024 * 1024,
    trustProxy: false,
  })
  return {
    server,
    as: (name) => (method, url, body, headers) =>
      server.inject({
        method,
        url,
        headers: { ...(name === undefined ? {} : { 'x-test-actor': name }), ...headers },
        ...(body === undefined ? {} : { payload: body as Record<string, unknown> }),
      }),
  }
}

function contextOf(context: Context, name: string, actor: Pick<Actor, 'roles'> & Partial<Actor>): Context {
  return { ...context, actor: { kind: 'user', id: newId(), name, teamIds: [], ...actor } }
}
