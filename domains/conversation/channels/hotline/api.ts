/** The provider's REST API: forms in, JSON out, the account's name and token with every request. */
import { fetchOutside } from '#engine/http'
import type { Connection, MediaFile } from '../channel.ts'
import type { HotlineSettings } from './settings.ts'

export type HotlineConnection = Connection<HotlineSettings>
type Fields = Readonly<Record<string, string | readonly string[] | boolean | undefined>>

/** The provider answered with a refusal. */
export class ProviderError extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(detail)
    this.name = 'ProviderError'
    this.status = status
  }
}

const RECORDING_BYTES_MAX = 64 * 1024 * 1024
const TIMEOUT_MS = 15_000

/** Dials a number; what happens when it answers is asked at `Url`. Answers the leg's name. */
export async function createCall(connection: HotlineConnection, fields: Fields): Promise<string> {
  return sidOf(await post(connection, 'Calls.json', { From: connection.settings.number, Method: 'POST', ...fields }))
}

/** Moves a call that is under way to another address, or ends it with `{ Status: 'completed' }`. */
export async function updateCall(connection: HotlineConnection, sid: string, fields: Fields): Promise<void> {
  await post(connection, `Calls/${encodeURIComponent(sid)}.json`, fields)
}

/** Dials somebody into a conference, which is named by its provider's name or by ours. */
export async function addParticipant(connection: HotlineConnection, conference: string, fields: Fields) {
  const path = `Conferences/${encodeURIComponent(conference)}/Participants.json`
  const answer = await post(connection, path, { From: connection.settings.number, ...fields })
  return textOf(answer, 'call_sid')
}

/** Mutes, holds, or lets somebody speak to one other alone. */
export async function updateParticipant(
  connection: HotlineConnection,
  conference: string,
  sid: string,
  fields: Fields,
): Promise<void> {
  await post(
    connection,
    `Conferences/${encodeURIComponent(conference)}/Participants/${encodeURIComponent(sid)}.json`,
    fields,
  )
}

export async function sendText(connection: HotlineConnection, to: string, text: string): Promise<string> {
  return sidOf(await post(connection, 'Messages.json', { From: connection.settings.number, To: to, Body: text }))
}

/** The account's own name; refused when the token is wrong. */
export async function readAccount(connection: HotlineConnection): Promise<string> {
  const answer = await ask(connection, '.json', { method: 'GET' })
  return textOf(parse(answer.body), 'friendly_name') || connection.settings.accountSid
}

/** Recordings are fetched by their name alone: an address in a request is nobody's to follow with our token. */
export async function readRecording(connection: HotlineConnection, sid: string): Promise<MediaFile> {
  const answer = await ask(connection, `/Recordings/${encodeURIComponent(sid)}.wav`, {
    method: 'GET',
    maxBytes: RECORDING_BYTES_MAX,
    timeoutMs: 60_000,
  })
  return { name: `${sid}.wav`, mimeType: answer.headers['content-type'] ?? 'audio/x-wav', body: answer.body }
}

async function post(connection: HotlineConnection, path: string, fields: Fields) {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat()) if (one !== undefined) form.append(name, String(one))
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return parse((await ask(connection, `/${path}`, { method: 'POST', headers, body: form.toString() })).body)
}

async function ask(
  { settings, allowPrivate }: HotlineConnection,
  path: string,
  request: { method: string; headers?: object; body?: string; maxBytes?: number; timeoutMs?: number },
) {
  const { accountSid, authToken, apiBase } = settings
  const credentials = Buffer.from(`${accountSid}:${authToken}`).toString('base64')
  const answer = await fetchOutside(`${apiBase}/2010-04-01/Accounts/${accountSid}${path}`, {
    timeoutMs: TIMEOUT_MS,
    ...request,
    headers: { ...request.headers, authorization: `Basic ${credentials}` },
    allowPrivate,
  })
  if (answer.status < 300) return answer
  throw new ProviderError(answer.status, `${answer.status} ${textOf(parse(answer.body), 'message')}`.trim())
}

function textOf(answer: Readonly<Record<string, unknown>>, name: string): string {
  const value = answer[name]
  return typeof value === 'string' ? value : ''
}

function sidOf(answer: Readonly<Record<string, unknown>>): string {
  return textOf(answer, 'sid')
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'))
    return typeof parsed === 'object' && parsed !== null ? (parsed as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
