/**
 * A customer's chat for apps: `new Chat({ base, address, locale, store })`, then `listen` and `state`. It speaks to a
 * channel of kind `web`, needs nothing but `fetch` and `WebSocket`, and loses, doubles and reorders nothing however the
 * line is. docs/integrate/app-chat.md shows it in React Native and in Node.
 */
export { Refused, type ChatApi } from './api.ts'
export { Chat, type ChatState } from './chat.ts'
export type { Outgoing } from './outgoing.ts'
export type {
  Citation,
  Content,
  File,
  LinkPreview,
  MailHead,
  Message,
  PreChatField,
  Session,
  Standing,
  VisitorConversation,
} from './shapes.ts'
export type { Store, Surroundings } from './surroundings.ts'
