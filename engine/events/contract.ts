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
    dead: z.boolean().meta({ description: 'Given up: it waits for somebody to replay it' }),
    error: z.string().nullable(),
    data: z.unknown(),
    occurredAt: instant,
  })
  .meta({ id: 'ParkedDelivery' })

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
    body: z.strictObject({ subscriber: z.string().min(1).max(200), seq: z.string().regex(/^\d{1,18}$/) }),
    out: noContent,
    status: 204,
    refusals: ['engine.delivery-not-found'],
  }),
} as const
