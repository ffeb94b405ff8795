import { systemContext, type Context } from '#engine/kernel'
import type { EventType } from './define.ts'
import type { LoggedEvent } from './log.ts'

/** What a reaction may know of the event besides its data. */
export interface EventMeta {
  readonly eventId: string
  readonly seq: bigint
  readonly occurredAt: string
  /** Who caused it; the reaction itself acts as the system. */
  readonly cause: Context['actor']
}

export interface Reaction {
  readonly eventName: string
  react(event: LoggedEvent, subscriber: string): Promise<void>
}

/**
 * `on(incidentOpened, async (incident, context) => …)`. The event may come twice and hours late:
 * each command that the reaction sends carries a source id that makes the repetition harmless.
 */
export function on<Data>(
  type: EventType<Data>,
  reaction: (data: Data, context: Context, meta: EventMeta) => Promise<void>,
): Reaction {
  return {
    eventName: type.name,
    react: async (event, subscriber) => {
      const context = systemContext(event.tenantId, subscriber, event.traceId)
      const meta = { eventId: event.id, seq: event.seq, occurredAt: event.occurredAt, cause: event.actor }
      await reaction(type.schema.parse(event.data), context, meta)
    },
  }
}

/** A named reader of the log with a place of its own: a flow, the webhooks, a read model. */
export interface Subscriber {
  readonly name: string
  readonly reactions: readonly Reaction[]
}
