import type { WebSocketLike } from '#engine/assembly'
import type { Parts } from '../../parts.ts'
import type { KnownVisitor } from './visitor.ts'

/** What the live hub says to those who listen. */
export interface HubFrame {
  readonly type: 'event' | 'resync'
  readonly topic: string
  readonly name?: string
  readonly data?: unknown
}

export interface HubListener {
  /** Listens to this conversation, and to the queues that it may wait in. */
  follow(conversationId: string): void
  /** The visitor has said something; who is silent for too long is cut off by the hub. */
  heard(): void
  closed(): void
}

/** Listens on the live hub as a browser of ours would, on behalf of a visitor who could not: he is no user. */
export function listenOnHub(
  parts: Parts,
  { context }: KnownVisitor,
  socket: WebSocketLike,
  hear: (frame: HubFrame) => void,
): HubListener {
  const onBehalf = { ...context, actor: { ...context.actor, roles: ['system'] } }
  const attached = parts.live().attach(
    {
      get bufferedAmount() {
        return socket.bufferedAmount
      },
      send: (text) => {
        const frame = JSON.parse(text) as { readonly type: string }
        if (frame.type === 'ping') socket.send(text)
        else if (frame.type !== 'pong') hear(frame as HubFrame)
      },
      close: (code, reason) => socket.close(code, reason),
      terminate: () => socket.terminate(),
    },
    onBehalf,
  )
  let followed: string[] = []
  return {
    follow: (conversationId) => {
      attached.receive(JSON.stringify({ type: 'unsubscribe', topics: followed }))
      followed = [`conversation:${conversationId}`, 'conversation.queue']
      attached.receive(JSON.stringify({ type: 'subscribe', topics: followed.map((topic) => ({ topic })) }))
    },
    heard: () => attached.receive('{"type":"pong"}'),
    closed: attached.closed,
  }
}
