import type { FastifyRequest } from 'fastify'
import type { Actor, Context, Locale } from '#engine/kernel'
import type { Gate } from '#engine/http'
import type { UserAccount } from './accounts.ts'
import type { ApiKey, ApiKeys } from './api-keys.ts'
import { ADMINISTRATOR, type PolicyBook } from './policy.ts'
import type { Sessions } from './sessions.ts'

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
      return session && userContext(request, session.tenantId, session.user)
    },
  }
}

/** What a user does in this request. */
export function userContext(request: FastifyRequest, tenantId: string, user: UserAccount): Context {
  return contextOf(request, tenantId, userActor(user), user.locale)
}

function contextOf(request: FastifyRequest, tenantId: string, actor: Actor, usual?: Locale): Context {
  const asked = request.headers['accept-language'] ?? ''
  const locale = usual ?? (/^\s*zh/i.test(asked) ? 'zh-CN' : 'en')
  return { tenantId, actor, locale: /^\s*en/i.test(asked) ? 'en' : locale, traceId: request.id, address: request.ip }
}

function userActor({ userId, name, roles, teamIds, customerId, sees }: UserAccount): Actor {
  return { kind: 'user', id: userId, name, roles, teamIds, ...sightOf(roles, customerId, sees === 'own_teams') }
}

function keyActor({ keyId, name, roles, customerId, teamIds }: ApiKey): Actor {
  const actor = { kind: 'key', id: keyId, name, roles, teamIds: teamIds ?? [] } as const
  return { ...actor, ...sightOf(roles, customerId, teamIds !== null) }
}

/** Which of the rows that the roles allow: those of one customer, those of the own teams, or all. */
function sightOf(
  roles: readonly string[],
  customerId: string | null,
  ownTeams: boolean,
): Pick<Actor, 'customerId' | 'onlyTeams'> {
  if (customerId !== null) return { customerId }
  return ownTeams && !roles.includes(ADMINISTRATOR) ? { onlyTeams: true } : {}
}
