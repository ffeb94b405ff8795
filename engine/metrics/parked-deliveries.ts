import { audit } from '#engine/audit'
import { discardParked, eventRefusals, listParked, replayParked } from '#engine/events'
import { eventsContract } from '#engine/events/contract'
import { routes, type RouteSet } from '#engine/http'
import { allow, type Sentence } from '#engine/identity'
import type { Database } from '#engine/store'

/** What did not get through, for whoever mends it. It stands here because events know neither routes nor the trail. */
export function parkedDeliveryRoutes(database: Database): RouteSet {
  return routes(eventsContract, {
    listParkedDeliveries: async ({ context, query }) => {
      const { items, next } = await listParked(database, context, query)
      return { items: items.map((item) => ({ ...item, seq: item.seq.toString() })), next }
    },
    replayParkedDelivery: async ({ context, body: { subscriber, seq } }) => {
      if (!(await replayParked(database, context, { subscriber, seq: BigInt(seq) }))) {
        throw eventRefusals.deliveryNotFound()
      }
      await database.withTenant(context, (tx) =>
        audit(tx, context, { action: 'engine.event.replay', subject: `delivery:${subscriber}:${seq}` }),
      )
    },
    discardParkedDelivery: async ({ context, body: { subscriber, seq, reason } }) => {
      await database.withTenant(context, async (tx) => {
        const before = await discardParked(tx, context, { subscriber, seq: BigInt(seq) })
        if (before === undefined) throw eventRefusals.deliveryNotFound()
        if (before === 'alive') throw eventRefusals.deliveryNotDead()
        const subject = `delivery:${subscriber}:${seq}`
        await audit(tx, context, { action: 'engine.event.discard', subject, before, after: { reason } })
      })
    },
  })
}

export const parkedDeliverySentences: readonly Sentence[] = [
  allow('administrator', 'event.read', 'event.replay', 'event.discard'),
]
