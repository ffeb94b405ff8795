import { z } from 'zod'
import { instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'

const parkedDelivery = z
  .object({
    subscriber: z.string().meta({ description: 'The flow or module that could not take the event' }),
    seq: z.string(),
    eventName: z.string(),
    aggregate: z.string(),
    attempts: z.int(),
    nextAttemptAt: instant,
    dead: z.boolean().meta({ description: 'Given up: it waits for somebody to replay or discard it' }),
    error: z.string().nullable(),
    data: z.unknown(),
    occurredAt: instant,
  })
  .meta({ id: 'ParkedDelivery' })

const deliveryName = z.strictObject({ subscriber: z.string().min(1).max(200), seq: z.string().regex(/^\d{1,18}$/) })

/** Deliveries of events that did not get through. */
export const eventsContract = {
  listParkedDeliveries: route({
    method: 'GET',
    path: '/api/engine/parked-deliveries',
    summary: 'Deliveries that failed or wait behind one that failed, newest first',
    may: 'engine.event.read',
    query: pageQuery.extend({ dead: z.stringbool().optional() }),
    out: pageOf(parkedDelivery),
  }),
  replayParkedDelivery: route({
    method: 'POST',
    path: '/api/engine/parked-deliveries/replay',
    summary: 'Give a delivery another round of attempts, now',
    may: 'engine.event.replay',
    body: deliveryName,
    out: noContent,
    status: 204,
    refusals: ['engine.delivery-not-found'],
  }),
  discardParkedDelivery: route({
    method: 'POST',
    path: '/api/engine/parked-deliveries/discard',
    summary: 'Give up a dead delivery for good; the reason stays in the audit trail',
    may: 'engine.event.discard',
    body: deliveryName.extend({ reason: z.string().trim().min(1).max(400) }),
    out: noContent,
    status: 204,
    refusals: ['engine.delivery-not-found', 'engine.delivery-not-dead'],
  }),
} as const
