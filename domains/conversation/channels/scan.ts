/**
 * Whoever scans a code comes in where it leads: his open conversation gets the code's tags at once, and its queue while
 * the bot still speaks; otherwise the next conversation that he begins within two days.
 */
import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { addTags } from '../inbox/signs.ts'
import type { ChannelPlace } from './address.ts'

/** A scan is forgotten after this long: what is written then is about something else. */
const KEPT_MS = 48 * 3_600_000

interface Lead {
  readonly scanCodeId: string
  readonly name: string
  readonly queueId: string | null
  readonly tags: readonly string[]
}

const LEAD = sql.raw(`s.scan_code_id as "scanCodeId", s.name, s.queue_id as "queueId", s.tags`)

/** Counted; undefined when the code is none of ours. */
export function countScan(tx: Tx, { tenantId, channelId }: ChannelPlace, scene: string): Promise<Lead | undefined> {
  return tx.find(sql<Lead>`
    update conversation.scan_code s set scans = s.scans + 1, scanned_at = ${clock.date()}
    where s.tenant_id = ${tenantId} and s.channel_id = ${channelId} and s.scene = ${scene} returning ${LEAD}`)
}

/** Kept for the conversation that the contact begins next. */
export async function keepScan(tx: Tx, { tenantId }: Context, contactId: string, { scanCodeId }: Lead): Promise<void> {
  await tx.run(sql`
    insert into conversation.scan (tenant_id, contact_id, scan_code_id, scanned_at)
    values (${tenantId}, ${contactId}, ${scanCodeId}, ${clock.date()})
    on conflict (tenant_id, contact_id) do update set scan_code_id = excluded.scan_code_id,
      scanned_at = excluded.scanned_at`)
}

/** Where the contact's scan leads the conversation that he has just begun; each scan leads once. */
export function takeScan(tx: Tx, { tenantId }: Context, contactId: string): Promise<Lead | undefined> {
  return tx.find(sql<Lead>`
    with taken as (
      delete from conversation.scan where tenant_id = ${tenantId} and contact_id = ${contactId}
      returning scan_code_id, scanned_at)
    select ${LEAD} from taken t
    join conversation.scan_code s on s.tenant_id = ${tenantId} and s.scan_code_id = t.scan_code_id
    where t.scanned_at > ${new Date(clock.ms() - KEPT_MS)}`)
}

/** The queue counts only for who does not wait or talk yet. */
export async function leadIn(tx: Tx, context: Context, conversationId: string, { queueId, tags }: Lead): Promise<void> {
  if (tags.length > 0) await addTags(tx, context, conversationId, tags)
  if (queueId === null) return
  await tx.run(sql`
    update conversation.conversation set queue_id = ${queueId}, version = version + 1
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId} and status = 'bot'`)
}
