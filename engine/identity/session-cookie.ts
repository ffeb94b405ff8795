import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '#engine/kernel'
import type { Database } from '#engine/store'
import { findUser } from './accounts.ts'
import { identityRefusals } from './errors.ts'
import { SESSION_COOKIE, userContext } from './gate.ts'
import type { RecordChange } from './record.ts'
import type { AccountRef } from './second-factor.ts'
import type { Sessions } from './sessions.ts'

/** How a browser is let in and out: the cookie holds the token, the database its hash, the trail who came and how. */
export interface SessionCookies {
  /** Opens a session for this browser; the one that it had ends, so that no token outlives a change of person. */
  begin(who: AccountRef, by: SignInMethod, request: FastifyRequest, reply: FastifyReply): Promise<Context>
  end(context: Context, request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** The session of this request, if it comes by cookie. */
  currentId(request: FastifyRequest): Promise<string | undefined>
}

/** `renewed`: the person stays, the token changes. */
export type SignInMethod = 'password' | 'oidc' | 'renewed'

const COOKIE_DAYS = 90

export interface SessionCookieParts {
  readonly database: Database
  readonly sessions: Sessions
  readonly record: RecordChange
  /** Cookies only over HTTPS; off for a plain-HTTP trial on one machine. */
  readonly secureCookies: boolean
}

export function createSessionCookies(parts: SessionCookieParts): SessionCookies {
  const { sessions, secureCookies } = parts
  const current = async (request: FastifyRequest) => {
    const token = request.cookies[SESSION_COOKIE]
    return token === undefined ? undefined : sessions.find(token)
  }
  return {
    begin: async (who, by, request, reply) => {
      const before = await current(request)
      if (before) await sessions.revoke(before.tenantId, before.user.userId, before.sessionId)
      const device = request.headers['user-agent']
      const token = await sessions.open(who, { address: request.ip, device })
      const maxAge = COOKIE_DAYS * 86_400
      void reply.setCookie(SESSION_COOKIE, token, {
        path: '/',
        httpOnly: true,
        sameSite: 'lax',
        secure: secureCookies,
        maxAge,
      })
      return recordSignIn(parts, who, by, request)
    },
    end: async (context, request, reply) => {
      const found = await current(request)
      if (found) await sessions.revoke(context.tenantId, found.user.userId, found.sessionId)
      void reply.clearCookie(SESSION_COOKIE, { path: '/' })
    },
    currentId: async (request) => (await current(request))?.sessionId,
  }
}

function recordSignIn(
  { database, record }: SessionCookieParts,
  { tenantId, userId }: AccountRef,
  by: SignInMethod,
  request: FastifyRequest,
): Promise<Context> {
  return database.withTenant({ tenantId }, async (tx) => {
    const user = await findUser(tx, tenantId, userId)
    if (!user) throw identityRefusals.userNotFound()
    const context = userContext(request, tenantId, user)
    const device = request.headers['user-agent']?.slice(0, 300) ?? null
    if (by !== 'renewed') {
      await record(tx, context, { action: 'engine.session.open', subject: `user:${userId}`, after: { by, device } })
    }
    return context
  })
}
