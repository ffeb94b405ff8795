import { z } from 'zod'
import { clock, type Context } from '#engine/kernel'
import type { Hearing } from './topic.ts'

/** What is needed of a WebSocket on the server's side. */
export interface ServerSocket {
  readonly bufferedAmount: number
  send(frame: string): void
  close(code?: number, reason?: string): void
  terminate(): void
}

/** One browser. It sends and is sent pings; whoever is silent for too long is cut off and will come again. */
export interface LiveConnection {
  readonly context: Context
  /** What it listens to, and how much of each it is told. */
  readonly topics: Map<string, Exclude<Hearing, 'nothing'>>
  send(frame: string): void
  /** Pings, or ends a connection that nobody answers on. */
  beat(): void
  heard(): void
  end(): void
}

const SILENCE_MAX_MS = 40_000
/** A browser that does not read is cut off before its frames fill the memory; it resumes when it returns. */
const BUFFER_BYTES_MAX = 1024 * 1024

export const TOPICS_MAX = 200

export const clientFrame = z.union([
  z.object({
    type: z.literal('subscribe'),
    topics: z
      .array(z.object({ topic: z.string().max(120), after: z.number().int().nonnegative().optional() }))
      .max(TOPICS_MAX),
  }),
  z.object({ type: z.literal('unsubscribe'), topics: z.array(z.string().max(120)).max(TOPICS_MAX) }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('pong') }),
])

export type ClientFrame = z.infer<typeof clientFrame>

export function openConnection(socket: ServerSocket, context: Context): LiveConnection {
  let lastHeard = clock.ms()
  return {
    context,
    topics: new Map(),
    send: (frame) => {
      if (socket.bufferedAmount > BUFFER_BYTES_MAX) socket.terminate()
      else socket.send(frame)
    },
    beat: () => {
      if (clock.ms() - lastHeard > SILENCE_MAX_MS) socket.terminate()
      else socket.send('{"type":"ping"}')
    },
    heard: () => {
      lastHeard = clock.ms()
    },
    end: () => socket.close(1001, 'come again'),
  }
}
