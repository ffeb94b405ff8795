import { routes, type RouteSet } from '#engine/http'
import { sql, type Database } from '#engine/store'
import { findUser, listUsers } from './accounts.ts'
import type { ApiKeys } from './api-keys.ts'
import { identityContract } from './contract.ts'
import { identityRefusals } from './errors.ts'
import type { PolicyBook } from './policy.ts'
import { assertRoles } from './roles.ts'
import type { SecondFactor } from './second-factor.ts'
import type { SessionCookies } from './session-cookie.ts'
import type { Sessions } from './sessions.ts'
import { signIn } from './sign-in.ts'

export interface IdentityParts {
  readonly database: Database
  readonly sessions: Sessions
  readonly cookies: SessionCookies
  readonly keys: ApiKeys
  readonly policies: PolicyBook
  readonly secondFactor: SecondFactor
  /** Other ways in, offered on the sign-in page. */
  readonly otherWays: () => Promise<OtherWays>
  /** The password of the demo company's users, which is no secret. */
  readonly demoPassword: string
}

export interface OtherWays {
  readonly oidc: { id: string; label: string }[]
  readonly resetByMail: boolean
}

export function identityRoutes(parts: IdentityParts): RouteSet {
  const { database, sessions, keys, cookies, policies } = parts
  return routes(identityContract, {
    signInOptions: () => readOptions(parts),
    signIn: async ({ body, request, reply }) => {
      const who = await signIn(database, body, parts.secondFactor)
      await cookies.begin(who, 'password', request, reply)
      return describeSession(parts, who.tenantId, who.userId)
    },
    readSession: ({ context }) => describeSession(parts, context.tenantId, context.actor.id),
    signOut: ({ context, request, reply }) => cookies.end(context, request, reply).then(() => undefined),
    listSessions: async ({ context, request }) => {
      const current = await cookies.currentId(request)
      const items = await sessions.list(context.tenantId, context.actor.id)
      return { items: items.map((each) => ({ ...each, current: each.sessionId === current })) }
    },
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
      return {
        items: items.map((key) => ({ ...key, roles: [...key.roles], teamIds: key.teamIds && [...key.teamIds] })),
      }
    },
    createApiKey: ({ body, context }) => {
      assertRoles(policies, body.roles, body.customerId)
      return keys.create(context, body)
    },
    revokeApiKey: async ({ params, context }) => {
      if (!(await keys.revoke(context, params.id))) throw identityRefusals.keyNotFound()
    },
  })
}

async function readOptions({ database, demoPassword, otherWays }: IdentityParts) {
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
  return { tenantName: rows[0]?.tenantName ?? null, demo, ...(await otherWays()) }
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
