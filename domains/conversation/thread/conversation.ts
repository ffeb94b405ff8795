import { sql, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import type { Status } from './append.ts'

/** What commands need to know of a conversation. */
export interface Conversation {
  readonly conversationId: string
  readonly channelId: string
  readonly contactId: string
  readonly status: Status
  readonly queueId: string | null
  readonly agentId: string | null
  readonly teamId: string | null
  readonly priority: number
  readonly units: number
  readonly lastSeq: number
  readonly botSeq: number
  readonly openedAt: string
  readonly queuedAt: string | null
  readonly handledSince: string | null
  readonly closedAt: string | null
  readonly rating: number | null
  readonly agentMessages: number
  readonly botMessages: number
  readonly externalId: string
  readonly contactName: string | null
  readonly contactLocale: string | null
  readonly personId: string | null
  readonly customerId: string | null
  readonly lastAgentId: string | null
  readonly vip: boolean
  readonly attributes: Readonly<Record<string, unknown>>
  /** Where the customer chose to leave a message; null when he did not. */
  readonly leavingSince: number | null
  readonly version: number
}

const COLUMNS = sql.raw(`c.conversation_id as "conversationId", c.channel_id as "channelId",
  c.contact_id as "contactId", c.status, c.queue_id as "queueId", c.agent_id as "agentId", c.team_id as "teamId",
  c.priority, c.units, c.last_seq as "lastSeq", c.bot_seq as "botSeq", c.opened_at as "openedAt",
  c.queued_at as "queuedAt", c.handled_since as "handledSince", c.closed_at as "closedAt", c.rating,
  c.agent_messages as "agentMessages", c.bot_messages as "botMessages", c.attributes,
  c.leaving_since as "leavingSince", c.version,
  k.external_id as "externalId", k.name as "contactName", k.locale as "contactLocale", k.person_id as "personId",
  k.customer_id as "customerId", k.last_agent_id as "lastAgentId", k.vip`)

export function findConversation(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Conversation | undefined> {
  return tx.find(sql<Conversation>`
    select ${COLUMNS} from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId}
    ${lock ? sql`for update of c` : sql``}`)
}

export async function getConversation(
  tx: Tx,
  tenantId: string,
  conversationId: string,
  options: { lock?: boolean } = {},
): Promise<Conversation> {
  const found = await findConversation(tx, tenantId, conversationId, options)
  if (!found) throw conversationRefusals.conversationNotFound()
  return found
}

/** The open conversation of a contact on a channel. */
export async function findOpenOf(
  tx: Tx,
  tenantId: string,
  channelId: string,
  externalId: string,
): Promise<Conversation | undefined> {
  return tx.find(sql<Conversation>`
    select ${COLUMNS} from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    where k.tenant_id = ${tenantId} and k.channel_id = ${channelId} and k.external_id = ${externalId}
      and c.status <> 'closed'`)
}

/** The last conversation of a contact, open or closed. */
export async function findLastOf(
  tx: Tx,
  tenantId: string,
  channelId: string,
  externalId: string,
): Promise<Conversation | undefined> {
  return tx.find(sql<Conversation>`
    select ${COLUMNS} from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    where k.tenant_id = ${tenantId} and k.channel_id = ${channelId} and k.external_id = ${externalId}
    order by c.opened_at desc limit 1`)
}

/** The open conversations of a person on any channel, the latest first. */
export function listOpenOfPerson(tx: Tx, tenantId: string, personId: string): Promise<Conversation[]> {
  return tx.all(sql<Conversation>`
    select ${COLUMNS} from conversation.conversation c
    join conversation.contact k on k.tenant_id = c.tenant_id and k.contact_id = c.contact_id
    where k.tenant_id = ${tenantId} and k.person_id = ${personId} and c.status <> 'closed'
    order by c.last_message_at desc`)
}

/** The ids that every event of a conversation carries. */
export function told({ conversationId, channelId, contactId, agentId }: Conversation) {
  return { conversationId, channelId, contactId, agentId }
}
