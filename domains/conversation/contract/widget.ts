/**
 * The customer's side of the web channel. Open to everybody; a visitor is known by the token that his first request
 * got, sent in the header `x-visitor`. New messages come over the socket `/api/conversation/widget/socket?token=…`.
 */
import { z } from 'zod'
import { noContent, route } from '#engine/http/contract'
import { preChatKinds } from './pre-chat.ts'
import { customerContent, message, standing, status, threadQuery } from './shapes.ts'

const UNKNOWN = 'conversation.visitor-not-recognised'

export const visitorConversation = z
  .object({
    conversationId: z.uuid(),
    status,
    agentName: z.string().nullable(),
    lastSeq: z.int(),
    lastChange: z.int(),
    /** How far our side has read. */
    agentReadSeq: z.int(),
    standing: standing.nullable(),
    rating: z.int().nullable(),
    surveyed: z.boolean(),
  })
  .meta({ id: 'VisitorConversation' })

const preChatField = z.object({
  name: z.string(),
  label: z.object({ en: z.string(), 'zh-CN': z.string() }),
  required: z.boolean(),
  kind: z.enum(preChatKinds),
  options: z.array(z.string()).optional(),
})

/** What the server says over the socket. `after`: the place before the first item, to notice a gap. */
export const socketFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('messages'),
    conversationId: z.uuid(),
    after: z.int(),
    upTo: z.int(),
    change: z.int(),
    items: z.array(message),
  }),
  z.object({ type: z.literal('conversation'), conversation: visitorConversation }),
  z.object({ type: z.literal('typing'), name: z.string().nullable() }),
  z.object({ type: z.literal('ping') }),
  z.object({ type: z.literal('pong'), upTo: z.int() }),
])
export type SocketFrame = z.infer<typeof socketFrame>

/** What the browser says over the socket. */
export const visitorFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('resume'), conversationId: z.uuid(), after: z.int(), change: z.int() }),
  z.object({ type: z.literal('seen'), delivered: z.int().nonnegative(), read: z.int().nonnegative() }),
  z.object({ type: z.literal('typing') }),
  z.object({ type: z.literal('ping'), upTo: z.int().nonnegative() }),
  z.object({ type: z.literal('pong') }),
])
export type VisitorFrame = z.infer<typeof visitorFrame>

export const widgetContract = {
  openWidget: route({
    method: 'POST',
    path: '/api/conversation/widget/:address/session',
    summary: 'How the widget looks here, and who the visitor is',
    may: 'public',
    params: z.object({ address: z.string().max(60) }),
    body: z.strictObject({
      /** From an earlier visit. */
      token: z.string().max(1000).optional(),
      name: z.string().max(60).optional(),
      locale: z.enum(['en', 'zh-CN']).optional(),
      /** The site around the widget: its origin, when it is embedded. */
      page: z.string().max(300).optional(),
      /** A visitor whom the site knows: hex of HMAC-SHA256(identity secret, id). */
      identity: z.strictObject({ id: z.string().min(1).max(200), mac: z.string().length(64) }).optional(),
    }),
    out: z.object({
      token: z.string(),
      title: z.string(),
      accent: z.string(),
      botName: z.string().nullable(),
      greeting: z.string(),
      preChat: z.array(preChatField),
      conversation: visitorConversation.nullable(),
    }),
    refusals: [
      'conversation.channel-not-found',
      'conversation.channel-disabled',
      'conversation.origin-not-allowed',
      UNKNOWN,
    ],
  }),
  readWidgetThread: route({
    method: 'GET',
    path: '/api/conversation/widget/thread',
    summary: 'The messages of the last conversation',
    may: 'public',
    query: threadQuery,
    out: z.object({ conversation: visitorConversation.nullable(), items: z.array(message) }),
    refusals: [UNKNOWN],
  }),
  sendWidgetMessage: route({
    method: 'POST',
    path: '/api/conversation/widget/messages',
    summary: 'Write; sent again with the same client id, it is the same message',
    may: 'public',
    body: z.strictObject({
      clientId: z.uuid(),
      content: customerContent,
      /** The answers to the questions before the first message. */
      preChat: z.record(z.string().max(40), z.string().max(200)).optional(),
    }),
    out: z.object({ conversationId: z.uuid().nullable(), seq: z.int(), repeated: z.boolean() }),
    status: 201,
    refusals: [UNKNOWN],
  }),
  recallWidgetMessage: route({
    method: 'POST',
    path: '/api/conversation/widget/recall',
    summary: 'Take an own message back',
    may: 'public',
    body: z.strictObject({ clientId: z.uuid() }),
    out: noContent,
    status: 204,
    refusals: [UNKNOWN],
  }),
  askForPerson: route({
    method: 'POST',
    path: '/api/conversation/widget/person',
    summary: 'Leave the bot and wait for a person',
    may: 'public',
    out: noContent,
    status: 204,
    refusals: [UNKNOWN, 'conversation.conversation-not-found'],
  }),
  leaveConversation: route({
    method: 'POST',
    path: '/api/conversation/widget/leave',
    summary: 'Wait no longer, or end the conversation',
    may: 'public',
    out: noContent,
    status: 204,
    refusals: [UNKNOWN],
  }),
  rateConversation: route({
    method: 'POST',
    path: '/api/conversation/widget/rating',
    summary: 'Say how it was: 1 to 5, and why',
    may: 'public',
    body: z.strictObject({
      conversationId: z.uuid(),
      rating: z.int().min(1).max(5),
      reason: z.string().max(1000).optional(),
    }),
    out: noContent,
    status: 204,
    refusals: [UNKNOWN, 'conversation.already-rated', 'conversation.conversation-not-found'],
  }),
} as const
