/**
 * The provider's side of a telephone number, as its documentation describes it: the REST calls that Facet makes, kept
 * in their order, and webhooks signed by the provider's own library (npm `twilio`).
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { waitingMusic } from '../../domains/conversation/channels/hotline/music.ts'

export interface Asked {
  /** Below the account: `Calls.json`, `Conferences/x/Participants.json`. */
  readonly path: string
  readonly fields: Readonly<Record<string, string>>
  /** The leg that it made, or was about. */
  readonly sid: string
}

export interface FakeTwilio {
  readonly url: string
  readonly asked: Asked[]
  /** The next requests are answered with these statuses instead. */
  readonly failures: number[]
  stop(): Promise<void>
}

export const NUMBER = {
  accountSid: 'ACfe0123456789abcdef0123456789abcd',
  authToken: 'a-token-of-the-console',
  number: '+8675588880000',
}

interface Memory {
  readonly asked: Asked[]
  readonly failures: number[]
}

export async function startFakeTwilio(): Promise<FakeTwilio> {
  const memory: Memory = { asked: [], failures: [] }
  const server = createServer((request, response) => void answer(memory, request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    ...memory,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections()
      return new Promise((stopped) => server.close(() => stopped()))
    },
  }
}

async function answer({ asked, failures }: Memory, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const fields = Object.fromEntries(fieldsOf(await text(request)))
  const json = (status: number, value: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
  }
  const [, path = ''] = /^\/2010-04-01\/Accounts\/AC[0-9a-f]+[/]?(.*)$/.exec(request.url ?? '') ?? []
  const expected = Buffer.from(`${NUMBER.accountSid}:${NUMBER.authToken}`).toString('base64')
  if (request.headers.authorization !== `Basic ${expected}`) return json(401, { code: 20003, message: 'Authenticate' })
  const failure = failures.shift()
  if (failure !== undefined) return json(failure, { code: 21211, message: "Invalid 'To' Phone Number" })
  if (request.method === 'GET' && path === '.json') return json(200, { friendly_name: 'Yunqi', status: 'active' })
  if (path.startsWith('Recordings/')) {
    response.writeHead(200, { 'content-type': 'audio/x-wav' }).end(waitingMusic())
    return
  }
  const known = /^(?:Calls|Conferences\/[^/]+\/Participants)\/([^/]+)\.json$/.exec(path)?.[1]
  const sid = known ?? `${path === 'Messages.json' ? 'SM' : 'CA'}${randomBytes(16).toString('hex')}`
  asked.push({ path, fields, sid })
  json(known ? 200 : 201, { sid, call_sid: sid, status: 'queued', to: fields['To'] ?? '', from: fields['From'] ?? '' })
}

/** A field that comes more than once is joined. */
function fieldsOf(body: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(body)) {
    fields.set(name, fields.has(name) ? `${fields.get(name)} ${value}` : value)
  }
  return fields
}

export interface Webhook {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** A webhook of the provider: a form, signed over the address and its fields. */
export function webhook(url: string, fields: Readonly<Record<string, string>>, token = NUMBER.authToken): Webhook {
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': getExpectedTwilioSignature(token, url, fields),
    },
    body: new URLSearchParams(fields).toString(),
  }
}

export function newSid(): string {
  return `CA${randomBytes(16).toString('hex')}`
}
