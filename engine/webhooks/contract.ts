import { z } from 'zod'
import { idParams, instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'
import { EVENT_PATTERN } from './pattern.ts'
import { attempt, delivery, deliveryDetails, deliveryState, urlRefusals } from './shapes.ts'

export { noticeHooksContract } from './notice/contract.ts'

const pattern = z
  .string()
  .max(80)
  .regex(EVENT_PATTERN, 'is not an event name such as desk.incident_opened, desk.* or *')

const draft = {
  url: z.string().min(1).max(2000),
  description: z.string().max(200).default(''),
  patterns: z.array(pattern).min(1).max(50),
}

const endpoint = z
  .object({
    id: z.uuid(),
    url: z.string(),
    description: z.string(),
    patterns: z.array(z.string()),
    enabled: z.boolean(),
    disabledReason: z.string().nullable().meta({ description: '`failing` or `gone` when Facet has switched it off' }),
    lastSuccessAt: instant.nullable(),
    pausedUntil: instant.nullable(),
    previousSecretUntil: instant.nullable(),
    version: z.int(),
    createdAt: instant,
  })
  .meta({ id: 'Webhook' })

/** Outgoing webhooks, signed by the Standard Webhooks specification. */
export const webhooksContract = {
  listWebhookEvents: route({
    method: 'GET',
    path: '/api/engine/webhook-events',
    summary: 'The names of all events that can be sent',
    may: 'engine.webhook.read',
    out: z.object({ items: z.array(z.string()) }),
  }),
  listWebhooks: route({
    method: 'GET',
    path: '/api/engine/webhooks',
    summary: 'All endpoints, without their secrets',
    may: 'engine.webhook.read',
    out: z.object({ items: z.array(endpoint) }),
  }),
  createWebhook: route({
    method: 'POST',
    path: '/api/engine/webhooks',
    summary: 'Make an endpoint; its secret is shown this once',
    may: 'engine.webhook.edit',
    body: z.strictObject(draft),
    out: z.object({ endpoint, secret: z.string() }),
    status: 201,
    refusals: [...urlRefusals, 'engine.too-many-webhooks'],
  }),
  changeWebhook: route({
    method: 'PUT',
    path: '/api/engine/webhooks/:id',
    summary: 'Change an endpoint, switch it on or off',
    may: 'engine.webhook.edit',
    params: idParams,
    body: z.strictObject({ ...draft, enabled: z.boolean() }),
    out: endpoint,
    refusals: [...urlRefusals, 'engine.webhook-not-found', 'engine.version-conflict'],
  }),
  removeWebhook: route({
    method: 'DELETE',
    path: '/api/engine/webhooks/:id',
    summary: 'Remove an endpoint with its log',
    may: 'engine.webhook.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.webhook-not-found'],
  }),
  rotateWebhookSecret: route({
    method: 'POST',
    path: '/api/engine/webhooks/:id/secret',
    summary: 'A new secret, shown this once; the old one signs beside it for a day',
    may: 'engine.webhook.edit',
    params: idParams,
    out: z.object({ secret: z.string(), previousSecretUntil: instant }),
    refusals: ['engine.webhook-not-found'],
  }),
  testWebhook: route({
    method: 'POST',
    path: '/api/engine/webhooks/:id/test',
    summary: 'Send a test message now and answer what came of it',
    may: 'engine.webhook.edit',
    params: idParams,
    out: attempt,
    refusals: ['engine.webhook-not-found'],
  }),
  listWebhookDeliveries: route({
    method: 'GET',
    path: '/api/engine/webhooks/:id/deliveries',
    summary: 'What was sent to an endpoint, newest first',
    may: 'engine.webhook.read',
    params: idParams,
    query: pageQuery.extend({ state: deliveryState.optional() }),
    out: pageOf(delivery),
  }),
  readWebhookDelivery: route({
    method: 'GET',
    path: '/api/engine/webhook-deliveries/:id',
    summary: 'One delivery with its body and every attempt',
    may: 'engine.webhook.read',
    params: idParams,
    out: deliveryDetails,
    refusals: ['engine.webhook-delivery-not-found'],
  }),
  redeliverWebhook: route({
    method: 'POST',
    path: '/api/engine/webhook-deliveries/:id/redeliver',
    summary: 'Begin another round of attempts with the same message',
    may: 'engine.webhook.edit',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['engine.webhook-delivery-not-found'],
  }),
} as const
