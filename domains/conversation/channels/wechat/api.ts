/** The platform's API: one call, with the account's token renewed once when the platform no longer takes it. */
import { fetchOutside } from '#engine/http'
import type { AccessTokens } from '../access-token.ts'
import type { Connection, MediaFile } from '../channel.ts'
import type { WechatSettings } from './settings.ts'

export type ApiAnswer = Readonly<Record<string, unknown>> & { readonly errcode?: number; readonly errmsg?: string }

/** The platform answered with an error code. */
export class WechatError extends Error {
  readonly code: number

  constructor({ errcode = -1, errmsg = '' }: ApiAnswer) {
    super(`${errcode} ${errmsg}`)
    this.name = 'WechatError'
    this.code = errcode
  }
}

/** Token unknown, run out, or malformed. */
const STALE_TOKEN = new Set([40001, 42001, 40014])
const MEDIA_BYTES_MAX = 20 * 1024 * 1024
/** The platform may be slow; a message that was sent must not look lost. */
const TIMEOUT_MS = 15_000

type WechatConnection = Connection<WechatSettings>

export function tokensOf({ settings, tokens, allowPrivate }: WechatConnection): AccessTokens {
  return tokens.refreshBy(async (force) => {
    const answer = await postJson(`${settings.apiBase}/cgi-bin/stable_token`, allowPrivate, {
      grant_type: 'client_credential',
      appid: settings.appId,
      secret: settings.appSecret,
      force_refresh: force,
    })
    if (typeof answer['access_token'] !== 'string') throw new WechatError(answer)
    return { token: answer['access_token'], expiresInSeconds: Number(answer['expires_in'] ?? 7200) }
  })
}

/** Calls with a good token; when the platform rejects it, once more with a new one. */
async function withToken<T>(connection: WechatConnection, call: (token: string) => Promise<T>): Promise<T> {
  const tokens = tokensOf(connection)
  const token = await tokens.current()
  try {
    return await call(token)
  } catch (error) {
    if (!(error instanceof WechatError) || !STALE_TOKEN.has(error.code)) throw error
    return call(await tokens.current(token))
  }
}

export function callApi(connection: WechatConnection, path: string, body: unknown): Promise<ApiAnswer> {
  return withToken(connection, async (token) => {
    const answer = await postJson(urlOf(connection, path, { access_token: token }), connection.allowPrivate, body)
    if ((answer.errcode ?? 0) !== 0) throw new WechatError(answer)
    return answer
  })
}

export function uploadMedia(connection: WechatConnection, type: string, file: MediaFile): Promise<string> {
  return withToken(connection, async (token) => {
    const form = new FormData()
    form.append('media', new Blob([Uint8Array.from(file.body)], { type: file.mimeType }), file.name)
    const encoded = new Response(form)
    const { body } = await fetchOutside(urlOf(connection, '/cgi-bin/media/upload', { access_token: token, type }), {
      method: 'POST',
      headers: { 'content-type': encoded.headers.get('content-type') ?? '' },
      body: new Uint8Array(await encoded.arrayBuffer()),
      timeoutMs: 60_000,
      allowPrivate: connection.allowPrivate,
    })
    const answer = parseAnswer(body)
    if (typeof answer['media_id'] !== 'string') throw new WechatError(answer)
    return answer['media_id']
  })
}

/** Temporary media are kept for three days. A video is answered as the address where it lies. */
export function downloadMedia(connection: WechatConnection, mediaId: string, name: string): Promise<MediaFile> {
  const { allowPrivate } = connection
  return withToken(connection, async (token) => {
    const url = urlOf(connection, '/cgi-bin/media/get', { access_token: token, media_id: mediaId })
    const answer = await fetchOutside(url, { maxBytes: MEDIA_BYTES_MAX, timeoutMs: 60_000, allowPrivate })
    if (!/json|text\/plain/.test(answer.headers['content-type'] ?? '')) return mediaFile(answer, name)
    const told = parseAnswer(answer.body)
    if (typeof told['video_url'] !== 'string') throw new WechatError(told)
    const video = await fetchOutside(told['video_url'], { maxBytes: MEDIA_BYTES_MAX, timeoutMs: 60_000, allowPrivate })
    return mediaFile(video, name)
  })
}

function mediaFile({ headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer }, name: string) {
  const told = /filename="?([^";]+)"?/.exec(headers['content-disposition'] ?? '')?.[1]
  return { name: told ?? name, mimeType: headers['content-type'] ?? 'application/octet-stream', body }
}

function urlOf({ settings }: WechatConnection, path: string, query: Record<string, string>): string {
  return `${settings.apiBase}${path}?${new URLSearchParams(query).toString()}`
}

async function postJson(url: string, allowPrivate: boolean, body: unknown): Promise<ApiAnswer> {
  const answer = await fetchOutside(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    timeoutMs: TIMEOUT_MS,
    allowPrivate,
  })
  return parseAnswer(answer.body)
}

function parseAnswer(body: Buffer): ApiAnswer {
  try {
    return JSON.parse(body.toString('utf8')) as ApiAnswer
  } catch {
    return { errcode: -1, errmsg: body.toString('utf8').slice(0, 200) }
  }
}
