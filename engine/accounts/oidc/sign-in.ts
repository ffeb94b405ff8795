/** Sign-in by OpenID Connect: authorization code with PKCE, state and nonce; the ID token's signature is verified. */
import * as oidc from 'openid-client'
import { accountRefusals } from '../errors.ts'
import type { AccountParts } from '../parts.ts'
import { discover, reasonOf } from './discover.ts'
import { type Journey } from './journey.ts'
import { secretPlace, type StoredProvider } from './providers.ts'

/** Who the provider says that came. */
export interface Visitor {
  readonly subject: string
  readonly email: string | undefined
  /** Only what the provider has verified may open an account that is already there. */
  readonly emailVerified: boolean
  readonly name: string | undefined
}

export function callbackUrl({ publicUrl }: Pick<AccountParts, 'publicUrl'>, providerId: string): string {
  return `${publicUrl()}/api/engine/oidc/${providerId}/callback`
}

/** Where to send the browser, and what it takes along. */
export async function beginJourney(
  parts: AccountParts,
  provider: StoredProvider,
  returnTo: string,
): Promise<{ url: URL; journey: Journey }> {
  const configuration = await configure(parts, provider)
  const journey = {
    state: oidc.randomState(),
    nonce: oidc.randomNonce(),
    verifier: oidc.randomPKCECodeVerifier(),
    returnTo,
  }
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: callbackUrl(parts, provider.providerId),
    scope: provider.scopes,
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(journey.verifier),
    code_challenge_method: 'S256',
  })
  return { url, journey }
}

/** Reads the provider's answer. Refused: oidc-refused, whatever was wrong with it. */
export async function endJourney(
  parts: AccountParts,
  provider: StoredProvider,
  journey: Journey,
  search: string,
): Promise<Visitor> {
  const configuration = await configure(parts, provider)
  try {
    const tokens = await oidc.authorizationCodeGrant(
      configuration,
      new URL(`${callbackUrl(parts, provider.providerId)}${search}`),
      {
        expectedState: journey.state,
        expectedNonce: journey.nonce,
        pkceCodeVerifier: journey.verifier,
        idTokenExpected: true,
      },
    )
    const claims = tokens.claims()!
    if (claims['email'] !== undefined || !configuration.serverMetadata().userinfo_endpoint) return visitorOf(claims)
    return visitorOf({ ...claims, ...(await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub)) })
  } catch (error) {
    const refusal = accountRefusals.oidcRefused({ label: provider.label, reason: reasonOf(error) })
    throw Object.assign(refusal, { cause: error })
  }
}

function visitorOf(claims: Readonly<Record<string, unknown>> & { readonly sub: string }): Visitor {
  const text = (name: string) => (typeof claims[name] === 'string' && claims[name] !== '' ? claims[name] : undefined)
  return {
    subject: claims.sub,
    email: text('email')?.toLowerCase(),
    // Some providers write it as text.
    emailVerified: claims['email_verified'] === true || claims['email_verified'] === 'true',
    name: text('name') ?? text('preferred_username'),
  }
}

function configure(parts: AccountParts, provider: StoredProvider): Promise<oidc.Configuration> {
  const { issuer, clientId, clientSecret, providerId } = provider
  const secret = clientSecret === null ? undefined : parts.secretBox.open(clientSecret, secretPlace(providerId))
  return discover(issuer, clientId, secret, parts.allowPrivateAddresses)
}
