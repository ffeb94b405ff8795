import { clock, newId, type Context, type Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import { conversationRefusals } from '../errors.ts'
import { storable } from '../thread/storable.ts'

/** Something that a platform delivered and nobody could read; kept as it came until somebody has looked at it. */
export interface Unreadable {
  readonly unreadableId: string
  readonly channelId: string
  readonly channelName: string
  readonly reason: string
  readonly body: string
  readonly receivedAt: string
}

export async function keepUnreadable(
  tx: Tx,
  { tenantId, channelId }: { tenantId: string; channelId: string },
  { reason, body }: { reason: string; body: string },
): Promise<void> {
  await tx.run(sql`
    insert into conversation.unreadable (tenant_id, unreadable_id, channel_id, reason, body, received_at)
    values (${tenantId}, ${newId()}, ${channelId}, ${reason}, ${storable(body)}, ${clock.date()})`)
}

export async function listUnreadable(
  tx: Tx,
  { tenantId }: Context,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<Page<Unreadable>> {
  const rows = await tx.all(sql<Unreadable>`
    select u.unreadable_id as "unreadableId", u.channel_id as "channelId", h.name as "channelName", u.reason, u.body,
      u.received_at as "receivedAt"
    from conversation.unreadable u
    join conversation.channel h on h.tenant_id = u.tenant_id and h.channel_id = u.channel_id
    where u.tenant_id = ${tenantId} and u.done_at is null and ${beyond(['u.unreadable_id'], after, 'desc')}
    order by u.unreadable_id desc limit ${limit + 1}`)
  return toPage(rows, limit, ({ unreadableId }) => [unreadableId])
}

export async function dismissUnreadable(tx: Tx, { tenantId }: Context, unreadableId: string): Promise<void> {
  const done = await tx.run(sql`
    update conversation.unreadable set done_at = coalesce(done_at, ${clock.date()})
    where tenant_id = ${tenantId} and unreadable_id = ${unreadableId}`)
  if (done === 0) throw conversationRefusals.unreadableNotFound()
}
