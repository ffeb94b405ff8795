/** What a test phone and the simulated platform remember: everything that went over the wire, in its order. */
import { clock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'

export interface TestAccountPlace {
  readonly database: Database
  readonly tenantId: string
  readonly channelId: string
}

export interface WireMessage {
  readonly place: number
  readonly platformId: string
  readonly direction: 'in' | 'out' | 'event'
  readonly payload: Readonly<Record<string, unknown>>
  readonly recalled: boolean
  readonly at: string
}

const COLUMNS = sql.raw(`place, platform_id as "platformId", direction, payload, recalled, at`)
/** A phone shows its last messages. */
const SHOWN_MAX = 100

/** False when the platform knows a message of this name. */
export async function keepMessage(
  { database, tenantId, channelId }: TestAccountPlace,
  { platformId, direction, payload }: Pick<WireMessage, 'platformId' | 'direction' | 'payload'>,
): Promise<boolean> {
  return database.withTenant({ tenantId }, async (tx) => {
    // One after the other: a place that is skipped would never be read.
    await tx.run(
      sql`select from conversation.channel where channel_id = ${channelId} and tenant_id = ${tenantId} for update`,
    )
    const kept = await tx.run(sql`
      insert into conversation.test_message (tenant_id, channel_id, place, platform_id, direction, payload, at)
      select ${tenantId}, ${channelId}, coalesce(max(place), 0) + 1, ${platformId}, ${direction},
        ${JSON.stringify(payload)}, ${clock.date()}
      from conversation.test_message where tenant_id = ${tenantId} and channel_id = ${channelId}
      on conflict (tenant_id, channel_id, platform_id) do nothing`)
    return kept === 1
  })
}

/** Behind a place, oldest first. */
export function messagesAfter({ database, tenantId, channelId }: TestAccountPlace, place: number, max: number) {
  return database.withTenant({ tenantId }, (tx) =>
    tx.all(sql<WireMessage>`
      select ${COLUMNS} from conversation.test_message
      where tenant_id = ${tenantId} and channel_id = ${channelId} and place > ${place} order by place limit ${max}`),
  )
}

export async function lastMessages({ database, tenantId, channelId }: TestAccountPlace): Promise<WireMessage[]> {
  const messages = await database.withTenant({ tenantId }, (tx) =>
    tx.all(sql<WireMessage>`
      select ${COLUMNS} from conversation.test_message
      where tenant_id = ${tenantId} and channel_id = ${channelId} order by place desc limit ${SHOWN_MAX}`),
  )
  return messages.toReversed()
}

/** False when there is no such message, or it is gone already. */
export async function recallMessage(
  { database, tenantId, channelId }: TestAccountPlace,
  platformId: string,
  direction: 'in' | 'out',
): Promise<boolean> {
  const changed = await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      update conversation.test_message set recalled = true
      where tenant_id = ${tenantId} and channel_id = ${channelId} and platform_id = ${platformId}
        and direction = ${direction} and not recalled`),
  )
  return changed === 1
}

/** Everything since a time, oldest first. */
export function messagesSince({ database, tenantId, channelId }: TestAccountPlace, ms: number): Promise<WireMessage[]> {
  return database.withTenant({ tenantId }, (tx) =>
    tx.all(sql<WireMessage>`
      select ${COLUMNS} from conversation.test_message
      where tenant_id = ${tenantId} and channel_id = ${channelId} and at > ${new Date(ms)} order by place`),
  )
}
