/** The address that platforms call: one for all kinds, `/api/conversation/hooks/<channel address>`. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { PUBLIC, type RawRoute } from '#engine/http'
import { conversationRefusals } from '../errors.ts'
import type { Parts } from '../parts.ts'
import { parseChannelAddress } from './address.ts'
import type { HookRequest } from './channel.ts'
import { wakeFeed } from './feed.ts'
import { takeIn } from './inbound.ts'
import { keepUnreadable } from './unreadable.ts'

const PATH = '/api/conversation/hooks/:address'
const BODY_BYTES_MAX = 512 * 1024

export function hookRoutes(parts: Parts): readonly RawRoute[] {
  return (['GET', 'POST'] as const).map((method) => ({
    method,
    path: PATH,
    summary: method === 'GET' ? "A platform checks a channel's address" : 'A platform delivers to a channel',
    may: PUBLIC,
    bodyBytesMax: BODY_BYTES_MAX,
    rawBody: true,
    handle: async (request: FastifyRequest, reply: FastifyReply) => {
      const { address } = request.params as { address: string }
      const answer = await receiveHook(parts, address, hookRequestOf(request), request.id)
      return reply
        .code(answer.status)
        .type(answer.contentType ?? 'text/plain; charset=utf-8')
        .send(answer.body)
    },
  }))
}

/**
 * Answers once everything is stored. Refused: channel-not-found, channel-disabled, wrong-signature. A failure of ours
 * is a failure to the platform, too: it comes again, and finds its message stored once.
 */
export async function receiveHook(parts: Parts, address: string, request: HookRequest, traceId: string) {
  const place = parseChannelAddress(address)
  const channel = place && (await parts.channels.find(place))
  if (!channel?.kind.read) throw conversationRefusals.channelNotFound()
  if (!channel.enabled) throw conversationRefusals.channelDisabled()
  const reading = channel.kind.read(request, channel.connection)
  if (reading.outcome === 'refused') {
    await parts.channels.countRefused(channel)
    throw conversationRefusals.wrongSignature()
  }
  if (reading.outcome === 'asked') {
    return channel.kind.converse!(request, { parts, channel, connection: channel.connection, traceId })
  }
  if (reading.outcome === 'unreadable') {
    await parts.database.withTenant(channel, (tx) => keepUnreadable(tx, channel, reading))
  }
  if (reading.outcome === 'read') {
    for (const inbound of reading.inbound) await takeIn(parts, channel, inbound, traceId)
  }
  if (reading.outcome === 'called') await wakeFeed(parts, channel, { name: reading.feed, hint: reading.hint }, traceId)
  return reading.answer
}

function hookRequestOf({ method, protocol, host, url, query, headers, body }: FastifyRequest): HookRequest {
  const single = (values: object): Record<string, string> =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String([value].flat()[0] ?? '')]))
  return {
    method,
    url: `${protocol}://${host}${url}`,
    query: single(query as object),
    headers: single(headers),
    body: typeof body === 'string' ? body : '',
  }
}
