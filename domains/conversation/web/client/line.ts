/**
 * The visitor's line: a socket that comes back by itself. It knows a place, and asks for what lies behind it whenever it
 * connects, when a frame leaves a gap, and when a ping shows that something went lost.
 */
import type { SocketFrame, VisitorFrame } from './shapes.ts'

export interface Place {
  readonly conversationId: string
  readonly after: number
  readonly change: number
}

export interface LineParts {
  readonly connect: () => WebSocket
  readonly place: () => Place | undefined
  readonly hear: (frame: SocketFrame) => void
  /** `connected` is false while what is shown may be old. */
  readonly onState: (connected: boolean) => void
  /** The token is no longer known. */
  readonly onUnknown: () => void
}

const BACK_OFF_MS = { first: 500, most: 15_000 } as const
const PING_EVERY_MS = 15_000
const DEAD_AFTER_MS = 40_000
const UNKNOWN_VISITOR = 4401

export interface Line {
  say(frame: VisitorFrame): void
  /** Asks for what lies behind the place. */
  resume(): void
  /** Connects at once instead of waiting. */
  wake(): void
  stop(): void
}

export function openLine({ connect, place, hear, onState, onUnknown }: LineParts): Line {
  let socket: WebSocket | undefined
  let attempts = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  let death: ReturnType<typeof setTimeout> | undefined
  let stopped = false

  const say = (frame: VisitorFrame): void => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }
  const resume = (): void => {
    const at = place()
    if (at) say({ type: 'resume', ...at })
  }
  const alive = (): void => {
    clearTimeout(death)
    death = setTimeout(() => socket?.close(), DEAD_AFTER_MS)
  }
  const received = (frame: SocketFrame): void => {
    alive()
    if (frame.type === 'ping') return say({ type: 'pong' })
    if (frame.type === 'messages' && frame.after > (place()?.after ?? 0)) return resume()
    hear(frame)
  }
  const lost = (code: number): void => {
    clearTimeout(death)
    socket = undefined
    onState(false)
    if (stopped) return
    if (code === UNKNOWN_VISITOR) return onUnknown()
    const wait = Math.min(BACK_OFF_MS.first * 2 ** attempts++, BACK_OFF_MS.most)
    retry = setTimeout(start, wait / 2 + (wait / 2) * Math.random())
  }
  const start = (): void => {
    clearTimeout(retry)
    retry = undefined
    const next = connect()
    socket = next
    next.onopen = () => {
      attempts = 0
      onState(true)
      resume()
      alive()
    }
    next.onmessage = ({ data }) => received(JSON.parse(String(data)) as SocketFrame)
    next.onclose = ({ code }) => {
      if (socket === next) lost(code)
    }
  }

  const heartbeat = setInterval(() => say({ type: 'ping', upTo: place()?.after ?? 0 }), PING_EVERY_MS)
  start()
  return {
    say,
    resume,
    wake: () => {
      if (retry) start()
    },
    stop: () => {
      stopped = true
      clearTimeout(retry)
      clearInterval(heartbeat)
      socket?.close()
    },
  }
}
