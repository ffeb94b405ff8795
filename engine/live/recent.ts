import type { LoggedEvent } from '#engine/events'

/** The last events of all tenants in memory, so that a browser back from a short break costs no query. */
export interface RecentEvents {
  add(event: LoggedEvent): void
  /** Events of a tenant's topic behind `after`, or undefined when the memory does not reach back so far. */
  since(tenantId: string, topic: string, after: number): LoggedEvent[] | undefined
  /** Whether something happened on the topic within the last `ms`. */
  isFresh(tenantId: string, topic: string, ms: number, now: number): boolean
}

const KEPT = 5000

export function createRecentEvents(firstSeq: bigint): RecentEvents {
  const events: LoggedEvent[] = []
  let knownSince = firstSeq
  const concerns = (event: LoggedEvent, tenantId: string, topic: string): boolean =>
    event.tenantId === tenantId && event.topics.includes(topic)
  return {
    add: (event) => {
      events.push(event)
      if (events.length > KEPT * 2) knownSince = events.splice(0, KEPT).at(-1)!.seq
    },
    since: (tenantId, topic, after) =>
      BigInt(after) < knownSince
        ? undefined
        : events.filter((event) => event.seq > BigInt(after) && concerns(event, tenantId, topic)),
    isFresh: (tenantId, topic, ms, now) =>
      events.slice(-500).some((event) => concerns(event, tenantId, topic) && Date.parse(event.occurredAt) > now - ms),
  }
}
