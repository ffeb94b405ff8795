import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import { streamOutside, type OutsideAnswer, type OutsideRequest } from '#engine/http'
import { Refusal } from '#engine/kernel'
import { fileRefusals } from '../errors.ts'
import type { FileStore } from './file-store.ts'

export interface S3Settings {
  /** `https://s3.example.com`, without the bucket. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** For each pause of a transfer. */
const TIMEOUT_MS = 30_000
const ATTEMPTS_MAX = 3
const BACK_OFF_MS = 200
const OBJECT_BYTES_MAX = 5 * 1024 ** 3

/** `https://key:secret@s3.example.com/bucket?region=eu-west-1` → settings; the region is `auto` when absent. */
export function parseS3Url(url: string): S3Settings {
  const { origin, username, password, pathname, searchParams } = new URL(url)
  const bucket = pathname.replace(/^\/|\/$/g, '')
  if (username === '' || password === '' || bucket === '' || bucket.includes('/')) {
    throw new Error('S3_URL should look like https://key:secret@s3.example.com/bucket')
  }
  return {
    endpoint: origin,
    bucket,
    region: searchParams.get('region') ?? 'auto',
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  }
}

/** Files in a bucket of any S3-compatible storage. Bytes are streamed; the storage checks them against their hash. */
export function s3Store(settings: S3Settings): FileStore {
  const { accessKeyId, secretAccessKey, region } = settings
  const signer = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3' })
  const call = (method: string, key: string, headers: Record<string, string> = {}, body?: () => Readable) =>
    withRetries(() => send(settings, signer, { method, key, headers, body }))
  return {
    put: async (key, { path, sizeBytes, sha256 }) => {
      const headers = { 'x-amz-content-sha256': sha256, 'content-length': String(sizeBytes) }
      await finish(await call('PUT', key, headers, () => createReadStream(path)), [200])
    },
    has: async (key) => (await finish(await call('HEAD', key), [200, 404])) === 200,
    open: async (key, range) => {
      const answer = await call('GET', key, range ? { range: `bytes=${range.start}-${range.end}` } : {})
      if (answer.status === 200 || answer.status === 206) return answer.body
      await finish(answer, [404])
      return undefined
    },
    remove: async (key) => void (await finish(await call('DELETE', key), [200, 204, 404])),
  }
}

interface S3Call {
  readonly method: string
  readonly key: string
  readonly headers: Record<string, string>
  readonly body: (() => Readable) | undefined
}

async function send(
  { endpoint, bucket }: S3Settings,
  signer: AwsClient,
  { method, key, headers, body }: S3Call,
): Promise<OutsideAnswer<Readable>> {
  const url = `${endpoint}/${bucket}/${key}`
  const signed = await signer.sign(url, { method, headers })
  const request: OutsideRequest = {
    method,
    headers: { ...headers, ...Object.fromEntries(signed.headers) },
    timeoutMs: TIMEOUT_MS,
    maxBytes: OBJECT_BYTES_MAX,
    // The operator has set this address; a storage in the same network is the usual case.
    allowPrivate: true,
  }
  return streamOutside(url, body ? { ...request, body: body() } : request)
}

/** Storages answer 503 when they are busy, and a connection may break: the next attempt begins from the start. */
async function withRetries(call: () => Promise<OutsideAnswer<Readable>>): Promise<OutsideAnswer<Readable>> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await call()
      if (answer.status < 500 || attempt === ATTEMPTS_MAX) return answer
      answer.body.destroy()
    } catch (error) {
      const transient = error instanceof Refusal && error.status > 500
      if (!transient || attempt === ATTEMPTS_MAX) {
        throw Object.assign(fileRefusals.fileStoreUnavailable(), { cause: error })
      }
    }
    await pause(attempt * BACK_OFF_MS)
  }
}

async function finish({ status, body }: OutsideAnswer<Readable>, expected: readonly number[]): Promise<number> {
  const answer = (await body.toArray()).join('')
  if (expected.includes(status)) return status
  const cause = new Error(`The file store answered ${status}: ${answer.slice(0, 500)}`)
  throw Object.assign(fileRefusals.fileStoreUnavailable(), { cause })
}
