import {
  allowInsecureRequests,
  ClientSecretBasic,
  ClientSecretPost,
  Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  type CustomFetch,
} from 'openid-client'
import { fetchOutside } from '#engine/http'
import { Refusal } from '#engine/kernel'
import { accountRefusals } from '../errors.ts'

const TIMEOUT_SECONDS = 8

/**
 * Asks an issuer for its addresses and keys. The issuer is an address that somebody typed, so all requests go the
 * guarded way: not into our own network and not over plain HTTP, unless the operator allows it.
 */
export async function discover(
  issuer: string,
  clientId: string,
  clientSecret: string | undefined,
  allowPrivate: boolean,
): Promise<Configuration> {
  const settings = [enableNonRepudiationChecks, ...(allowPrivate ? [allowInsecureRequests] : [])]
  const fetcher = guardedFetch(allowPrivate)
  try {
    const found = await discovery(new URL(issuer), clientId, undefined, None(), {
      execute: settings,
      timeout: TIMEOUT_SECONDS,
      [customFetch]: fetcher,
    })
    const server = found.serverMetadata()
    const configuration = new Configuration(server, clientId, undefined, authentication(server, clientSecret))
    for (const set of settings) set(configuration)
    configuration.timeout = TIMEOUT_SECONDS
    configuration[customFetch] = fetcher
    return configuration
  } catch (error) {
    throw Object.assign(accountRefusals.oidcUnusable({ issuer, reason: reasonOf(error) }), { cause: error })
  }
}

function authentication(server: { token_endpoint_auth_methods_supported?: string[] }, secret: string | undefined) {
  if (!secret) return None()
  // Basic is what a server speaks that does not say (OpenID Connect Discovery 1.0, 3).
  const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return methods.includes('client_secret_basic') ? ClientSecretBasic(secret) : ClientSecretPost(secret)
}

function guardedFetch(allowPrivate: boolean): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const answer = await fetchOutside(url, {
      method,
      headers,
      allowPrivate,
      ...(body === undefined || body === null ? {} : { body: String(body as string | URLSearchParams) }),
      ...(signal ? { signal } : {}),
    })
    const empty = answer.status === 204 || answer.status === 304
    return new Response(empty ? null : new Uint8Array(answer.body), { status: answer.status, headers: answer.headers })
  }
}

/** The innermost sentence: the library wraps what really happened. */
export function reasonOf(error: unknown): string {
  if (error instanceof Refusal) return String(error.params['reason'] ?? error.code)
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message : reasonOf(error.cause)
}
