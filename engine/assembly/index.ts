/** What a module adds to the running program. `app` collects these; nothing else knows how many modules there are. */
import type { Socket } from 'node:net'
import type { Subscriber } from '#engine/events'
import type { LocaleModule, RawRoute, RouteSet } from '#engine/http'
import type { Policy } from '#engine/identity'
import type { JobHandler, Schedule } from '#engine/jobs'
import type { TopicRule } from '#engine/live'

export interface Contribution {
  readonly name: string
  readonly policy?: Policy
  readonly routes?: readonly RouteSet[]
  readonly rawRoutes?: readonly RawRoute[]
  readonly topics?: readonly TopicRule[]
  readonly jobs?: readonly JobHandler[]
  readonly schedules?: readonly Schedule[]
  readonly subscribers?: readonly Subscriber[]
  /** WebSockets with a handshake of their own, for callers who have no session. */
  readonly sockets?: readonly SocketRoute[]
  /** Protocols other than HTTP that share Facet's port. */
  readonly protocols?: readonly PortProtocol[]
  /** Folders with `en.json` and `zh-CN.json`, for the texts of refusals. */
  readonly locales?: readonly LocaleModule[]
  /** Called once everything is wired, and before the process ends. */
  readonly start?: () => Promise<void>
  readonly stop?: () => Promise<void>
}

export interface SocketRoute {
  readonly path: string
  /** Recognises the caller by the query and answers how to serve it; undefined closes the socket. */
  readonly accept: (query: Readonly<Record<string, string>>, socket: WebSocketLike) => Promise<void>
}

/** What a module needs of a server-side WebSocket (a `ws` socket has it). */
export interface WebSocketLike {
  readonly bufferedAmount: number
  send(frame: string): void
  close(code?: number, reason?: string): void
  terminate(): void
  on(event: 'message', listener: (data: Buffer) => void): unknown
  on(event: 'close' | 'error', listener: () => void): unknown
}

export interface PortProtocol {
  readonly name: string
  /** Whether a connection that begins with this byte speaks the protocol; HTTP begins with a letter. */
  readonly recognises: (firstByte: number) => boolean
  readonly accept: (socket: Socket) => void
}
