import type { FastifyReply } from 'fastify'

import { routes, type RouteSet } from '#engine/http'
import { sql, type Database } from '#engine/store'
import { findUser, listUsers } from './accounts.ts'
import type { ApiKeys } from './api-keys.ts'
import { identityContract } from './contract.ts'
import { identityRefusals } from './errors.ts'
import { SESSION_COOKIE } from './gate.ts'
import type { PolicyBook } from './policy.ts'
import type { Sessions } from './sessions.ts'
import { signIn, type CheckCode } from './sign-in.ts'

export interface IdentityParts {
  readonly database: Database
  readonly sessions: Sessions
  readonly keys: ApiKeys
  readonly policies: PolicyBook
  readonly checkCode: CheckCode
  /** Cookies only over HTTPS; off for a plain-HTTP trial on one machine. */
  readonly secureCookies: boolean
  /** The password of the demo company's users, which is no secret. */
  readonly demoPassword: string
}

export function identityRoutes(parts: IdentityParts): RouteSet {
  const { database, sessions, keys } = parts
  return routes(identityContract, {
    signInOptions: () => readOptions(parts),
    signIn: async ({ body, request, reply }) => {
      const who = await signIn(database, body, parts.checkCode)
      const token = await sessions.open(who, { address: request.ip, device: request.headers['user-agent'] })
      setCookie(reply, token, parts.secureCookies)
      return describeSession(parts, who.tenantId, who.userId)
    },
    readSession: ({ context }) => describeSession(parts, context.tenantId, context.actor.id),
    signOut: async ({ context, request, reply }) => {
      const found = await sessions.find(request.cookies[SESSION_COOKIE] ?? '')
      if (found) await sessions.revoke(context.tenantId, context.actor.id, found.sessionId)
      void reply.clearCookie(SESSION_COOKIE, { path: '/' })
    },
    listSessions: async ({ context }) => ({ items: await sessions.list(context.tenantId, context.actor.id) }),
    revokeSession: async ({ params, context }) => {
      const revoked = await sessions.revoke(context.tenantId, context.actor.id, params.id)
      if (!revoked) throw identityRefusals.sessionNotFound()
    },
    listUsers: async ({ context }) => {
      const items = await listUsers(database, context)
      return { items: items.map((user) => ({ ...user, roles: [...user.roles], teamIds: [...user.teamIds] })) }
    },
    listApiKeys: async ({ context }) => {
      const items = await keys.list(context)
      return { items: items.map((key) => ({ ...key, roles: [...key.roles] })) }
    },
    createApiKey: ({ body, context }) => keys.create(context, body),
    revokeApiKey: async ({ params, context }) => {
      if (!(await keys.revoke(context, params.id))) throw identityRefusals.keyNotFound()
    },
  })
}

function setCookie(reply: FastifyReply, token: string, secure: boolean): void {
  void reply.setCookie(SESSION_COOKIE, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
    maxAge: 90 * 86_400,
  })
}

async function readOptions({ database, demoPassword }: IdentityParts) {
  const rows = await database.withTenant({ tenantId: '' }, (tx) =>
    tx.all(sql<{ tenantName: string; login: string; name: string; roles: string[]; face: string }>`
      select tenant_name as "tenantName", login, name, roles, face from engine.demo_logins()`),
  )
  const demo = rows.map(({ login, name, roles, face }) => ({
    login,
    password: demoPassword,
    name,
    role: roles[0] ?? '',
    face,
  }))
  return { tenantName: rows[0]?.tenantName ?? null, demo, oidc: [] }
}

async function describeSession({ database, policies }: IdentityParts, tenantId: string, userId: string) {
  return database.withTenant({ tenantId }, async (tx) => {
    const [user, tenant] = await Promise.all([
      findUser(tx, tenantId, userId),
      tx.one(sql<{ id: string; name: string; zone: string; currency: string; demo: boolean }>`
        select tenant_id as id, name, zone, currency, demo from engine.tenant where tenant_id = ${tenantId}`),
    ])
    if (!user) throw identityRefusals.userNotFound()
    const { name, email, locale, roles, customerId } = user
    return {
      user: { id: userId, name, email, locale },
      tenant,
      roles: [...roles],
      permissions: policies.permissionsOf(roles),
      customerId,
    }
  })
}
