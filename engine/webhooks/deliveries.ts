import { clock, newId, type Context, type Page } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { beyond, sql, toPage, type Database } from '#engine/store'
import { deliverOnce } from './deliver.ts'
import { getEndpoint, type EndpointParts } from './endpoint.ts'
import { webhookRefusals } from './errors.ts'
import type { Attempt } from './send.ts'
import { bodyOf, deliverWebhook, insertDelivery } from './subscriber.ts'

export type DeliveryState = 'waiting' | 'delivered' | 'failed'

export interface WebhookDelivery {
  readonly id: string
  readonly endpointId: string
  readonly messageId: string
  readonly eventName: string
  readonly state: DeliveryState
  readonly attempts: number
  readonly nextAttemptAt: string | null
  readonly createdAt: string
}

export interface DeliveryDetails extends WebhookDelivery {
  readonly body: string
  readonly log: readonly (Attempt & { readonly at: string })[]
}

const COLUMNS = sql.raw(`id, endpoint_id as "endpointId", message_id as "messageId", event_name as "eventName", state,
  attempts, next_attempt_at as "nextAttemptAt", created_at as "createdAt"`)

/** What was sent to an endpoint, newest first. */
export function listDeliveries(
  database: Database,
  context: Context,
  endpointId: string,
  { state, limit, after }: { state?: DeliveryState | undefined; limit: number; after?: string | undefined },
): Promise<Page<WebhookDelivery>> {
  return database.withTenant(context, async (tx) => {
    const rows = await tx.all(sql<WebhookDelivery>`
      select ${COLUMNS} from engine.webhook_delivery
      where tenant_id = ${context.tenantId} and endpoint_id = ${endpointId}
        and (${state ?? null}::text is null or state = ${state ?? null}) and ${beyond(['id'], after, 'desc')}
      order by id desc limit ${limit + 1}`)
    return toPage(rows, limit, ({ id }) => [id])
  })
}

export function readDelivery(database: Database, context: Context, id: string): Promise<DeliveryDetails> {
  return database.withTenant(context, async (tx) => {
    const [delivery, log] = await Promise.all([
      tx.find(sql<Omit<DeliveryDetails, 'log'>>`
        select ${COLUMNS}, body from engine.webhook_delivery where tenant_id = ${context.tenantId} and id = ${id}`),
      tx.all(sql<DeliveryDetails['log'][number]>`
        select at, status, duration_ms as "durationMs", response, error from engine.webhook_attempt
        where tenant_id = ${context.tenantId} and delivery_id = ${id} order by id`),
    ])
    if (!delivery) throw webhookRefusals.webhookDeliveryNotFound()
    return { ...delivery, log }
  })
}

/** Begins another round of attempts, now, with the same message id. */
export async function redeliver(database: Database, context: Context, id: string): Promise<void> {
  await database.withTenant(context, async (tx) => {
    const delivery = await tx.find(sql<{ endpointId: string }>`
      update engine.webhook_delivery set state = 'waiting', attempts = 0, since = ${clock.date()}, next_attempt_at = null
      where tenant_id = ${context.tenantId} and id = ${id} returning endpoint_id as "endpointId"`)
    if (!delivery) throw webhookRefusals.webhookDeliveryNotFound()
    await tx.run(sql`
      update engine.webhook_endpoint set paused_until = null
      where tenant_id = ${context.tenantId} and id = ${delivery.endpointId}`)
    await enqueue(tx, context, deliverWebhook, { deliveryId: id }, { key: `webhook:${id}` })
  })
}

/** Sends a message that says it is a test, at once and only once, and answers what came of it. */
export async function testEndpoint(parts: EndpointParts, context: Context, endpointId: string): Promise<Attempt> {
  const deliveryId = await parts.database.withTenant(context, async (tx) => {
    await getEndpoint(tx, context, endpointId)
    const event = {
      name: 'engine.webhook_test',
      occurredAt: clock.iso(),
      seq: 0n,
      data: { message: 'Hello from Facet' },
    }
    return insertDelivery(tx, context, { endpointId, messageId: newId(), event, body: bodyOf(event) })
  })
  return deliverOnce(parts, context, deliveryId!)
}
