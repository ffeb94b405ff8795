import { clock, newId, type Context, type Page } from '#engine/kernel'
import { beyond, sql, toPage, type Database, type Tx } from '#engine/store'
import { fleetRefusals } from '../errors.ts'
import type { KnownDevice } from '../telemetry/ingestion.ts'

/** A message that a device sent and nobody could read. */
export interface Unreadable {
  readonly unreadableId: string
  readonly deviceId: string
  readonly serial: string
  readonly deviceName: string
  readonly topic: string
  readonly reason: string
  /** The first 4 kB of it. */
  readonly body: string
  readonly bytes: number
  readonly receivedAt: string
}

export interface UnreadableMessage {
  readonly topic: string
  readonly reason: string
  readonly payload: string | Buffer
}

/** A device that babbles fills this much of its company's list and no more; the newest stay. */
export const KEPT_PER_TENANT = 200
const BODY_BYTES_MAX = 4096
const REASON_LENGTH_MAX = 1000
const TOPIC_LENGTH_MAX = 200

/** Keeps a message before it is acknowledged; the oldest ones of the company make room. */
export function keepUnreadable(database: Database, device: KnownDevice, message: UnreadableMessage): Promise<void> {
  const { tenantId, deviceId } = device
  const bytes = Buffer.from(message.payload)
  const body = printable(bytes.subarray(0, BODY_BYTES_MAX).toString('utf8'))
  const topic = printable(message.topic).slice(0, TOPIC_LENGTH_MAX)
  const reason = printable(message.reason).slice(0, REASON_LENGTH_MAX)
  return database.withTenant(device, async (tx) => {
    await tx.run(sql`
      insert into fleet.unreadable (tenant_id, unreadable_id, device_id, topic, reason, body, bytes, received_at)
      values (${tenantId}, ${newId()}, ${deviceId}, ${topic}, ${reason}, ${body}, ${bytes.length}, ${clock.date()})`)
    await tx.run(sql`
      delete from fleet.unreadable where tenant_id = ${tenantId} and unreadable_id in (
        select unreadable_id from fleet.unreadable where tenant_id = ${tenantId}
        order by unreadable_id desc offset ${KEPT_PER_TENANT})`)
  })
}

/** PostgreSQL keeps every character but this one. */
function printable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD')
}

/** Newest first. */
export async function listUnreadable(
  tx: Tx,
  page: { readonly limit: number; readonly after?: string | undefined },
): Promise<Page<Unreadable>> {
  const rows = await tx.all(sql<Unreadable>`
    select u.unreadable_id as "unreadableId", u.device_id as "deviceId", d.serial, d.name as "deviceName", u.topic,
      u.reason, u.body, u.bytes, u.received_at as "receivedAt"
    from fleet.unreadable u join fleet.device d on d.tenant_id = u.tenant_id and d.device_id = u.device_id
    where ${beyond(['unreadable_id'], page.after, 'desc')}
    order by u.unreadable_id desc limit ${page.limit + 1}`)
  return toPage(rows, page.limit, (row) => [row.unreadableId])
}

/** Somebody has seen it: it leaves the list. */
export async function dismissUnreadable(tx: Tx, { tenantId }: Context, unreadableId: string): Promise<void> {
  const gone = await tx.run(sql`
    delete from fleet.unreadable where tenant_id = ${tenantId} and unreadable_id = ${unreadableId}`)
  if (gone === 0) throw fleetRefusals.unreadableNotFound()
}
