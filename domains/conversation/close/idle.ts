import { clock, type Context } from '#engine/kernel'
import { sql } from '#engine/store'
import type { Parts } from '../parts.ts'
import { close } from './close.ts'

const ROUND_MAX = 500

/** Ends what nobody goes on with: nobody waits for us, and the customer has said nothing for as long as the channel allows. */
export async function closeIdle(parts: Parts, context: Context): Promise<void> {
  const idle = await parts.database.withTenant(context, (tx) =>
    tx.all(sql<{ conversationId: string; channelId: string }>`
      select c.conversation_id as "conversationId", c.channel_id as "channelId"
      from conversation.conversation c
      join conversation.channel h on h.tenant_id = c.tenant_id and h.channel_id = c.channel_id
      where c.tenant_id = ${context.tenantId} and c.status in ('bot', 'active') and c.awaiting_since is null
        and c.last_message_at < ${clock.date()}::timestamptz
          - make_interval(mins => coalesce((h.conduct ->> 'idleMinutes')::int, 1440))
      order by c.last_message_at limit ${ROUND_MAX}`),
  )
  for (const { conversationId, channelId } of idle) {
    const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
    if (!channel) continue
    const closing = { conversationId, reason: 'idle', survey: channel.conduct.survey } as const
    await parts.database.withTenant(context, (tx) => close(tx, context, channel, closing))
  }
}
