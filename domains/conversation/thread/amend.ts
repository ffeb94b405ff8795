/** Changes to messages that are already in their place: the place stays, the change gets a number to resume by. */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import { conversationRefusals } from '../errors.ts'
import { messageChanged } from '../events.ts'
import type { MessageContent } from './content.ts'
import { plainText } from './plain-text.ts'
import { storable, storableJson } from './storable.ts'

export interface MessagePlace {
  readonly conversationId: string
  readonly seq: number
}

/** Sets columns of one message; refused when it is not there. `what` tells watchers what kind of change it was. */
async function amend(
  tx: Tx,
  context: Context,
  { conversationId, seq }: MessagePlace,
  what: string,
  set: RawBuilder<unknown>,
): Promise<void> {
  const { tenantId } = context
  // The number is taken first: its row lock is the one that every writer of the thread takes first.
  const changed = await tx.find(sql<{ change: number; channelId: string; contactId: string; agentId: string | null }>`
    with number as materialized (
      select c.channel_id, c.contact_id, c.agent_id, conversation.next_change(${tenantId}, ${conversationId}) as change
      from conversation.conversation c where c.tenant_id = ${tenantId} and c.conversation_id = ${conversationId})
    update conversation.message m set change = n.change, ${set} from number n
    where m.tenant_id = ${tenantId} and m.conversation_id = ${conversationId} and m.seq = ${seq}
    returning n.change, n.channel_id as "channelId", n.contact_id as "contactId", n.agent_id as "agentId"`)
  if (!changed) throw conversationRefusals.messageNotFound()
  await emit(tx, context, messageChanged, { conversationId, seq, what, ...changed })
}

/** Replaces what a message says: an edited text, a file that has arrived, a transcript. */
export function setContent(
  tx: Tx,
  context: Context,
  place: MessagePlace,
  content: MessageContent,
  { edited = false }: { edited?: boolean } = {},
): Promise<void> {
  const stamp = edited ? sql`, edited_at = ${clock.date()}` : sql``
  const set = sql`content = ${storableJson(content)}, text = ${storable(plainText(content))}, type = ${content.type}${stamp}`
  return amend(tx, context, place, edited ? 'edited' : 'content', set)
}

/** Takes a message back: its place stays, nobody can read it any more. */
export function setRecalled(tx: Tx, context: Context, place: MessagePlace): Promise<void> {
  const set = sql`recalled_at = ${clock.date()}, text = ''`
  return amend(tx, context, place, 'recalled', set)
}

export type DeliveryState = 'queued' | 'sent' | 'delivered' | 'failed'

export function setDeliveryState(
  tx: Tx,
  context: Context,
  place: MessagePlace,
  state: DeliveryState,
  failure: string | null = null,
): Promise<void> {
  return amend(tx, context, place, state, sql`state = ${state}, failure = ${failure}`)
}

/** Adds a reaction, or takes the same one back. `who` is `customer` or `agent:<id>`. */
export function toggleReaction(
  tx: Tx,
  context: Context,
  place: MessagePlace,
  emoji: string,
  who: string,
): Promise<void> {
  const former = sql`coalesce(m.reactions -> ${emoji}::text, '[]'::jsonb)`
  const next = sql`case when ${former} ? ${who}::text then ${former} - ${who}::text
    else ${former} || to_jsonb(${who}::text) end`
  const set = sql`reactions = coalesce(m.reactions, '{}'::jsonb) || jsonb_build_object(${emoji}::text, ${next})`
  return amend(tx, context, place, 'reaction', set)
}
