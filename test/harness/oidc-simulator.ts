import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A small OpenID provider: discovery, keys, authorization code with PKCE, signed ID tokens, user info. */
export interface OidcSimulator {
  readonly issuer: string
  /** Whom the next browser turns out to be. */
  person: SimulatedPerson
  /** What goes wrong with the next ID token. */
  spoil: 'nothing' | 'signature' | 'nonce' | 'audience'
  /** What a browser does that is sent to the provider: signs in there and is sent back. */
  visit(url: string): Promise<string>
  stop(): Promise<void>
}

export interface SimulatedPerson {
  readonly sub: string
  readonly email?: string
  readonly email_verified?: boolean
  readonly name?: string
}

export const CLIENT = { id: 'facet', secret: 'a secret between the two' } as const

/** RFC 6749, 2.3.1: both halves are form-encoded first. */
const BASIC = `Basic ${Buffer.from(`${formEncoded(CLIENT.id)}:${formEncoded(CLIENT.secret)}`).toString('base64')}`

interface Grant {
  readonly challenge: string
  readonly nonce: string
  readonly redirectUri: string
  readonly person: SimulatedPerson
}

/** What a running provider knows. */
interface Running {
  readonly simulator: OidcSimulator
  readonly grants: Map<string, Grant>
  readonly keys: { readonly privateKey: KeyObject; readonly publicKey: KeyObject }
}

export async function startOidcSimulator(): Promise<OidcSimulator> {
  const server = http.createServer((request, response) => void serve(running, request, response))
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const simulator: OidcSimulator = {
    issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: { sub: 'nobody' },
    spoil: 'nothing',
    visit: async (url) => (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '',
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const running: Running = { simulator, grants: new Map(), keys }
  return simulator
}

async function serve(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { issuer } = running.simulator
  const url = new URL(request.url ?? '/', issuer)
  if (url.pathname === '/.well-known/openid-configuration') return json(response, metadataOf(issuer))
  if (url.pathname === '/keys') {
    const key = running.keys.publicKey.export({ format: 'jwk' })
    return json(response, { keys: [{ ...key, kid: 'k1', alg: 'RS256', use: 'sig' }] })
  }
  if (url.pathname === '/authorize') return authorize(running, url.searchParams, response)
  if (url.pathname === '/token') return giveToken(running, request, response)
  response.writeHead(404).end()
}

function authorize({ simulator, grants }: Running, asked: URLSearchParams, response: ServerResponse): void {
  const code = randomBytes(16).toString('hex')
  const redirectUri = asked.get('redirect_uri')!
  const { person, issuer } = simulator
  grants.set(code, { challenge: asked.get('code_challenge')!, nonce: asked.get('nonce')!, redirectUri, person })
  const back = new URL(redirectUri)
  back.searchParams.set('code', code)
  back.searchParams.set('state', asked.get('state')!)
  back.searchParams.set('iss', issuer)
  response.writeHead(302, { location: back.href }).end()
}

async function giveToken(running: Running, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams(await text(request))
  const grant = running.grants.get(form.get('code') ?? '')
  running.grants.delete(form.get('code') ?? '')
  const challenge = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  if (request.headers.authorization !== BASIC) return json(response, { error: 'invalid_client' }, 401)
  if (!grant || challenge !== grant.challenge || form.get('redirect_uri') !== grant.redirectUri) {
    return json(response, { error: 'invalid_grant' }, 400)
  }
  const claims = claimsOf(running.simulator, grant)
  const idToken = signed(running.keys.privateKey, claims, running.simulator.spoil === 'signature')
  return json(response, { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: idToken })
}

function claimsOf({ issuer, spoil }: OidcSimulator, { nonce, person }: Grant) {
  const now = Math.floor(Date.now() / 1000)
  return {
    iss: issuer,
    aud: spoil === 'audience' ? 'somebody else' : CLIENT.id,
    iat: now,
    exp: now + 60,
    nonce: spoil === 'nonce' ? 'of another sign-in' : nonce,
    ...person,
  }
}

function metadataOf(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
  }
}

function signed(key: KeyObject, claims: object, forged: boolean): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = `${part({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${part(claims)}`
  const signature = sign('sha256', Buffer.from(forged ? `${head}x` : head), key)
  return `${head}.${signature.toString('base64url')}`
}

function formEncoded(words: string): string {
  return new URLSearchParams([['', words]]).toString().slice(1)
}

function json(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
