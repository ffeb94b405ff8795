/** WeChat and WeCom are called alike: JSON with an access token, renewed once when the platform no longer takes it. */
import { fetchOutside } from '#engine/http'
import type { AccessTokens } from '../access-token.ts'
import type { MediaFile } from '../channel.ts'

export interface TencentApi {
  readonly base: string
  readonly tokens: AccessTokens
  readonly allowPrivate: boolean
}

export type ApiAnswer = Readonly<Record<string, unknown>> & { readonly errcode?: number; readonly errmsg?: string }

/** The platform answered with an error code. */
export class TencentError extends Error {
  readonly code: number

  constructor({ errcode = -1, errmsg = '' }: ApiAnswer) {
    super(`${errcode} ${errmsg}`)
    this.name = 'TencentError'
    this.code = errcode
  }
}

/** Token unknown, run out, or malformed. */
const STALE_TOKEN = new Set([40001, 42001, 40014])
const MEDIA_BYTES_MAX = 20 * 1024 * 1024
const ANSWER_BYTES_MAX = 8 * 1024 * 1024
/** The platform may be slow; a message that was sent must not look lost. */
const TIMEOUT_MS = 15_000
const MEDIA_TIMEOUT_MS = 60_000

/** Calls with a good token; when the platform rejects it, once more with a new one. */
async function withToken<T>({ tokens }: TencentApi, call: (token: string) => Promise<T>): Promise<T> {
  const token = await tokens.current()
  try {
    return await call(token)
  } catch (error) {
    if (!(error instanceof TencentError) || !STALE_TOKEN.has(error.code)) throw error
    return call(await tokens.current(token))
  }
}

export function callApi(api: TencentApi, path: string, body: unknown): Promise<ApiAnswer> {
  return withToken(api, async (token) => {
    const answer = await askJson(urlOf(api, path, { access_token: token }), api.allowPrivate, body)
    if ((answer.errcode ?? 0) !== 0) throw new TencentError(answer)
    return answer
  })
}

export function uploadMedia(api: TencentApi, type: string, file: MediaFile): Promise<string> {
  return withToken(api, async (token) => {
    const form = new FormData()
    form.append('media', new Blob([Uint8Array.from(file.body)], { type: file.mimeType }), file.name)
    const encoded = new Response(form)
    const { body } = await fetchOutside(urlOf(api, '/cgi-bin/media/upload', { access_token: token, type }), {
      method: 'POST',
      headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      body: new Uint8Array(await encoded.arrayBuffer()),
      timeoutMs: MEDIA_TIMEOUT_MS,
      allowPrivate: api.allowPrivate,
    })
    const answer = parseAnswer(body)
    if (typeof answer['media_id'] !== 'string') throw new TencentError(answer)
    return answer['media_id']
  })
}

/** The platform does not have it any more, or never had. */
const NO_SUCH_MEDIA = new Set([40004, 40007])

export function findMedia(api: TencentApi, mediaId: string, name: string): Promise<MediaFile | undefined> {
  return downloadMedia(api, mediaId, name).catch((error: unknown) => {
    if (error instanceof TencentError && NO_SUCH_MEDIA.has(error.code)) return undefined
    throw error
  })
}

/** Temporary media are kept for three days. WeChat answers a video as the address where it lies. */
function downloadMedia(api: TencentApi, mediaId: string, name: string): Promise<MediaFile> {
  const { allowPrivate } = api
  const limits = { maxBytes: MEDIA_BYTES_MAX, timeoutMs: MEDIA_TIMEOUT_MS, allowPrivate }
  return withToken(api, async (token) => {
    const answer = await fetchOutside(
      urlOf(api, '/cgi-bin/media/get', { access_token: token, media_id: mediaId }),
      limits,
    )
    if (!/json|text\/plain/.test(answer.headers['content-type'] ?? '')) return mediaFile(answer, name)
    const told = parseAnswer(answer.body)
    if (typeof told.errcode === 'number' && told !== NOT_JSON) throw new TencentError(told)
    // A customer's own file may be text or JSON, too.
    if (typeof told['video_url'] !== 'string') return mediaFile(answer, name)
    return mediaFile(await fetchOutside(told['video_url'], limits), name)
  })
}

function mediaFile({ headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer }, name: string) {
  const told = /filename="?([^";]+)"?/.exec(headers['content-disposition'] ?? '')?.[1]
  return { name: told ?? name, mimeType: headers['content-type'] ?? 'application/octet-stream', body }
}

function urlOf({ base }: TencentApi, path: string, query: Record<string, string>): string {
  return `${base}${path}?${new URLSearchParams(query).toString()}`
}

/** Posts when there is something to post. */
export async function askJson(url: string, allowPrivate: boolean, body?: unknown): Promise<ApiAnswer> {
  const posted =
    body === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const limits = { timeoutMs: TIMEOUT_MS, maxBytes: ANSWER_BYTES_MAX, allowPrivate }
  const answer = await fetchOutside(url, { ...posted, ...limits })
  const parsed = parseAnswer(answer.body)
  return parsed === NOT_JSON ? { errcode: -1, errmsg: answer.body.toString('utf8').slice(0, 200) } : parsed
}

const NOT_JSON: ApiAnswer = { errcode: -1, errmsg: 'not JSON' }

function parseAnswer(body: Buffer): ApiAnswer {
  try {
    return JSON.parse(body.toString('utf8')) as ApiAnswer
  } catch {
    return NOT_JSON
  }
}
