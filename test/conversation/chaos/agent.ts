/** An agent's browser: a live line that tells when to look, a thread read on behind its own place, an outbox in order. */
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import { newId } from '#engine/kernel'
import { mergeThread, type Thread, type ThreadPage } from '../../../domains/conversation/web/thread/merge.ts'

export interface AgentBrowser {
  /** Shows a conversation from now on. */
  follow(conversationId: string): void
  /** Ends when the words are stored; the same words go again under the same id until then. */
  say(conversationId: string, text: string): Promise<void>
  thread(conversationId: string): Thread | undefined
  close(): void
}

const ANSWERED_WITHIN_MS = 5000
const PAGE = 200
/** As the console: it pings, and gives a silent line up. */
const PING_EVERY_MS = 5000
const DEAD_AFTER_MS = 12_000

export function openAgentBrowser(base: string, cookie: string): AgentBrowser {
  const ask = asker(base, cookie)
  const reader = openReader(ask)
  const line = openLine(base, cookie, { topics: reader.following, hear: reader.look })
  return {
    follow: (id) => {
      reader.follow(id)
      line.subscribe([id])
    },
    say: async (id, text) => {
      const body = { clientId: newId(), content: { type: 'text', text } }
      while (!(await ask('POST', `${id}/messages`, body).then(() => true, throwIfRefused))) await sleep(200)
    },
    thread: reader.thread,
    close: () => {
      reader.stop()
      line.close()
    },
  }
}

type Ask = ReturnType<typeof asker>

function asker(base: string, cookie: string) {
  return async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${base}/api/conversation/conversations/${path}`, {
      method,
      headers: { cookie, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    return (response.status === 204 ? undefined : await response.json()) as T
  }
}

function throwIfRefused(error: unknown): false {
  if (/^4(?!29)/.test(String((error as Error).message))) throw error
  return false
}

function openReader(ask: Ask) {
  const threads = new Map<string, Thread | undefined>()
  const reading = new Map<string, boolean>()
  let isStopped = false

  async function readOn(id: string): Promise<void> {
    const known = threads.get(id)
    const query = `after=${known?.lastSeq ?? 0}&change=${known?.lastChange ?? 0}&limit=${PAGE}`
    const page = await ask<ThreadPage>('GET', `${id}/messages?${query}`)
    const isLast = page.items.length < PAGE
    const place = isLast ? page : { lastSeq: page.items.at(-1)!.seq, lastChange: known?.lastChange ?? 0 }
    threads.set(id, mergeThread(known, { ...place, items: page.items }))
    if (!isLast) reading.set(id, true)
  }

  /** One reading at a time; what is told meanwhile, and a reading that failed, make it look once more. */
  async function look(id: string): Promise<void> {
    const isReading = reading.has(id)
    reading.set(id, true)
    if (isReading) return
    while (reading.get(id) && !isStopped) {
      reading.set(id, false)
      await readOn(id).catch(async () => {
        reading.set(id, true)
        await sleep(300)
      })
    }
    reading.delete(id)
  }

  return {
    follow: (id: string) => void threads.set(id, undefined),
    following: () => [...threads.keys()],
    look: (id: string) => void look(id),
    thread: (id: string) => threads.get(id),
    stop: () => void (isStopped = true),
  }
}

interface LineEnds {
  readonly topics: () => readonly string[]
  /** Something has happened in the conversation, or may have while the line was away. */
  readonly hear: (conversationId: string) => void
}

function openLine(base: string, cookie: string, { topics, hear }: LineEnds) {
  let socket: WebSocket | undefined
  let isClosed = false

  const subscribe = (ids: readonly string[]): void => {
    const wanted = ids.map((id) => ({ topic: `conversation:${id}` }))
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ type: 'subscribe', topics: wanted }))
    for (const id of ids) hear(id)
  }

  function connect(): void {
    if (isClosed) return
    const url = `${base.replace('http', 'ws')}/api/live`
    const line = new WebSocket(url, { headers: { cookie }, handshakeTimeout: ANSWERED_WITHIN_MS })
    socket = line
    let heardAt = performance.now()
    const beat = setInterval(() => {
      if (performance.now() - heardAt > DEAD_AFTER_MS) line.terminate()
      else if (line.readyState === WebSocket.OPEN) line.send('{"type":"ping"}')
    }, PING_EVERY_MS)
    line.on('open', () => subscribe(topics()))
    line.on('message', (data: Buffer) => {
      heardAt = performance.now()
      const { topic } = JSON.parse(data.toString()) as { topic?: string }
      if (topic) hear(topic.slice('conversation:'.length))
    })
    line.on('error', () => {})
    line.on('close', () => {
      clearInterval(beat)
      setTimeout(connect, 200)
    })
  }
  connect()
  return {
    subscribe,
    close: () => {
      isClosed = true
      socket?.terminate()
    },
  }
}
