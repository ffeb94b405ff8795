import { z } from 'zod'
import { idParams, instant, noContent, route } from '#engine/http/contract'

const session = z
  .object({
    user: z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable(), locale: z.enum(['en', 'zh-CN']) }),
    tenant: z.object({ id: z.uuid(), name: z.string(), zone: z.string(), currency: z.string(), demo: z.boolean() }),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    customerId: z.uuid().nullable(),
  })
  .meta({ id: 'Session' })

const openSession = z
  .object({
    sessionId: z.uuid(),
    createdAt: instant,
    lastSeenAt: instant,
    address: z.string().nullable(),
    device: z.string().nullable(),
    current: z.boolean().meta({ description: 'The session that asks' }),
  })
  .meta({ id: 'OpenSession' })

const apiKey = z
  .object({
    keyId: z.uuid(),
    name: z.string(),
    roles: z.array(z.string()),
    customerId: z.uuid().nullable(),
    teamIds: z.array(z.uuid()).nullable().meta({ description: 'The teams whose work it sees; null: all' }),
    createdAt: instant,
    expiresAt: instant.nullable(),
    lastUsedAt: instant.nullable(),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'ApiKey' })

export const sees = z.enum(['everything', 'own_teams']).meta({
  description:
    'All that the roles allow, or of that only what belongs to an own team, is assigned to, was opened by or is watched by this person, or what this person was asked into',
})

export const user = z
  .object({
    userId: z.uuid(),
    login: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    locale: z.string(),
    roles: z.array(z.string()),
    customerId: z.uuid().nullable(),
    teamIds: z.array(z.uuid()),
    sees,
    disabledAt: instant.nullable(),
    hasPassword: z.boolean(),
    hasSecondFactor: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'User' })

export const identityContract = {
  signInOptions: route({
    method: 'GET',
    path: '/api/engine/sign-in-options',
    summary: 'How somebody may sign in here',
    may: 'public',
    out: z.object({
      tenantName: z.string().nullable(),
      demo: z.array(
        z.object({ login: z.string(), password: z.string(), name: z.string(), role: z.string(), face: z.string() }),
      ),
      oidc: z.array(z.object({ id: z.string(), label: z.string() })),
      resetByMail: z.boolean().meta({ description: 'Whether a forgotten password can be reset by mail' }),
    }),
  }),
  signIn: route({
    method: 'POST',
    path: '/api/engine/session',
    summary: 'Sign in; sets the session cookie',
    may: 'public',
    body: z.strictObject({
      login: z.string().min(1).max(200),
      password: z.string().min(1).max(500),
      code: z.string().max(20).optional(),
    }),
    out: session,
    refusals: ['engine.wrong-login', 'engine.locked-out', 'engine.code-needed', 'engine.wrong-code'],
  }),
  readSession: route({
    method: 'GET',
    path: '/api/engine/session',
    summary: 'Who is signed in and what they may do',
    may: 'signed-in',
    out: session,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/engine/session',
    summary: 'Sign out',
    may: 'signed-in',
    out: noContent,
    status: 204,
  }),
  listSessions: route({
    method: 'GET',
    path: '/api/engine/sessions',
    summary: 'The own open sessions',
    may: 'signed-in',
    out: z.object({ items: z.array(openSession) }),
  }),
  revokeSession: route({
    method: 'DELETE',
    path: '/api/engine/sessions/:id',
    summary: 'End one of the own sessions',
    may: 'signed-in',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.session-not-found'],
  }),
  listUsers: route({
    method: 'GET',
    path: '/api/engine/users',
    summary: 'All users',
    may: 'engine.user.read',
    out: z.object({ items: z.array(user) }),
  }),
  listApiKeys: route({
    method: 'GET',
    path: '/api/engine/api-keys',
    summary: 'All keys of programs, without their secrets',
    may: 'engine.api-key.edit',
    out: z.object({ items: z.array(apiKey) }),
  }),
  createApiKey: route({
    method: 'POST',
    path: '/api/engine/api-keys',
    summary: 'Make a key; its secret is shown this once',
    may: 'engine.api-key.edit',
    body: z.strictObject({
      name: z.string().min(1).max(100),
      roles: z.array(z.string()).min(1),
      customerId: z.uuid().optional(),
      teamIds: z.array(z.uuid()).min(1).max(100).optional(),
      expiresAt: instant.optional(),
    }),
    out: z.object({ keyId: z.uuid(), secret: z.string() }),
    status: 201,
    refusals: ['engine.unknown-role', 'engine.customer-needed'],
  }),
  revokeApiKey: route({
    method: 'DELETE',
    path: '/api/engine/api-keys/:id',
    summary: 'Revoke a key at once',
    may: 'engine.api-key.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.key-not-found'],
  }),
} as const
