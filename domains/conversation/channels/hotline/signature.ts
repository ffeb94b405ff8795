/**
 * `X-Twilio-Signature`: base64 of HMAC-SHA1 over the address that was called and, for forms, every field's name and
 * values in their order. JSON is signed by its SHA-256 in the address. https://www.twilio.com/docs/usage/security
 */
import { createHash, createHmac } from 'node:crypto'
import { equal } from '../address.ts'
import type { HookRequest } from '../channel.ts'

export function signatureOf(authToken: string, url: string, form: URLSearchParams): string {
  const names = [...new Set(form.keys())].sort()
  const fields = names.flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
  return createHmac('sha1', authToken)
    .update([url, ...fields].join(''))
    .digest('base64')
}

/**
 * The address as the provider called it, or undefined when the signature is wrong. What stands before the path may have
 * been changed on the way: a proxy ends TLS, a provider names the default port or leaves it out.
 */
export function signedUrl(request: HookRequest, authToken: string, publicUrl: string): string | undefined {
  const given = request.headers['x-twilio-signature'] ?? ''
  const form = isForm(request) ? new URLSearchParams(request.body) : new URLSearchParams()
  if (!isForm(request) && !hasBody(request)) return undefined
  return addressesOf(request.url, publicUrl).find((url) => equal(given, signatureOf(authToken, url, form)))
}

export function isForm({ headers, body }: HookRequest): boolean {
  return body === '' || (headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')
}

function hasBody({ query, body }: HookRequest): boolean {
  return equal(query['bodySHA256'] ?? '', createHash('sha256').update(body).digest('hex'))
}

function addressesOf(called: string, publicUrl: string): string[] {
  const [, origin = '', rest = ''] = /^(https?:\/\/[^/]+)(.*)$/.exec(called) ?? []
  const origins = publicUrl === '' ? [origin, origin.replace(/^http:/, 'https:')] : [publicUrl.replace(/\/+$/, '')]
  return [...new Set(origins.flatMap(withAndWithoutPort))].map((one) => one + rest)
}

/** Without any port, and with the default one, whatever it was called by; and as it was. */
function withAndWithoutPort(origin: string): string[] {
  const bare = origin.replace(/:\d+$/, '')
  return [origin, bare, `${bare}:${origin.startsWith('https:') ? 443 : 80}`]
}
