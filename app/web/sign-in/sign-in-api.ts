import { z } from 'zod'
import { noContent, route } from '#engine/http/contract'
import { apiOf } from '#kit/data'

const demoLogin = z.object({ login: z.string(), name: z.string(), role: z.string(), face: z.string() })

export type DemoLogin = z.infer<typeof demoLogin>

const options = z.object({
  demo: z.array(demoLogin),
  oidc: z.array(z.object({ id: z.string(), label: z.string() })),
  tenantName: z.string(),
})

const credentials = z.object({ login: z.string(), password: z.string(), code: z.string().optional() })

/** How a person may sign in here, and doing it. */
export const signInApi = apiOf('sign-in', {
  options: route({
    method: 'GET',
    path: '/api/engine/sign-in-options',
    summary: 'Ways to sign in',
    may: 'public',
    out: options,
  }),
  signIn: route({
    method: 'POST',
    path: '/api/engine/session',
    summary: 'Sign in',
    may: 'public',
    body: credentials,
    out: z.unknown(),
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/engine/session',
    summary: 'Sign out',
    may: 'public',
    out: noContent,
    status: 204,
  }),
})
