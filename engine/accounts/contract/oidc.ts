import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const provider = z
  .object({
    providerId: z.uuid(),
    label: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    hasSecret: z.boolean(),
    scopes: z.string(),
    defaultRole: z.string().nullable(),
    enabled: z.boolean(),
    redirectUrl: z.string().meta({ description: 'To be registered at the provider' }),
    version: z.int(),
  })
  .meta({ id: 'OidcProvider' })

const draft = {
  label: z.string().trim().min(1).max(80),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().trim().min(1).max(200),
  scopes: z
    .string()
    .max(200)
    .regex(/(^| )openid( |$)/, 'needs openid')
    .default('openid profile email'),
  defaultRole: z
    .string()
    .max(60)
    .nullable()
    .default(null)
    .meta({ description: 'Role of people who come for the first time; null: only those who are invited come in' }),
}

const refusals = ['engine.oidc-unusable', 'engine.unknown-role', 'engine.customer-needed']

/** Where people sign in with the account of their company (OpenID Connect, code flow with PKCE). */
export const oidcContract = {
  listOidcProviders: route({
    method: 'GET',
    path: '/api/engine/oidc-providers',
    summary: 'All providers, without their secrets',
    may: 'engine.oidc.edit',
    out: z.object({ items: z.array(provider) }),
  }),
  createOidcProvider: route({
    method: 'POST',
    path: '/api/engine/oidc-providers',
    summary: 'Add a provider; it is asked at once whether it speaks OpenID Connect',
    may: 'engine.oidc.edit',
    body: z.strictObject({ ...draft, clientSecret: z.string().max(500).optional() }),
    out: provider,
    status: 201,
    refusals,
  }),
  changeOidcProvider: route({
    method: 'PUT',
    path: '/api/engine/oidc-providers/:id',
    summary: 'Change a provider, switch it on or off; without a secret the old one stays',
    may: 'engine.oidc.edit',
    params: idParams,
    body: z.strictObject({ ...draft, clientSecret: z.string().max(500).optional(), enabled: z.boolean() }),
    out: provider,
    refusals: ['engine.oidc-provider-not-found', 'engine.version-conflict', ...refusals],
  }),
  removeOidcProvider: route({
    method: 'DELETE',
    path: '/api/engine/oidc-providers/:id',
    summary: 'Remove a provider and the links of people to it',
    may: 'engine.oidc.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.oidc-provider-not-found'],
  }),
} as const
