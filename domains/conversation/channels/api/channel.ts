/**
 * The customer's own app, server to server. Requests in both directions are signed as the Standard Webhooks
 * specification says: `webhook-id`, `webhook-timestamp` and `webhook-signature` over `id.timestamp.body`.
 */
import { z } from 'zod'
import { clock } from '#engine/kernel'
import { fetchOutside } from '#engine/http'
import { customerContent } from '../../thread/content.ts'
import { defineChannel, type Connection, type HookAnswer, type HookRequest, type Outbound } from '../channel.ts'
import type { Inbound, Reading, SendOutcome } from '../channel.ts'
import { isSigned, sign } from './signature.ts'

export const apiSettings = z.object({
  /** `whsec_` and base64, as the specification writes it. */
  secret: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'should be whsec_ and at least 24 bytes in base64'),
  /** Where our messages go; empty: the app fetches them. */
  callbackUrl: z.union([z.url({ protocol: /^https?$/ }), z.literal('')]).default(''),
})

type ApiSettings = z.infer<typeof apiSettings>

const inbound = z.object({
  type: z.literal('message').default('message'),
  messageId: z.string().min(1).max(200),
  sentAt: z.iso.datetime({ offset: true }).optional(),
  contact: z.object({
    id: z.string().min(1).max(200),
    name: z.string().max(100).optional(),
    locale: z.enum(['en', 'zh-CN']).optional(),
  }),
  content: customerContent,
})

export const apiChannel = defineChannel<ApiSettings>({
  kind: 'api',
  settings: apiSettings,
  secrets: ['secret'],
  capabilities: {
    sends: ['text', 'image', 'voice', 'video', 'file', 'location', 'link', 'card', 'menu', 'sticker'],
    textBytesMax: 16_000,
    showsQueue: false,
    idempotentSend: true,
    recallMinutes: 10,
  },
  read: (request, connection) => readRequest(request, connection),
  reread: (kept) => {
    const parsed = inbound.safeParse(parseJson(kept))
    return parsed.success ? [toInbound(parsed.data)] : undefined
  },
  send: (outbound, connection) => post(outbound, connection),
})

function readRequest({ headers, body }: HookRequest, { settings }: Connection<ApiSettings>): Reading {
  if (!isSigned(headers, body, settings.secret)) return { outcome: 'refused' }
  const json = parseJson(body)
  const parsed = inbound.safeParse(json)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message }))
    return { outcome: 'unreadable', reason: 'malformed', body, answer: answer(422, { errors: problems }) }
  }
  return { outcome: 'read', answer: answer(202, { accepted: true }), inbound: [toInbound(parsed.data)] }
}

function toInbound({ contact, messageId, content, sentAt }: z.infer<typeof inbound>): Inbound {
  return {
    kind: 'message',
    externalId: contact.id,
    name: contact.name,
    locale: contact.locale,
    sourceId: messageId,
    content,
    sentAt: sentAt ?? clock.iso(),
  }
}

async function post(outbound: Outbound, { settings, allowPrivate }: Connection<ApiSettings>): Promise<SendOutcome> {
  if (settings.callbackUrl === '') return { outcome: 'sent', platformId: null }
  const body = JSON.stringify({
    type: 'message',
    messageId: outbound.messageId,
    contactId: outbound.externalId,
    content: outbound.content,
  })
  const headers = { 'content-type': 'application/json', ...sign(settings.secret, outbound.messageId, body) }
  const { status } = await fetchOutside(settings.callbackUrl, { method: 'POST', headers, body, allowPrivate })
  if (status < 300) return { outcome: 'sent', platformId: outbound.messageId }
  const isTheirs = status >= 500 || status === 429 || status === 408
  return isTheirs
    ? { outcome: 'later', reason: `status ${status}` }
    : { outcome: 'failed', reason: 'refused', detail: `status ${status}` }
}

function answer(status: number, body: unknown): HookAnswer {
  return { status, body: JSON.stringify(body) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
