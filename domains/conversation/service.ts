import type { Context, Locale } from '#engine/kernel'
import type { ChannelDraft } from './channels/directory.ts'
import type { Inbound } from './channels/channel.ts'
import type { HandOverCard } from './events.ts'
import type { ConversationDetail, ThreadPage, ThreadQuery } from './inbox/read.ts'
import type { AgentNow, QueueNow } from './inbox/supervision.ts'
import type { FigureQuery, FigureRow } from './reports/figures.ts'
import type { AgentSettings, Presence } from './routing/agent.ts'
import type { QueueDraft } from './routing/queue.ts'
import type { Conversation } from './thread/conversation.ts'
import type { CaseLink } from './thread/links.ts'

/** What flows, packs and the demo may ask of conversations. Commands of flows carry a `source` that makes them repeatable. */
export interface ConversationService {
  /** Refused: conversation-not-found. */
  getConversation(context: Context, conversationId: string): Promise<ConversationDetail>
  /** A page of messages; see `ThreadQuery`. */
  readThread(context: Context, conversationId: string, query: ThreadQuery): Promise<ThreadPage>
  /** The open conversation of a contact on a channel. */
  findOpenByContact(
    context: Context,
    contact: { channelId: string; externalId: string },
  ): Promise<Conversation | undefined>
  /** The page on which anybody may write to us; null while no web channel is open. */
  webChatPath(context: Context): Promise<string | null>
  /** A person's open conversations on all channels, the latest first. */
  listOpenByPerson(context: Context, personId: string): Promise<readonly Conversation[]>
  /** The conversations that a thing (`incident:<id>`) was linked to, the latest first. */
  listByLink(context: Context, ref: string): Promise<readonly string[]>

  /** Tells the customer something, in his language. */
  postSystemMessage(context: Context, message: SystemMessage): Promise<Posted>
  /** Sends the link by which a customer follows a visit or a parcel. */
  sendTracking(context: Context, tracking: Tracking): Promise<Posted>
  /** An internal note that a flow leaves for the agent. */
  addSystemNote(context: Context, note: { conversationId: string; source: string; text: string }): Promise<void>
  /** Puts a thing of another domain beside the conversation. */
  linkCase(context: Context, conversationId: string, link: CaseLink): Promise<void>
  /** Into the queue; false when it is no longer with the bot. */
  handOver(context: Context, conversationId: string, reason: string, card: HandOverCard): Promise<boolean>
  /** Ends it and asks how it was; false when it was closed before. */
  closeWithSurvey(context: Context, conversationId: string): Promise<boolean>
  /** Says who a contact is. */
  identifyContact(context: Context, contactId: string, person: IdentifiedPerson): Promise<boolean>

  /** Sets a channel up; answers its id. */
  createChannel(context: Context, draft: ChannelDraft): Promise<string>
  /** Where the outside reaches a channel: the last part of its webhook's URL, and the widget's key. */
  channelAddress(context: Context, channelId: string): string
  /** Sites that may show the widget at an address; empty: any. Undefined when there is no such widget. */
  widgetOrigins(address: string): Promise<readonly string[] | undefined>
  saveQueue(context: Context, draft: QueueDraft): Promise<string>
  /** Makes a user an agent. */
  saveAgent(context: Context, userId: string, settings: AgentSettings & { presence?: Presence }): Promise<void>
  /** Takes in what a channel has read, as its webhook does. */
  receive(context: Context, channelId: string, inbound: Inbound): Promise<void>

  /** Queues and agents at this moment. */
  readNow(context: Context): Promise<{ queues: readonly QueueNow[]; agents: readonly AgentNow[] }>
  /** The indicators of a time; the definitions stand at `Indicators`. */
  readFigures(context: Context, query: FigureQuery): Promise<readonly FigureRow[]>
}

export interface SystemMessage {
  readonly conversationId: string
  readonly source: string
  readonly text: Readonly<Record<Locale, string>>
}

export interface Tracking {
  readonly conversationId: string
  readonly source: string
  readonly url: string
  readonly title: Readonly<Record<Locale, string>>
}

/** Whether it was said. Platforms may not allow it now; the caller may try another way. */
export type Posted =
  | { readonly outcome: 'posted'; readonly seq: number }
  | { readonly outcome: 'window_closed' | 'quota_used' }

export interface IdentifiedPerson {
  readonly personId: string | null
  readonly customerId: string | null
  readonly name?: string
  readonly vip?: boolean
}
