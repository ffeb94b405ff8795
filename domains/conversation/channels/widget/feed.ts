/**
 * Sends a browser what it does not have. A wake-up only says that there may be something: the feed reads what lies behind
 * the browser's place and says from which place on, so that lost, doubled or late wake-ups cost nothing.
 */
import type { SocketFrame } from '../../contract/widget.ts'
import type { Parts } from '../../parts.ts'
import { readSince } from '../../thread/message.ts'
import { presentToCustomer } from '../../thread/present.ts'
import { findOwn, type KnownVisitor, type VisitorConversation } from './visitor.ts'

const PAGE = 100

interface Place {
  readonly conversationId: string
  after: number
  change: number
}

export interface Feed {
  readonly conversationId: string | undefined
  /** The last place that was sent. */
  readonly after: number
  /** Begins, or begins again, behind a place that the browser has. */
  resumeAt(place: Readonly<Place>): void
  wake(): void
  stop(): void
}

export function openFeed(
  parts: Parts,
  visitor: KnownVisitor,
  send: (frame: SocketFrame) => void,
  failed: () => void,
): Feed {
  let place: Place | undefined
  let shown = ''

  /** Sends one page; true when there may be more. */
  async function step(): Promise<boolean> {
    const at = place
    if (!at) return false
    const { conversation, items } = await readNews(parts, visitor, at)
    if (place !== at || !conversation) return false
    if (items.length > 0 || at.change < conversation.lastChange) {
      const { after } = at
      advance(at, items.at(-1)?.seq ?? 0, items.length < PAGE ? conversation.lastChange : at.change)
      const { conversationId, after: upTo, change } = at
      const shownItems = items.map((message) => presentToCustomer(parts, visitor.context, message))
      send({ type: 'messages', conversationId, after, upTo, change, items: shownItems })
    }
    showConversation(conversation)
    return items.length === PAGE
  }

  /** Only when something of it has changed that the customer sees. */
  function showConversation(conversation: VisitorConversation): void {
    const text = JSON.stringify({ ...conversation, lastSeq: 0, lastChange: 0 })
    if (text === shown) return
    shown = text
    send({ type: 'conversation', conversation })
  }

  const wake = oneAtATime(step, failed)
  return {
    get conversationId() {
      return place?.conversationId
    },
    get after() {
      return place?.after ?? 0
    },
    resumeAt: (next) => {
      place = { ...next }
      shown = ''
      wake()
    },
    wake,
    stop: () => {
      place = undefined
    },
  }
}

function advance(place: Place, after: number, change: number): void {
  place.after = Math.max(place.after, after)
  place.change = Math.max(place.change, change)
}

function readNews(parts: Parts, visitor: KnownVisitor, { conversationId, after, change }: Place) {
  return parts.database.withTenant(visitor, async (tx) => {
    // The ends first: what comes in between is read below, or told again.
    const conversation = await findOwn(tx, visitor, conversationId)
    const items = await readSince(tx, visitor.tenantId, conversationId, { after, change }, 'customer', PAGE)
    return { conversation, items }
  })
}

/** Runs `step` until it says that nothing is left; calls in between make it run once more, never twice at once. */
function oneAtATime(step: () => Promise<boolean>, failed: () => void): () => void {
  let running = false
  let again = false
  const run = async (): Promise<void> => {
    running = true
    try {
      do {
        again = false
        while (await step()) again = false
      } while (again)
    } catch {
      failed()
    }
    running = false
  }
  return () => {
    again = true
    if (!running) void run()
  }
}
