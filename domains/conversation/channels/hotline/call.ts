/**
 * A call as it is stored. Every request of the provider and every act at the desk locks the call first, then what it
 * belongs to; so the same request that comes three times is three times answered and once done.
 */
import { clock, newId } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { CallLocale } from './menu.ts'

export type CallState = 'menu' | 'waiting' | 'ringing' | 'talking' | 'message' | 'callback' | 'ended'
export type CallOutcome = 'talked' | 'missed' | 'message' | 'callback' | 'unreached'

export interface Call {
  readonly callId: string
  readonly channelId: string
  readonly conversationId: string | null
  readonly sid: string | null
  readonly direction: 'in' | 'out'
  readonly state: CallState
  readonly number: string
  readonly locale: CallLocale
  readonly hookUrl: string
  readonly conferenceSid: string | null
  readonly held: boolean
  readonly beganAt: string
  readonly connectedAt: string | null
  readonly endedAt: string | null
  readonly outcome: CallOutcome | null
}

const COLUMNS = sql.raw(`k.call_id as "callId", k.channel_id as "channelId", k.conversation_id as "conversationId",
  k.sid, k.direction, k.state, k.number, k.locale, k.hook_url as "hookUrl", k.conference_sid as "conferenceSid",
  k.held, k.began_at as "beganAt", k.connected_at as "connectedAt", k.ended_at as "endedAt", k.outcome`)

export interface Ringing {
  readonly channelId: string
  readonly sid: string
  readonly number: string
  readonly locale: CallLocale
  readonly hookUrl: string
}

/** The call of a customer's leg, locked; made when this is the first that is heard of it. */
export async function callBySid(tx: Tx, tenantId: string, ringing: Ringing): Promise<Call> {
  const { channelId, sid, number, locale, hookUrl } = ringing
  const now = clock.date()
  await tx.run(sql`
    insert into conversation.call (tenant_id, call_id, channel_id, sid, direction, state, number, locale, hook_url,
      began_at, seen_at)
    values (${tenantId}, ${newId()}, ${channelId}, ${sid}, 'in', 'menu', ${number}, ${locale}, ${hookUrl}, ${now}, ${now})
    on conflict (tenant_id, channel_id, sid) do nothing`)
  return tx.one(sql<Call>`
    select ${COLUMNS} from conversation.call k
    where k.tenant_id = ${tenantId} and k.channel_id = ${channelId} and k.sid = ${sid} for update`)
}

export function lockCall(tx: Tx, tenantId: string, callId: string): Promise<Call | undefined> {
  return tx.find(sql<Call>`
    select ${COLUMNS} from conversation.call k
    where k.tenant_id = ${tenantId} and k.call_id = ${callId} for update`)
}

/** The last call of a conversation, locked. */
export function lockLastCall(tx: Tx, tenantId: string, conversationId: string): Promise<Call | undefined> {
  return tx.find(sql<Call>`
    select ${COLUMNS} from conversation.call k
    where k.tenant_id = ${tenantId} and k.conversation_id = ${conversationId}
    order by k.began_at desc limit 1 for update`)
}

/** We call: the agent's phone is dialled first, the customer when it was picked up. */
export async function beginOutgoing(tx: Tx, tenantId: string, former: Call): Promise<Call> {
  const callId = newId()
  const now = clock.date()
  await tx.run(sql`
    insert into conversation.call (tenant_id, call_id, channel_id, conversation_id, direction, state, number, locale,
      hook_url, began_at, seen_at)
    values (${tenantId}, ${callId}, ${former.channelId}, ${former.conversationId}, 'out', 'ringing', ${former.number},
      ${former.locale}, ${former.hookUrl}, ${now}, ${now})`)
  return (await lockCall(tx, tenantId, callId))!
}

type Changes = Partial<
  Pick<Call, 'conversationId' | 'sid' | 'state' | 'locale' | 'conferenceSid' | 'held' | 'outcome'>
> & {
  readonly connected?: true
  readonly ended?: true
}

/** Writes what has changed, and that the call was heard of; answers the call as it is now. */
export async function changeCall(tx: Tx, tenantId: string, call: Call, changes: Changes = {}): Promise<Call> {
  const next = { ...call, ...changes }
  const now = clock.iso()
  const connectedAt = changes.connected ? (call.connectedAt ?? now) : call.connectedAt
  const endedAt = changes.ended ? (call.endedAt ?? now) : call.endedAt
  await tx.run(sql`
    update conversation.call set conversation_id = ${next.conversationId}, sid = ${next.sid}, state = ${next.state},
      locale = ${next.locale}, conference_sid = ${next.conferenceSid}, held = ${next.held}, outcome = ${next.outcome},
      connected_at = ${connectedAt}, ended_at = ${endedAt}, seen_at = ${now}
    where tenant_id = ${tenantId} and call_id = ${call.callId}`)
  return { ...next, connectedAt, endedAt }
}

/** Calls of which nothing was heard for long: the provider's last word was lost. */
export async function silentCalls(tx: Tx, tenantId: string, before: Date): Promise<string[]> {
  const rows = await tx.all(sql<{ callId: string }>`
    select call_id as "callId" from conversation.call
    where tenant_id = ${tenantId} and seen_at < ${before} and state in ('menu', 'waiting', 'ringing', 'message', 'callback')
    limit 200`)
  return rows.map(({ callId }) => callId)
}

export function secondsSince(since: string): number {
  return Math.max(0, Math.round((clock.ms() - Date.parse(since)) / 1000))
}
