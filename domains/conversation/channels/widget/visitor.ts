/** Who a visitor is and what he may see: his own last conversation, without what colleagues write among themselves. */
import { createHmac } from 'node:crypto'
import { newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../../errors.ts'
import type { Parts } from '../../parts.ts'
import { standingOf, type Standing } from '../../routing/standing.ts'
import type { Status } from '../../thread/append.ts'
import {
  equal,
  parseChannelAddress,
  readVisitorToken,
  visitorToken,
  type Visitor,
  type VisitorWords,
} from '../address.ts'
import type { Channel } from '../directory.ts'
import type { WebSettings } from './channel.ts'

/** A visitor whose token was read, on a channel that is switched on. */
export interface KnownVisitor extends Visitor {
  readonly channel: Channel
  readonly context: Context
}

export async function recognise(parts: Parts, token: string | undefined, traceId: string): Promise<KnownVisitor> {
  const visitor = token === undefined ? undefined : readVisitorToken(token, parts.visitorKey)
  const channel = visitor && (await parts.channels.find(visitor))
  if (!visitor || !channel?.enabled || channel.kind.kind !== 'web') throw conversationRefusals.visitorNotRecognised()
  return { ...visitor, channel, context: visitorContext(visitor, traceId) }
}

function visitorContext({ tenantId, externalId }: Visitor, traceId: string): Context {
  const actor = { kind: 'customer', id: externalId, name: '', roles: [], teamIds: [] } as const
  return { tenantId, traceId, locale: 'zh-CN', actor }
}

export interface Arriving extends VisitorWords {
  readonly token?: string | undefined
  readonly identity?: { readonly id: string; readonly mac: string } | undefined
}

/** The token of who arrives: the one he brought, the one of a customer whom the site vouches for, or a new one. */
export async function admit(
  parts: Parts,
  address: string,
  { token, identity, ...said }: Arriving,
  traceId: string,
): Promise<{ visitor: KnownVisitor; token: string }> {
  const place = parseChannelAddress(address)
  const channel = place && (await parts.channels.find(place))
  if (!place || channel?.kind.kind !== 'web') throw conversationRefusals.channelNotFound()
  if (!channel.enabled) throw conversationRefusals.channelDisabled()
  const before = token === undefined ? undefined : readVisitorToken(token, parts.visitorKey)
  const brought = before?.channelId === place.channelId && before.tenantId === place.tenantId ? before : undefined
  const externalId = identity ? vouchedId(channel, identity) : (brought?.externalId ?? newVisitorId())
  // Who signs in as somebody else does not take over the former's name.
  const former = brought?.externalId === externalId ? brought.words : undefined
  const words = { name: said.name ?? former?.name, locale: said.locale ?? former?.locale }
  const visitor = { ...place, externalId, words }
  return {
    visitor: { ...visitor, channel, context: visitorContext(visitor, traceId) },
    token: visitorToken(visitor, parts.visitorKey),
  }
}

function vouchedId({ connection }: Channel, { id, mac }: { id: string; mac: string }): string {
  const { identitySecret } = connection.settings as WebSettings
  const expected = createHmac('sha256', identitySecret).update(id).digest('hex')
  if (identitySecret === '' || !equal(mac, expected)) throw conversationRefusals.visitorNotRecognised()
  return `user:${id}`
}

function newVisitorId(): string {
  return `visitor:${newId()}`
}

/** What a visitor sees of a conversation besides its messages. */
export interface VisitorConversation {
  readonly conversationId: string
  readonly status: Status
  readonly agentName: string | null
  readonly lastSeq: number
  readonly lastChange: number
  readonly agentReadSeq: number
  readonly standing: Standing | null
  readonly rating: number | null
  readonly surveyed: boolean
}

/** The last conversation of the visitor, or the given one of his; null when there is none. */
export async function findOwn(
  tx: Tx,
  { tenantId, channelId, externalId }: Visitor,
  conversationId?: string,
): Promise<VisitorConversation | null> {
  const row = await tx.find(sql<Omit<VisitorConversation, 'standing'>>`
    select c.conversation_id as "conversationId", c.status, u.name as "agentName", c.last_seq as "lastSeq",
      c.last_change as "lastChange", c.agent_read_seq as "agentReadSeq", c.rating,
      c.survey_sent_at is not null as surveyed
    from conversation.contact k
    join conversation.conversation c on c.tenant_id = k.tenant_id and c.contact_id = k.contact_id
    left join engine.user_account u on u.tenant_id = c.tenant_id and u.user_id = c.agent_id
    where k.tenant_id = ${tenantId} and k.channel_id = ${channelId} and k.external_id = ${externalId}
      and (${conversationId ?? null}::uuid is null or c.conversation_id = ${conversationId ?? null})
    order by c.opened_at desc limit 1`)
  if (!row) return null
  const standing = row.status === 'queued' ? await standingOf(tx, tenantId, row.conversationId) : undefined
  return { ...row, standing: standing ?? null }
}
