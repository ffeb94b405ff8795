/** Conversations with customers on every channel: the thread, the queue, the agent desk, the bot's seat. */
export { openConversation, type OpenConversation } from './open.ts'
export type { ConversationParts } from './parts.ts'
export type { ConversationService, IdentifiedPerson, Posted, SystemMessage, Tracking } from './service.ts'
export type { Article, Candidate, KnowledgeAnswer, KnowledgePort } from './bot/knowledge-port.ts'
export type { Inbound } from './channels/channel.ts'
export type { ChannelDraft } from './channels/directory.ts'
export type { ConversationDetail, ThreadPage, ThreadQuery } from './inbox/read.ts'
export type { FigureQuery, FigureRow, Indicators } from './reports/figures.ts'
export type { Conversation } from './thread/conversation.ts'
export type { Sound, VoicePort } from './thread/voice-port.ts'
export type { CaseLink, LinkState } from './thread/links.ts'
export type { Message } from './thread/message.ts'
export {
  colleagueMentioned,
  conversationAssigned,
  conversationClosed,
  conversationOffered,
  conversationOpened,
  conversationQueued,
  conversationRated,
  conversationReopened,
  handedOver,
  messageChanged,
  messageReceived,
  messageSent,
  presenceChanged,
  type HandOverCard,
} from './events.ts'
export { conversationNotices } from './notices.ts'
export { conversationPolicy } from './policy.ts'
export { seedConversations, type ConversationWorld } from './demo.ts'
