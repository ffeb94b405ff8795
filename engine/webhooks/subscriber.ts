import { z } from 'zod'
import { clock, newId, systemContext, type Context } from '#engine/kernel'
import type { LoggedEvent, Subscriber } from '#engine/events'
import { defineJob, enqueue } from '#engine/jobs'
import { sql, type Database, type Tx } from '#engine/store'
import { matchesEvent } from './pattern.ts'

export const deliverWebhook = defineJob('engine.deliver_webhook', z.object({ deliveryId: z.uuid() }))

/** Reads every named event and makes one delivery for each endpoint that wants to hear of it. */
export function webhookSubscriber(database: Database, eventNames: readonly string[]): Subscriber {
  return {
    name: 'engine.webhooks',
    reactions: eventNames.map((eventName) => ({
      eventName,
      react: (event, subscriber) => fanOut(database, event, systemContext(event.tenantId, subscriber, event.traceId)),
    })),
  }
}

async function fanOut(database: Database, event: LoggedEvent, context: Context): Promise<void> {
  await database.withTenant(context, async (tx) => {
    const endpoints = await tx.all(sql<{ id: string; patterns: string[] }>`
      select id, patterns from engine.webhook_endpoint where tenant_id = ${context.tenantId} and enabled`)
    const body = bodyOf(event)
    for (const { id, patterns } of endpoints) {
      if (!patterns.some((pattern) => matchesEvent(pattern, event.name))) continue
      const deliveryId = await insertDelivery(tx, context, { endpointId: id, messageId: event.id, event, body })
      if (deliveryId) await enqueue(tx, context, deliverWebhook, { deliveryId })
    }
  })
}

export interface NewDelivery {
  readonly endpointId: string
  readonly messageId: string
  readonly event: Pick<LoggedEvent, 'name'>
  readonly body: string
}

/** Answers the new delivery's id; undefined when this endpoint has this message already. */
export async function insertDelivery(tx: Tx, context: Context, delivery: NewDelivery): Promise<string | undefined> {
  const now = clock.date()
  const row = await tx.find(sql<{ id: string }>`
    insert into engine.webhook_delivery (tenant_id, id, endpoint_id, message_id, event_name, body, state, since, created_at)
    values (${context.tenantId}, ${newId()}, ${delivery.endpointId}, ${delivery.messageId}, ${delivery.event.name},
      ${delivery.body}, 'waiting', ${now}, ${now})
    on conflict (tenant_id, endpoint_id, message_id) do nothing returning id`)
  return row?.id
}

/** What is sent: type, time and data by the specification; `seq` puts the events of a tenant in order. */
export function bodyOf({ name, occurredAt, seq, data }: Pick<LoggedEvent, 'name' | 'occurredAt' | 'seq' | 'data'>) {
  return JSON.stringify({ type: name, timestamp: occurredAt, seq: seq.toString(), data })
}
