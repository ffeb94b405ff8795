import type { FastifyRequest } from 'fastify'
import { clock, type Actor, type Context } from '#engine/kernel'
import type { Gate } from '#engine/http'
import type { Bus } from '#engine/events'
import type { Database } from '#engine/store'
import { findApiKey, type ApiKey } from './api-keys.ts'
import type { PolicyBook } from './policy.ts'
import type { LiveSession, Sessions } from './sessions.ts'

export const SESSION_COOKIE = 'facet_session'
const KEY_CACHE_MS = 10_000

type FoundKey = ApiKey & { readonly tenantId: string }

/** Who sends a request: a browser by its session cookie, or a program by its key as a bearer token. */
export function createGate(parts: { database: Database; bus: Bus; sessions: Sessions; policies: PolicyBook }): Gate {
  const findKey = cachedKeys(parts.database, parts.bus)
  return {
    isAllowed: (roles, permission) => parts.policies.isAllowed(roles, permission),
    authenticate: async (request) => {
      const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer !== undefined) {
        const key = await findKey(bearer)
        return key && contextOf(request, key.tenantId, keyActor(key))
      }
      const token = request.cookies[SESSION_COOKIE]
      const session = token === undefined ? undefined : await parts.sessions.find(token)
      return session && contextOf(request, session.tenantId, userActor(session), session)
    },
  }
}

function cachedKeys(database: Database, bus: Bus): (bearer: string) => Promise<FoundKey | undefined> {
  const cache = new Map<string, { key: FoundKey | undefined; until: number }>()
  bus.listen('facet_setting', (what) => {
    if (what === '' || what === 'api-key') cache.clear()
  })
  return async (bearer) => {
    const known = cache.get(bearer)
    if (known && known.until > clock.ms()) return known.key
    const key = await findApiKey(database, bearer)
    if (cache.size > 5000) cache.clear()
    cache.set(bearer, { key, until: clock.ms() + KEY_CACHE_MS })
    return key
  }
}

function contextOf(request: FastifyRequest, tenantId: string, actor: Actor, session?: LiveSession): Context {
  const asked = request.headers['accept-language'] ?? ''
  const locale = session?.user.locale ?? (/^\s*zh/i.test(asked) ? 'zh-CN' : 'en')
  return { tenantId, actor, locale: /^\s*en/i.test(asked) ? 'en' : locale, traceId: request.id, address: request.ip }
}

function userActor({ user }: LiveSession): Actor {
  const { userId, name, roles, teamIds, customerId } = user
  return { kind: 'user', id: userId, name, roles, teamIds, ...(customerId === null ? {} : { customerId }) }
}

function keyActor({ keyId, name, roles, customerId }: ApiKey): Actor {
  return { kind: 'key', id: keyId, name, roles, teamIds: [], ...(customerId === null ? {} : { customerId }) }
}
