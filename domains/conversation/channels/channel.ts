/**
 * What a kind of channel fills in. A new kind is one folder that exports one `ChannelKind` and one line in index.ts;
 * the contract suite (test/conversation/channels.test.ts) then tells what is still missing.
 */
import type { z } from 'zod'
import type { Attachment, MessageContent, MessageType } from '../thread/content.ts'
import type { Arrival } from '../thread/append.ts'
import type { Parts } from '../parts.ts'
import type { AccessTokens } from './access-token.ts'
import type { Channel } from './directory.ts'

export interface ChannelKind<Settings extends Record<string, unknown> = Record<string, unknown>> {
  readonly kind: string
  /** The form of the set-up page; also checked when the channel is saved. */
  readonly settings: z.ZodType<Settings>
  /** Settings that lie sealed and never leave the server again. */
  readonly secrets: readonly (keyof Settings & string)[]
  readonly capabilities: Capabilities
  /** Reads one request of the platform. It answers at once: whatever is slow happens later, in a job. */
  readonly read?: (request: HookRequest, connection: Connection<Settings>) => Reading
  /** Reads once more what could not be read, as it was kept; undefined: still not. */
  readonly reread?: (kept: string, connection: Connection<Settings>) => readonly Inbound[] | undefined
  /** Where the platform asks what comes next, as in a telephone call: the answer comes from what is stored. */
  readonly converse?: (request: HookRequest, at: Conversing<Settings>) => Promise<HookAnswer>
  /** Where the platform is asked for what has come: a mailbox, WeCom. It is also asked every minute, called or not. */
  readonly feed?: Feed<Settings>
  /** Sends one message to the platform. Absent: customers fetch their messages themselves. */
  readonly send?: (outbound: Outbound, connection: Connection<Settings>) => Promise<SendOutcome>
  /** Fetches a file that a message only names; platforms keep them for a few days. Undefined: it is gone. */
  readonly fetchMedia?: (content: Attachment, connection: Connection<Settings>) => Promise<MediaFile | undefined>
  /** Greets somebody who has come in, once, with the code that the platform gave for it; some give none. */
  readonly greet?: (greeting: Greeting, connection: Connection<Settings>) => Promise<void>
  /** Takes a sent message back on the platform; false when it cannot any more. */
  readonly recall?: (sent: Sent, connection: Connection<Settings>) => Promise<boolean>
  /** Tells the platform who answers now, where it wants to know; the same may be told twice. */
  readonly tellStage?: (externalId: string, stage: Stage, connection: Connection<Settings>) => Promise<void>
  readonly showTyping?: (externalId: string, connection: Connection<Settings>) => Promise<void>
  /** What the button "Test the connection" does; a sentence's key when it failed. */
  readonly check?: (connection: Connection<Settings>) => Promise<CheckOutcome>
}

export interface Capabilities {
  /** What can be sent to customers. */
  readonly sends: readonly MessageType[]
  /** Longest text, in bytes of UTF-8. */
  readonly textBytesMax: number
  /** Customers see their place in the queue by themselves; elsewhere they are told in a message. */
  readonly showsQueue: boolean
  /** A message with a known id that is sent again does not arrive twice. */
  readonly idempotentSend: boolean
  /** Minutes in which a sent message can be taken back; 0: not at all. */
  readonly recallMinutes: number
}

/** What was handed to a platform can be taken back there at best; elsewhere customers read it from us, as it stands. */
export function rewords({ capabilities, recall }: Pick<ChannelKind, 'capabilities' | 'recall'>): boolean {
  return capabilities.recallMinutes > 0 && !recall
}

/** A channel as its code sees it: its settings, opened secrets, and the way out. */
export interface Connection<Settings = Record<string, unknown>> {
  readonly tenantId: string
  readonly channelId: string
  readonly settings: Settings
  readonly tokens: AccessTokens
  /** Whether addresses of our own network may be called: simulators, tests. */
  readonly allowPrivate: boolean
}

/** Where a channel that is asked finds what it needs for its answer. */
export interface Conversing<Settings = Record<string, unknown>> {
  readonly parts: Parts
  readonly channel: Channel
  readonly connection: Connection<Settings>
  readonly traceId: string
}

export interface HookRequest {
  readonly method: string
  /** The whole address that was called, as far as it can be known behind a proxy. */
  readonly url: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a request turned out to be. `answer` goes back to the platform once everything is stored. */
export type Reading =
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'answered'; readonly answer: HookAnswer }
  | { readonly outcome: 'unreadable'; readonly reason: string; readonly body: string; readonly answer: HookAnswer }
  | { readonly outcome: 'read'; readonly inbound: readonly Inbound[]; readonly answer: HookAnswer }
  /** The platform asks what comes next: `converse` answers. */
  | { readonly outcome: 'asked' }
  /** The platform only says that there is something to fetch. */
  | { readonly outcome: 'called'; readonly feed: string; readonly hint: string; readonly answer: HookAnswer }

/** What has come is read forward from a cursor, which is stored together with what was read. */
export interface Feed<Settings> {
  /** The names of what is read: mailboxes, accounts. Each has a cursor of its own. */
  readonly names: (settings: Settings) => readonly string[]
  readonly read: (place: FeedPlace, connection: Connection<Settings>) => Promise<Fed>
  /** Rings as soon as something has come, where the platform can tell; such a feed need not be asked every minute. */
  readonly watch?: (name: string, connection: Connection<Settings>, ring: () => void) => Promise<Watch>
}

/** Somebody listens, until it is closed from either side. */
export interface Watch {
  readonly closed: Promise<void>
  close(): void
}

export interface FeedPlace {
  readonly name: string
  /** Null: nothing was ever read. */
  readonly cursor: string | null
  /** What the platform's call carried, where it did call. */
  readonly hint: string | null
}

export interface Fed {
  readonly inbound: readonly Inbound[]
  readonly unreadable: readonly { readonly reason: string; readonly body: string }[]
  readonly cursor: string
  /** There is more behind the cursor, although this may have been empty. */
  readonly more: boolean
}

export interface HookAnswer {
  readonly status: number
  readonly body: string
  /** Plain text where absent. */
  readonly contentType?: string
}

type Sender = Omit<Arrival, 'channelId' | 'content'>

/** What came in, in our words. */
export type Inbound =
  | (Sender & { readonly kind: 'message'; readonly content: MessageContent })
  | (Sender & {
      readonly kind: 'event'
      readonly event: string
      readonly details: Readonly<Record<string, unknown>>
      /** The platform lets us greet until then: once with this code; where it is empty, by one of the sends of `window`. */
      readonly greet?: { readonly code: string; readonly until: string }
      /** Which code was scanned, as it was named when it was made; see scan.ts. */
      readonly scene?: string
    })
  /** One of our people has answered the customer in the platform's own app. */
  | (Sender & {
      readonly kind: 'said_elsewhere'
      readonly content: MessageContent
      readonly author: { readonly id: string; readonly name: string }
    })
  | { readonly kind: 'recall'; readonly sourceId: string }
  | { readonly kind: 'delivered'; readonly platformId: string }
  | { readonly kind: 'send_failed'; readonly platformId: string; readonly reason: FailureReason }

export interface Outbound {
  readonly externalId: string
  /** Our id of the message, where the platform takes one: conversation and place. */
  readonly messageId: string
  readonly content: MessageContent
  /** Opens the file of the message. */
  readonly openFile: () => Promise<MediaFile>
  /** Nobody wrote it: the bot, or Facet itself. */
  readonly automatic: boolean
  /** How many such messages the customer was sent on this channel within the last hour. */
  readonly automaticBefore: () => Promise<number>
  /** The customer's last words before it, where there are any. */
  readonly answered: () => Promise<MessageContent | undefined>
}

export interface Greeting {
  readonly externalId: string
  readonly code: string
  readonly text: string
}

export type Sent = Pick<Outbound, 'externalId' | 'messageId'>

/** Who answers: the bot; a person, or the queue for one; nobody any more. */
export type Stage = 'bot' | 'person' | 'closed'

export interface MediaFile {
  readonly name: string
  readonly mimeType: string
  readonly body: Uint8Array
}

export type FailureReason =
  | 'window_closed'
  | 'quota_used'
  | 'unreachable'
  | 'refused'
  | 'not_supported'
  | 'too_large'
  | 'uncertain'
  | 'credentials'

export type SendOutcome =
  | { readonly outcome: 'sent'; readonly platformId: string | null }
  /** Nothing was sent; the same may be tried again. */
  | { readonly outcome: 'later'; readonly reason: string }
  | { readonly outcome: 'failed'; readonly reason: FailureReason; readonly detail: string }

export type CheckOutcome =
  | { readonly outcome: 'connected'; readonly detail: string }
  | { readonly outcome: 'failed'; readonly detail: string }

/** Keeps the settings' type inside a kind, and lets the list hold kinds of every type. */
export function defineChannel<Settings extends Record<string, unknown>>(kind: ChannelKind<Settings>): ChannelKind {
  return kind as unknown as ChannelKind
}
