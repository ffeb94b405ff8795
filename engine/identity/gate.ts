import type { FastifyRequest } from 'fastify'
import type { Actor, Context } from '#engine/kernel'
import type { Gate } from '#engine/http'
import type { ApiKey, ApiKeys } from './api-keys.ts'
import type { PolicyBook } from './policy.ts'
import type { LiveSession, Sessions } from './sessions.ts'

export const SESSION_COOKIE = 'facet_session'

/** Who sends a request: a browser by its session cookie, or a program by its key as a bearer token. */
export function createGate({
  sessions,
  keys,
  policies,
}: {
  sessions: Sessions
  keys: ApiKeys
  policies: PolicyBook
}): Gate {
  return {
    isAllowed: (roles, permission) => policies.isAllowed(roles, permission),
    authenticate: async (request) => {
      const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]
      if (bearer !== undefined) {
        const key = await keys.find(bearer)
        return key && contextOf(request, key.tenantId, keyActor(key))
      }
      const token = request.cookies[SESSION_COOKIE]
      const session = token === undefined ? undefined : await sessions.find(token)
      return session && contextOf(request, session.tenantId, userActor(session), session)
    },
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
