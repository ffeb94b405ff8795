/**
 * The live connection: one WebSocket of this browser to `/api/live`, whatever the number of pages that listen.
 *
 *   browser → server   { type: 'subscribe', topics: [{ topic, after? }] }   { type: 'unsubscribe', topics: [topic] }
 *   server → browser   { type: 'event', topic, seq, name, data }   { type: 'resync', topic, seq }
 *   both ways          { type: 'ping' }   { type: 'pong' }
 *
 * After a broken connection each topic is resumed behind the last sequence number that was seen. Where that is not
 * possible (`resync`, or nothing was seen yet) the listeners are told to read again, so no change stays unseen.
 */

export interface LiveEvent {
  readonly topic: string
  readonly seq: number
  readonly name: string
  readonly data: unknown
}

/** An event happened, or an unknown number of them did. */
export type LiveSignal = { readonly kind: 'event'; readonly event: LiveEvent } | { readonly kind: 'resync' }

/** `open` once the server has been reached; `behind` while the screen may show an older state than the server. */
export type LiveState = 'idle' | 'open' | 'behind'

/** What is needed of a WebSocket. */
export interface LiveSocket {
  onopen: (() => void) | null
  onmessage: ((message: { data: unknown }) => void) | null
  onclose: ((event: { code: number }) => void) | null
  send(frame: string): void
  close(): void
}

export interface LiveSettings {
  readonly connect: () => LiveSocket
  /** Between 0 and 1; spreads the reconnects of many browsers after a restart of the server. */
  readonly jitter?: () => number
}

const PING_EVERY_MS = 15_000
const DEAD_AFTER_MS = 40_000
/** The server's close code for a caller without a session; trying again would not help. */
const SIGNED_OUT = 4401
const BACK_OFF_MS = { first: 500, most: 15_000 } as const

const RESYNC: LiveSignal = { kind: 'resync' }

interface Topic {
  readonly listeners: Set<(signal: LiveSignal) => void>
  seen: number | undefined
}

type Frame =
  | ({ readonly type: 'event' } & LiveEvent)
  | { readonly type: 'resync'; readonly topic: string; readonly seq: number }
  | { readonly type: 'ping' | 'pong' }

export class LiveConnection {
  readonly #connect: () => LiveSocket
  readonly #jitter: () => number
  readonly #topics = new Map<string, Topic>()
  readonly #stateListeners = new Set<() => void>()
  #socket: LiveSocket | undefined
  #state: LiveState = 'idle'
  #open = false
  #wasOpen = false
  #attempts = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #heartbeat: ReturnType<typeof setInterval> | undefined
  #death: ReturnType<typeof setTimeout> | undefined

  constructor({ connect, jitter = () => 0.5 }: LiveSettings) {
    this.#connect = connect
    this.#jitter = jitter
  }

  /** Hears of every event of a topic until the returned function is called. */
  listen(name: string, listener: (signal: LiveSignal) => void): () => void {
    const known = this.#topics.get(name)
    const topic = known ?? { listeners: new Set(), seen: undefined }
    topic.listeners.add(listener)
    this.#topics.set(name, topic)
    if (!known) this.#subscribe([name])
    if (!this.#socket && !this.#retry) this.#start()
    return () => this.#leave(name, topic, listener)
  }

  #leave(name: string, topic: Topic, listener: (signal: LiveSignal) => void): void {
    topic.listeners.delete(listener)
    if (topic.listeners.size > 0 || this.#topics.get(name) !== topic) return
    this.#topics.delete(name)
    this.#send({ type: 'unsubscribe', topics: [name] })
  }

  readonly state = (): LiveState => this.#state

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener)
    return () => this.#stateListeners.delete(listener)
  }

  /** Tries again at once; for "the network is back". */
  wake(): void {
    if (this.#retry) this.#start()
  }

  close(): void {
    clearTimeout(this.#retry)
    this.#retry = undefined
    this.#topics.clear()
    this.#wasOpen = false
    const gone = this.#socket
    this.#stop()
    gone?.close()
    this.#setState('idle')
  }

  #start(): void {
    clearTimeout(this.#retry)
    this.#retry = undefined
    const socket = this.#connect()
    this.#socket = socket
    socket.onopen = () => this.#opened()
    socket.onmessage = ({ data }) => this.#received(JSON.parse(String(data)) as Frame)
    socket.onclose = ({ code }) => {
      if (this.#socket !== socket) return
      if (code === SIGNED_OUT) this.#stop()
      else this.#lost()
    }
    this.#alive()
  }

  #opened(): void {
    this.#open = true
    this.#attempts = 0
    this.#subscribe([...this.#topics.keys()])
    // Nothing is known of what happened on topics without a sequence while the connection was away.
    if (this.#wasOpen) for (const topic of this.#topics.values()) if (topic.seen === undefined) tell(topic, RESYNC)
    this.#wasOpen = true
    this.#heartbeat = setInterval(() => this.#send({ type: 'ping' }), PING_EVERY_MS)
    this.#setState('open')
  }

  #subscribe(names: readonly string[]): void {
    if (names.length === 0) return
    const topics = names.map((topic) => ({ topic, after: this.#topics.get(topic)?.seen }))
    this.#send({ type: 'subscribe', topics })
  }

  #received(frame: Frame): void {
    this.#alive()
    if (frame.type === 'ping') return this.#send({ type: 'pong' })
    if (frame.type !== 'event' && frame.type !== 'resync') return
    const topic = this.#topics.get(frame.topic)
    // What is older was told already. Passing signs (somebody types) carry the number of the event before them.
    if (!topic || (frame.type === 'event' && frame.seq < (topic.seen ?? 0))) return
    topic.seen = frame.seq
    tell(topic, frame.type === 'resync' ? RESYNC : { kind: 'event', event: frame })
  }

  #send(frame: object): void {
    if (this.#open) this.#socket?.send(JSON.stringify(frame))
  }

  /** A silent peer is a dead one: the network may have gone without a word. */
  #alive(): void {
    clearTimeout(this.#death)
    this.#death = setTimeout(() => {
      const gone = this.#socket
      this.#lost()
      gone?.close()
    }, DEAD_AFTER_MS)
  }

  #lost(): void {
    this.#stop()
    this.#setState('behind')
    const wait = Math.min(BACK_OFF_MS.first * 2 ** this.#attempts, BACK_OFF_MS.most)
    this.#attempts += 1
    this.#retry = setTimeout(() => this.#start(), wait / 2 + (wait / 2) * this.#jitter())
  }

  #stop(): void {
    this.#open = false
    this.#socket = undefined
    clearInterval(this.#heartbeat)
    clearTimeout(this.#death)
  }

  #setState(next: LiveState): void {
    if (this.#state === next) return
    this.#state = next
    for (const listener of this.#stateListeners) listener()
  }
}

function tell(topic: Topic, signal: LiveSignal): void {
  for (const listener of topic.listeners) listener(signal)
}
