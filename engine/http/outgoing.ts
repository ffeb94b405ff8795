/**
 * Requests to other people's servers. An address that somebody typed must not become a way into our own network:
 * each connection looks at the address that DNS really answered, in the moment of connecting, so that a name cannot
 * answer one address to a check and another to the request. Only http and https; every redirect is judged again;
 * size and time are limited.
 */
import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { Refusal } from '#engine/kernel'
import { isOutside } from './outside-address.ts'
import { outgoingRefusals } from './outgoing-refusals.ts'

export interface OutsideRequest {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  /** A stream is sent as it comes; it needs its `content-length` in the headers where the receiver asks for one. */
  readonly body?: string | Uint8Array | Readable
  /** For the whole exchange; of a streamed answer until its head, then for each pause. 10 s when absent. */
  readonly timeoutMs?: number
  /** Largest answer; 1 MiB when absent. */
  readonly maxBytes?: number
  /** Only for addresses that the operator has set: also reaches our own network. */
  readonly allowPrivate?: boolean
  /** Redirects to follow, at most 3; none when absent. Only GET and HEAD are ever repeated elsewhere. */
  readonly redirects?: number
  readonly signal?: AbortSignal
}

export interface OutsideAnswer<Body> {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Body
}

const TIMEOUT_MS = 10_000
const BYTES_MAX = 1024 * 1024
const REDIRECTS_MAX = 3

/** Sends a request and reads the whole answer, whatever its status. Refused with an `engine.outside-…` code. */
export async function fetchOutside(url: string, request: OutsideRequest = {}): Promise<OutsideAnswer<Buffer>> {
  const deadline = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
  const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline
  try {
    const answer = await streamOutside(url, { ...request, signal })
    return { ...answer, body: await buffer(answer.body) }
  } catch (error) {
    throw deadline.aborted ? outgoingRefusals.outsideTooSlow({ host: hostOf(url) }) : error
  }
}

/** Sends a request and answers once the head is there; the body is read, and limited, as it comes. */
export async function streamOutside(url: string, request: OutsideRequest = {}): Promise<OutsideAnswer<Readable>> {
  let target = assertOutsideUrl(url, request.allowPrivate)
  const method = request.method ?? 'GET'
  let headers = request.headers ?? {}
  for (let left = Math.min(request.redirects ?? 0, REDIRECTS_MAX); ; left--) {
    const response = await send(target, { ...request, method, headers })
    const status = response.statusCode ?? 0
    const location = isRedirect(status) ? response.headers.location : undefined
    if (location === undefined || request.redirects === undefined) return answerOf(response, target, request)
    response.destroy()
    if (left === 0 || (method !== 'GET' && method !== 'HEAD')) {
      throw outgoingRefusals.outsideRedirectRefused({ host: target.host })
    }
    const next = redirected(location, target, request.allowPrivate)
    if (next.origin !== target.origin) headers = withoutCredentials(headers)
    target = next
  }
}

/** The parsed URL of a server outside; refused when it is none, or plainly names an address of our own network. */
export function assertOutsideUrl(url: string, allowPrivate = false): URL {
  const parsed = URL.parse(url)
  const isWeb = parsed?.protocol === 'http:' || parsed?.protocol === 'https:'
  if (!parsed || !isWeb || parsed.username !== '' || parsed.password !== '') {
    throw outgoingRefusals.outsideUrlRefused()
  }
  const family = isIP(literalOf(parsed))
  if (!allowPrivate && family !== 0 && !isOutside(literalOf(parsed), family as 4 | 6)) {
    throw outgoingRefusals.outsideAddressRefused({ host: parsed.hostname })
  }
  return parsed
}

/** `[::1]` → `::1`. */
function literalOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}

function redirected(location: string, from: URL, allowPrivate: boolean | undefined): URL {
  const next = assertOutsideUrl(URL.parse(location, from)?.href ?? '', allowPrivate)
  if (from.protocol === 'https:' && next.protocol === 'http:') {
    throw outgoingRefusals.outsideRedirectRefused({ host: from.host })
  }
  return next
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(authorization|cookie)$/i.test(name)))
}

const guardedLookup: LookupFunction = (host, options, done) => {
  lookup(host, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    const inside = addresses.some(({ address, family }) => !isOutside(address, family as 4 | 6))
    if (inside || addresses.length === 0) return done(outgoingRefusals.outsideAddressRefused({ host }), [])
    if (options.all) return done(null, addresses)
    done(null, addresses[0]!.address, addresses[0]!.family)
  })
}

function send(target: URL, request: OutsideRequest & { method: string }): Promise<http.IncomingMessage> {
  const { method, headers, body, timeoutMs = TIMEOUT_MS, allowPrivate, signal } = request
  return new Promise((resolve, reject) => {
    let answer: http.IncomingMessage | undefined
    const tooSlow = (): void =>
      void (answer ?? outgoing).destroy(outgoingRefusals.outsideTooSlow({ host: target.host }))
    const outgoing = (target.protocol === 'https:' ? https : http).request(target, {
      method,
      headers: { 'accept-encoding': 'identity', 'user-agent': 'Facet', ...headers, ...lengthOf(body) },
      // A connection of its own: one that may lead inside is never lent to a request that may not.
      agent: false,
      timeout: timeoutMs,
      ...(allowPrivate ? {} : { lookup: guardedLookup }),
      ...(signal ? { signal } : {}),
    })
    const untilHead = setTimeout(tooSlow, timeoutMs)
    outgoing.on('timeout', tooSlow)
    outgoing.on('close', () => clearTimeout(untilHead))
    outgoing.on('error', (error) => reject(failureOf(error, target, signal)))
    outgoing.on('response', (response) => {
      clearTimeout(untilHead)
      answer = response
      resolve(response)
    })
    if (body instanceof Readable) body.on('error', (error) => outgoing.destroy(error)).pipe(outgoing)
    else outgoing.end(body)
  })
}

function lengthOf(body: OutsideRequest['body']): Record<string, string> {
  if (body === undefined || body instanceof Readable) return {}
  return { 'content-length': String(Buffer.byteLength(body)) }
}

function failureOf(error: Error, target: URL, signal: AbortSignal | undefined): Error {
  if (error instanceof Refusal || signal?.aborted) return error
  const refusal = outgoingRefusals.outsideUnreachable({ host: target.host, reason: reasonOf(error) })
  return Object.assign(refusal, { cause: error })
}

function reasonOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.message
}

function answerOf(response: http.IncomingMessage, target: URL, request: OutsideRequest): OutsideAnswer<Readable> {
  const headers = Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(', ')])
  const body = Readable.from(limited(response, target, request), { objectMode: false })
  return { status: response.statusCode ?? 0, headers: Object.fromEntries(headers) as Record<string, string>, body }
}

async function* limited(response: http.IncomingMessage, target: URL, request: OutsideRequest) {
  const { maxBytes = BYTES_MAX, signal } = request
  let received = 0
  try {
    for await (const piece of response) {
      received += (piece as Buffer).length
      if (received > maxBytes) throw outgoingRefusals.outsideTooLarge({ host: target.host, bytes: maxBytes })
      yield piece as Buffer
    }
  } catch (error) {
    throw failureOf(error as Error, target, signal)
  }
}

function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ''
}
