import { createHash, createHmac } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

/**
 * As much of S3 as Facet uses, in memory. It checks every signature (AWS Signature Version 4, written from the
 * specification and not from our client) and the hash of every body.
 */
export interface S3Simulator {
  /** `http://key:secret@127.0.0.1:port/bucket` */
  readonly url: string
  readonly objects: Map<string, Buffer>
  /** The next so many requests are answered 503. */
  beBusy(requests: number): void
  stop(): Promise<void>
}

const KEY = 'simulated-key'
const SECRET = 'simulated/secret+key'

export async function startS3Simulator(): Promise<S3Simulator> {
  const objects = new Map<string, Buffer>()
  let busy = 0
  const server = http.createServer(async (request, response) => {
    const body = await buffer(request)
    if (busy > 0) {
      busy -= 1
      return void response.writeHead(503).end('<Error><Code>SlowDown</Code></Error>')
    }
    const wrong = wrongSignature(request) ?? wrongHash(request, body)
    if (wrong !== undefined) return void response.writeHead(403).end(`<Error><Code>${wrong}</Code></Error>`)
    answer(objects, request, body, response)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://${KEY}:${encodeURIComponent(SECRET)}@127.0.0.1:${port}/bucket?region=cn-north-1`,
    objects,
    beBusy: (requests) => {
      busy = requests
    },
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(
  objects: Map<string, Buffer>,
  request: http.IncomingMessage,
  body: Buffer,
  response: http.ServerResponse,
): void {
  const key = request.url!.replace(/^\/bucket\//, '')
  const found = objects.get(key)
  if (request.method === 'PUT') {
    objects.set(key, body)
    return void response.writeHead(200).end()
  }
  if (request.method === 'DELETE') {
    objects.delete(key)
    return void response.writeHead(204).end()
  }
  if (!found) return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '')
  const part = range ? found.subarray(Number(range[1]), Number(range[2]) + 1) : found
  response.writeHead(range ? 206 : 200, { 'content-length': part.length }).end(part)
}

function wrongHash({ headers }: http.IncomingMessage, body: Buffer): string | undefined {
  const promised = headers['x-amz-content-sha256']
  if (promised === 'UNSIGNED-PAYLOAD') return undefined
  return promised === createHash('sha256').update(body).digest('hex') ? undefined : 'XAmzContentSHA256Mismatch'
}

function wrongSignature({ method, url, headers }: http.IncomingMessage): string | undefined {
  const pattern = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([\da-f]{64})$/
  const [, credential = '', signedHeaders = '', signature] = pattern.exec(headers.authorization ?? '') ?? []
  const [key, ...scope] = credential.split('/')
  if (key !== KEY) return 'InvalidAccessKeyId'
  const { pathname, searchParams } = new URL(url!, 'http://host')
  const canonical = [
    method,
    pathname,
    searchParams.toString(),
    ...signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    signedHeaders,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const hashed = createHash('sha256').update(canonical).digest('hex')
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope.join('/'), hashed].join('\n')
  const signingKey = scope.reduce<Buffer>((secret, part) => hmac(secret, part), Buffer.from(`AWS4${SECRET}`))
  return hmac(signingKey, toSign).toString('hex') === signature ? undefined : 'SignatureDoesNotMatch'
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
