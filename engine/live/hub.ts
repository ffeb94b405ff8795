/**
 * Tells browsers what has happened, as soon as it is durable. Each process reads the event log once and hands every
 * event to its own sockets; a browser that was away says the last number it saw and gets what it missed.
 */
import { clock, type Context } from '#engine/kernel'
import { lastSequence, readLog, startLoop, type Bus, type LoggedEvent } from '#engine/events'
import type { Database } from '#engine/store'
import { createAudience, type Audience } from './audience.ts'
import { clientFrame, openConnection, TOPICS_MAX } from './connection.ts'
import type { ClientFrame, LiveConnection, ServerSocket } from './connection.ts'
import { createRecentEvents, type RecentEvents } from './recent.ts'
import type { TopicBook } from './topic.ts'

export interface LiveHub {
  attach(socket: ServerSocket, context: Context): { receive(frame: string): void; closed(): void }
  /** Something that is true only now (somebody types); not stored, not resumed. */
  broadcast(tenantId: string, topic: string, name: string, data: unknown): void
  readonly connections: number
  stop(): Promise<void>
}

export interface LiveParts {
  readonly database: Database
  readonly bus: Bus
  readonly topics: TopicBook
}

const POLL_MS = 1000
const READ_BATCH = 500
const BEAT_MS = 15_000
/** Something that happened just before a first subscription may have been missed by the page's own reading. */
const FRESH_MS = 3000

interface LogReader {
  readonly recent: RecentEvents
  readonly seen: () => bigint
  stop(): Promise<void>
}

export async function startLiveHub({ database, bus, topics }: LiveParts): Promise<LiveHub> {
  const audience = createAudience()
  const log = await followLog(database, bus, audience)
  const connections = new Set<LiveConnection>()
  const beat = setInterval(() => connections.forEach((connection) => connection.beat()), BEAT_MS)
  const silence = bus.listen('facet_live', (payload) => tellBroadcast(audience, log, payload))
  const dismissal = bus.listen('facet_setting', (what) => dismiss(connections, what))
  return {
    attach: (socket, context) => {
      const connection = openConnection(socket, context)
      connections.add(connection)
      return {
        receive: (text) => receive({ audience, log, topics }, connection, text),
        closed: () => {
          connections.delete(connection)
          audience.leave(connection, [...connection.topics.keys()])
        },
      }
    },
    broadcast: (tenantId, topic, name, data) =>
      bus.publish('facet_live', JSON.stringify({ tenantId, topic, name, data })),
    get connections() {
      return connections.size
    },
    stop: async () => {
      clearInterval(beat)
      silence()
      dismissal()
      for (const connection of connections) connection.end()
      await log.stop()
    },
  }
}

/** A session of this user was revoked. Which one a socket came by is not known; who is still signed in comes again. */
function dismiss(connections: ReadonlySet<LiveConnection>, what: string): void {
  if (!what.startsWith('session:')) return
  for (const connection of connections) {
    if (connection.context.actor.id === what.slice('session:'.length)) connection.end()
  }
}

async function followLog(database: Database, bus: Bus, audience: Audience): Promise<LogReader> {
  let seen = await database.acrossTenants(lastSequence)
  const recent = createRecentEvents(seen)
  const reader = startLoop('live', POLL_MS, async () => {
    const events = await database.acrossTenants((tx) => readLog(tx, seen, READ_BATCH))
    for (const event of events) {
      recent.add(event)
      seen = event.seq
      for (const topic of event.topics) {
        audience.tell(
          event.tenantId,
          topic,
          () => eventFrame(topic, event),
          () => stirFrame(topic, event.seq),
        )
      }
    }
    return events.length === READ_BATCH
  })
  const silence = bus.listen('facet_event', reader.wake)
  return {
    recent,
    seen: () => seen,
    stop: async () => {
      silence()
      await reader.stop()
    },
  }
}

interface Reception {
  readonly audience: Audience
  readonly log: LogReader
  readonly topics: TopicBook
}

function receive(reception: Reception, connection: LiveConnection, text: string): void {
  connection.heard()
  const frame = parseFrame(text)
  if (frame?.type === 'subscribe') void subscribe(reception, connection, frame.topics).catch(() => connection.end())
  else if (frame?.type === 'unsubscribe') reception.audience.leave(connection, frame.topics)
  else if (frame?.type === 'ping') connection.send('{"type":"pong"}')
}

async function subscribe(
  { audience, log, topics }: Reception,
  connection: LiveConnection,
  asked: { topic: string; after?: number | undefined }[],
): Promise<void> {
  for (const { topic, after } of asked) {
    if (connection.topics.size >= TOPICS_MAX) continue
    const hearing = await topics.hearingOf(connection.context, topic)
    if (hearing === 'nothing') continue
    audience.join(connection, topic, hearing)
    resume(log, connection, topic, after)
  }
}

function resume(log: LogReader, connection: LiveConnection, topic: string, after: number | undefined): void {
  const { tenantId } = connection.context
  const missed = after === undefined ? undefined : log.recent.since(tenantId, topic, after)
  const stirs = connection.topics.get(topic) === 'stirs'
  if (!stirs) for (const event of missed ?? []) connection.send(eventFrame(topic, event))
  const unsure = after === undefined ? log.recent.isFresh(tenantId, topic, FRESH_MS, clock.ms()) : missed === undefined
  if (unsure || (stirs && missed && missed.length > 0)) connection.send(stirFrame(topic, log.seen()))
}

function tellBroadcast(audience: Audience, log: LogReader, payload: string): void {
  if (payload === '') return
  const { tenantId, topic, name, data } = JSON.parse(payload) as Broadcast
  audience.tell(
    tenantId,
    topic,
    () => JSON.stringify({ type: 'event', topic, seq: Number(log.seen()), name, data }),
    () => stirFrame(topic, log.seen()),
  )
}

interface Broadcast {
  readonly tenantId: string
  readonly topic: string
  readonly name: string
  readonly data: unknown
}

function eventFrame(topic: string, { seq, name, data }: LoggedEvent): string {
  return JSON.stringify({ type: 'event', topic, seq: Number(seq), name, data })
}

/** Look again: without what it was about. */
function stirFrame(topic: string, seq: bigint): string {
  return JSON.stringify({ type: 'resync', topic, seq: Number(seq) })
}

function parseFrame(text: string): ClientFrame | undefined {
  try {
    return clientFrame.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
