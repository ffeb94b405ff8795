/** One browser's line: what it says, what the live hub tells, and the feed that answers both. */
import type { WebSocketLike } from '#engine/assembly'
import { visitorFrame, type SocketFrame, type VisitorFrame } from '../../contract/widget.ts'
import { broadcast, type Parts } from '../../parts.ts'
import { markCustomerSeen } from '../../thread/receipts.ts'
import { openFeed, type Feed } from './feed.ts'
import { listenOnHub, type HubFrame } from './hub-listener.ts'
import { findOwn, type KnownVisitor } from './visitor.ts'

/** A browser that does not read is cut off; it resumes when it returns. */
const BUFFER_BYTES_MAX = 512 * 1024
/** The queue moves often; a place in it is told this often at most. */
const QUEUE_PAUSE_MS = 1000

export interface VisitorLine {
  receive(text: string): void
  closed(): void
}

export interface Typing {
  readonly who: 'agent' | 'customer'
  readonly name: string | null
  /** Who writes a note is not shown to the customer. */
  readonly internal: boolean
}

export function openVisitorLine(parts: Parts, visitor: KnownVisitor, socket: WebSocketLike): VisitorLine {
  let queueTimer: NodeJS.Timeout | undefined
  const cut = (): void => socket.terminate()
  const send = (frame: SocketFrame): void => {
    if (socket.bufferedAmount > BUFFER_BYTES_MAX) cut()
    else socket.send(JSON.stringify(frame))
  }
  const feed = openFeed(parts, visitor, send, cut)

  const hear = (frame: HubFrame): void => {
    if (frame.name === 'conversation.typing') return showTyping(frame.data as Typing)
    if (frame.topic !== 'conversation.queue') return feed.wake()
    queueTimer ??= setTimeout(() => {
      queueTimer = undefined
      feed.wake()
    }, QUEUE_PAUSE_MS)
  }
  const showTyping = ({ who, name, internal }: Typing): void => {
    if (who === 'agent' && !internal) send({ type: 'typing', name })
  }
  const hub = listenOnHub(parts, visitor, socket, hear)

  const take = (frame: VisitorFrame): void => {
    if (frame.type === 'resume') void resume(parts, visitor, feed, hub.follow, frame).catch(cut)
    else if (frame.type === 'seen') void tellSeen(parts, visitor, feed, frame).catch(cut)
    else if (frame.type === 'typing') tellTyping(parts, visitor, feed)
    else if (frame.type === 'ping') answerPing(feed, frame.upTo, send)
  }
  return {
    receive: (text) => {
      hub.heard()
      const frame = parseFrame(text)
      if (frame) take(frame)
    },
    closed: () => {
      clearTimeout(queueTimer)
      feed.stop()
      hub.closed()
    },
  }
}

/** Only the visitor's own conversation can be followed. */
async function resume(
  parts: Parts,
  visitor: KnownVisitor,
  feed: Feed,
  follow: (conversationId: string) => void,
  { conversationId, after, change }: Extract<VisitorFrame, { type: 'resume' }>,
): Promise<void> {
  const own = await parts.database.withTenant(visitor, (tx) => findOwn(tx, visitor, conversationId))
  if (!own) return
  if (feed.conversationId !== conversationId) follow(conversationId)
  feed.resumeAt({ conversationId, after, change })
}

/** What we sent and the browser does not have went lost on a line that looked alive. */
function answerPing(feed: Feed, upTo: number, send: (frame: SocketFrame) => void): void {
  const { conversationId, after } = feed
  if (conversationId !== undefined && upTo < after) feed.resumeAt({ conversationId, after: upTo, change: 0 })
  else feed.wake()
  send({ type: 'pong', upTo: after })
}

async function tellSeen(
  parts: Parts,
  visitor: KnownVisitor,
  { conversationId }: Feed,
  { delivered, read }: { delivered: number; read: number },
): Promise<void> {
  if (conversationId === undefined) return
  const moved = await parts.database.withTenant(visitor, (tx) =>
    markCustomerSeen(tx, visitor.context, conversationId, { delivered, read }),
  )
  const seen = { who: 'customer', delivered, read }
  if (moved) broadcast(parts, visitor.context, `conversation:${conversationId}`, 'conversation.seen', seen)
}

function tellTyping(parts: Parts, visitor: KnownVisitor, { conversationId }: Feed): void {
  if (conversationId === undefined) return
  const typing: Typing = { who: 'customer', name: null, internal: false }
  broadcast(parts, visitor.context, `conversation:${conversationId}`, 'conversation.typing', typing)
}

function parseFrame(text: string): VisitorFrame | undefined {
  try {
    return visitorFrame.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
