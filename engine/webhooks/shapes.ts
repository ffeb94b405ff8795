/** What both kinds of webhooks, of events and of notifications, tell of their deliveries. */
import { z } from 'zod'
import { instant } from '#engine/http/contract'

export const deliveryState = z.enum(['waiting', 'delivered', 'failed'])

export const delivery = z
  .object({
    id: z.uuid(),
    endpointId: z.uuid(),
    messageId: z.uuid().meta({ description: 'The header `webhook-id`' }),
    eventName: z.string(),
    state: deliveryState,
    attempts: z.int(),
    nextAttemptAt: instant.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'WebhookDelivery' })

export const attempt = z
  .object({
    status: z.int().nullable(),
    durationMs: z.int(),
    response: z.string().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'WebhookAttempt' })

export const urlRefusals = ['engine.outside-url-refused', 'engine.outside-address-refused']

export const deliveryDetails = delivery.extend({
  body: z.string(),
  log: z.array(attempt.extend({ at: instant })),
})
