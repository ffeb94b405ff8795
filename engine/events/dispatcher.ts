/**
 * Carries committed events to their subscribers: at least once, in order for each aggregate.
 *
 *   outbox ──relay──▶ log ──cursor of each subscriber──▶ its reactions
 *
 * Any number of processes run a dispatcher on one database. The relay and each subscriber are done by whichever
 * process holds their lock; when it dies another goes on from the stored place.
 */
import { Refusal } from '#engine/kernel'
import { sql, type Database, type Tx } from '#engine/store'
import type { Bus } from './bus.ts'
import { lastSequence, readEvents, readLogOf, sequenceOutbox, type LoggedEvent } from './log.ts'
import { aggregateKey, blockedAggregates, dueDeliveries, park, postpone, settle, type Failure } from './parked.ts'
import type { Subscriber } from './reaction.ts'
import { openSessionLocks, type SessionLocks } from './session-lock.ts'
import { outboxSignal } from './signal.ts'
import { startLoop, type Loop } from './loop.ts'

export interface Dispatcher {
  /** Resolves when the outbox is empty and every subscriber of this process has read to the end. For tests and stories. */
  settled(): Promise<void>
  stop(): Promise<void>
}

export interface DispatcherSettings {
  readonly database: Database
  readonly bus: Bus
  readonly subscribers: readonly Subscriber[]
  /** Told of every failed delivery, for the log and the metrics. */
  readonly onFailure: (subscriber: string, event: LoggedEvent, failure: Failure) => void
  /** How often to look although nobody has called. */
  readonly pollMs?: number
}

const RELAY_BATCH = 1000
const SUBSCRIBER_BATCH = 200
const RETRY_BATCH = 50
/** Between two steps of a subscriber under load: each step has its price, whatever it carries. */
const SUBSCRIBER_REST_MS = 20

export async function startDispatcher(settings: DispatcherSettings): Promise<Dispatcher> {
  const { database, bus, subscribers, pollMs = 1000 } = settings
  const locks = openSessionLocks(database)
  await database.acrossTenants((tx) => enrol(tx, subscribers))

  const relay = startLoop('relay', pollMs, () => relayOutbox(database, locks, bus))
  const readers = subscribers.map((subscriber) =>
    startLoop(subscriber.name, pollMs, () => readOnce(settings, locks, subscriber), SUBSCRIBER_REST_MS),
  )
  /** `told` names the kinds of events that have come; empty when nobody knows. */
  const wakeReaders = (told: string): void => {
    const names = new Set(told.split(' '))
    subscribers.forEach(({ reactions }, index) => {
      if (told === '' || reactions.some(({ eventName }) => names.has(eventName))) readers[index]!.wake()
    })
  }
  const unsubscribe = [
    outboxSignal.onWake(() => {
      relay.wake()
      bus.publish('facet_outbox')
    }),
    bus.listen('facet_outbox', relay.wake),
    bus.listen('facet_event', wakeReaders),
  ]
  return {
    settled: () => untilSettled(database, relay, readers, subscribers),
    stop: async () => {
      for (const end of unsubscribe) end()
      await Promise.all([relay, ...readers].map((loop) => loop.stop()))
      await locks.close()
    },
  }
}

/** A subscriber that is new to this installation begins at the present, not at the beginning of history. */
async function enrol(tx: Tx, subscribers: readonly Subscriber[]): Promise<void> {
  const seq = await lastSequence(tx)
  const names = subscribers.map(({ name }) => name)
  await tx.run(sql`
    insert into engine.subscription (subscriber, seq) select name, ${seq} from unnest(${names}::text[]) as n (name)
    on conflict do nothing`)
}

async function relayOutbox(database: Database, locks: SessionLocks, bus: Bus): Promise<boolean> {
  if (!(await locks.hold('relay'))) return false
  const { count, last, names } = await database.acrossTenants((tx) => sequenceOutbox(tx, RELAY_BATCH))
  if (last !== null) bus.publish('facet_event', names.join(' '))
  return count === RELAY_BATCH
}

/** One step of a subscriber; answers true when there is more to do at once. */
async function readOnce(settings: DispatcherSettings, locks: SessionLocks, subscriber: Subscriber): Promise<boolean> {
  if (!(await locks.hold(`subscriber ${subscriber.name}`))) return false
  const { database } = settings
  const { events, seen, parked } = await database.acrossTenants((tx) => nextEvents(tx, subscriber))
  const retried = parked && (await retryDue(settings, subscriber))
  if (events.length > 0) await deliverAll(settings, subscriber, events, parked)
  if (seen !== null) await database.acrossTenants((tx) => advance(tx, subscriber.name, seen))
  return events.length === SUBSCRIBER_BATCH || retried
}

interface Standing {
  readonly after: bigint
  readonly upTo: bigint
  /** Whether deliveries of this subscriber wait for another attempt. */
  readonly parked: boolean
}

interface NextEvents extends Pick<Standing, 'parked'> {
  readonly events: readonly LoggedEvent[]
  /** How far the log was read; null when there was nothing new. */
  readonly seen: bigint | null
}

async function nextEvents(tx: Tx, { name, reactions }: Subscriber): Promise<NextEvents> {
  const { after, upTo, parked } = await tx.one(sql<Standing>`
    select seq as after, (select coalesce(max(seq), 0) from engine.event) as "upTo",
      exists (select from engine.delivery d where d.subscriber = s.subscriber and not d.dead) as parked
    from engine.subscription s where subscriber = ${name}`)
  if (upTo === after) return { events: [], seen: null, parked }
  const names = reactions.map(({ eventName }) => eventName)
  const events = await readLogOf(tx, names, { after, upTo }, SUBSCRIBER_BATCH)
  return { events, seen: events.length === SUBSCRIBER_BATCH ? events.at(-1)!.seq : upTo, parked }
}

async function advance(tx: Tx, subscriber: string, seq: bigint): Promise<void> {
  await tx.run(sql`
    update engine.subscription set seq = ${seq}, updated_at = now() where subscriber = ${subscriber} and seq < ${seq}`)
}

/** Aggregates side by side, the events of each one after the other. */
async function deliverAll(
  settings: DispatcherSettings,
  subscriber: Subscriber,
  events: readonly LoggedEvent[],
  parked: boolean,
): Promise<void> {
  const { database } = settings
  const blocked = parked
    ? await database.acrossTenants((tx) => blockedAggregates(tx, subscriber.name, events))
    : new Set<string>()
  const groups = Map.groupBy(events, aggregateKey)
  await Promise.all(
    [...groups].map(async ([key, group]) => {
      let waits = blocked.has(key)
      for (const event of group) {
        const failure = waits ? undefined : await attempt(settings, subscriber, event)
        if (waits || failure) await database.acrossTenants((tx) => park(tx, subscriber.name, event, failure))
        waits ||= failure !== undefined && !failure.final
      }
    }),
  )
}

async function retryDue(settings: DispatcherSettings, subscriber: Subscriber): Promise<boolean> {
  const { database } = settings
  const { due, events } = await database.acrossTenants(async (tx) => {
    const found = await dueDeliveries(tx, subscriber.name, RETRY_BATCH)
    return {
      due: found,
      events:
        found.length > 0
          ? await readEvents(
              tx,
              found.map(({ seq }) => seq),
            )
          : [],
    }
  })
  for (const delivery of due) {
    const event = events.find(({ seq }) => seq === delivery.seq)
    const failure = event && (await attempt(settings, subscriber, event))
    await database.acrossTenants((tx) =>
      failure ? postpone(tx, subscriber.name, delivery, failure) : settle(tx, subscriber.name, delivery),
    )
  }
  return due.length > 0
}

async function attempt(
  { onFailure }: DispatcherSettings,
  subscriber: Subscriber,
  event: LoggedEvent,
): Promise<Failure | undefined> {
  try {
    for (const reaction of subscriber.reactions) {
      if (reaction.eventName === event.name) await reaction.react(event, subscriber.name)
    }
    return undefined
  } catch (error) {
    const failure = { error, final: error instanceof Refusal && error.status !== 429 && error.status !== 503 }
    onFailure(subscriber.name, event, failure)
    return failure
  }
}

async function untilSettled(
  database: Database,
  relay: Loop,
  readers: readonly Loop[],
  subscribers: readonly Subscriber[],
): Promise<void> {
  const names = subscribers.map(({ name }) => name)
  for (;;) {
    await relay.run()
    for (const reader of readers) await reader.run()
    const { open } = await database.acrossTenants((tx) =>
      tx.one(sql<{ open: boolean }>`
        select exists (select from engine.outbox) or exists (
          select from engine.subscription
          where subscriber = any(${names}) and seq < (select coalesce(max(seq), 0) from engine.event)) as open`),
    )
    if (!open) return
  }
}
