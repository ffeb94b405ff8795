/**
 * How a mailbox is signed in to: with its password, or with a token that the provider gives for a refresh token
 * (RFC 6749 §6), told by SASL XOAUTH2. The token is shared by all processes and asked for once; see access-token.ts.
 */
import { z } from 'zod'
import { fetchOutside } from '#engine/http'
import type { Refresh } from '../access-token.ts'
import type { EmailConnection } from './connect.ts'

export type Credentials =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; readonly accessToken: string }

const HOUR_SECONDS = 3600
const answered = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().default(HOUR_SECONDS) })

/** `rejected`: a token that the server no longer takes. */
export async function credentialsOf(connection: EmailConnection, rejected?: string): Promise<Credentials> {
  const { username: user, password: pass, signIn } = connection.settings
  if (signIn !== 'oauth') return { user, pass }
  const tokens = connection.tokens.refreshBy(refreshOf(connection))
  return { user, accessToken: await tokens.current(rejected) }
}

function refreshOf({ settings, allowPrivate }: EmailConnection): Refresh {
  return async () => {
    const { oauthClientId, oauthClientSecret, oauthRefreshToken, oauthScope } = settings
    const asked = {
      grant_type: 'refresh_token',
      refresh_token: oauthRefreshToken,
      client_id: oauthClientId,
      ...(oauthClientSecret === '' ? {} : { client_secret: oauthClientSecret }),
      ...(oauthScope === '' ? {} : { scope: oauthScope }),
    }
    const { status, body } = await fetchOutside(settings.oauthTokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams(asked).toString(),
      allowPrivate,
    })
    const told = parse(body)
    const given = answered.safeParse(told)
    if (!given.success) throw new Error(`sign-in-refused: ${reasonOf(told, status)}`)
    return { token: given.data.access_token, expiresInSeconds: given.data.expires_in }
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** RFC 6749 §5.2: `error`, and words for people. */
function reasonOf(told: unknown, status: number): string {
  const { error, error_description: words } = (told ?? {}) as { error?: unknown; error_description?: unknown }
  const said = [error, words].filter((part) => typeof part === 'string').join(': ')
  return said === '' ? `HTTP ${status}` : said.slice(0, 300)
}
