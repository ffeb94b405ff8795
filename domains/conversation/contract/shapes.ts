/** The shapes that the routes are made of; the browser reads the same. */
import { z } from 'zod'
import { conduct } from '../channels/conduct.ts'
import { messageContent } from '../thread/content.ts'

export { agentContent, customerContent, messageContent, TEXT_MAX, type MessageContent } from '../thread/content.ts'

const when = z.string()

export const status = z.enum(['bot', 'queued', 'active', 'closed'])
export const presence = z.enum(['online', 'away', 'offline'])

export const message = z
  .object({
    seq: z.int(),
    change: z.int(),
    author: z.object({
      kind: z.enum(['customer', 'agent', 'bot', 'system']),
      id: z.string().nullable(),
      name: z.string().nullable(),
    }),
    /** The sender's own id, by which a browser knows its message again. */
    sourceId: z.string(),
    content: messageContent,
    /** Opens the file of the message for an hour. */
    fileUrl: z.string().nullable(),
    internal: z.boolean(),
    replyTo: z.int().nullable(),
    sentAt: when,
    state: z.enum(['queued', 'sent', 'delivered', 'failed']).nullable(),
    failure: z.string().nullable(),
    editedAt: when.nullable(),
    recalledAt: when.nullable(),
    reactions: z.record(z.string(), z.array(z.string())).nullable(),
  })
  .meta({ id: 'Message' })

export type MessageShape = z.infer<typeof message>

const inboxFields = {
  conversationId: z.uuid(),
  status,
  channelId: z.uuid(),
  channelKind: z.string(),
  channelName: z.string(),
  contactId: z.uuid(),
  contactName: z.string().nullable(),
  organisationName: z.string().nullable(),
  vip: z.boolean(),
  agentId: z.uuid().nullable(),
  agentName: z.string().nullable(),
  queueId: z.uuid().nullable(),
  queueName: z.string().nullable(),
  offeredTo: z.uuid().nullable(),
  offerExpiresAt: when.nullable(),
  enteredAt: when.nullable(),
  lastText: z.string().nullable(),
  lastAuthor: z.string().nullable(),
  lastMessageAt: when,
  lastSeq: z.int(),
  unread: z.int(),
  awaitingSince: when.nullable(),
  replyDueAt: when.nullable(),
  /** Until when and how often we may still write; null: no limit. */
  windowExpiresAt: when.nullable(),
  windowRemaining: z.int().nullable(),
  tags: z.array(z.string()),
  rating: z.int().nullable(),
  openedAt: when,
  closedAt: when.nullable(),
}

export const inboxItem = z.object(inboxFields).meta({ id: 'InboxItem' })

export const standing = z
  .object({
    conversationId: z.uuid(),
    queueId: z.uuid(),
    position: z.int(),
    waitedSeconds: z.int(),
    expectedSeconds: z.int().nullable(),
  })
  .meta({ id: 'Standing' })

const linkShape = z.enum(['new', 'open', 'half', 'most', 'hold', 'done', 'late'])

export const conversationDetail = z
  .object({
    ...inboxFields,
    lastChange: z.int(),
    customerDeliveredSeq: z.int(),
    customerReadSeq: z.int(),
    agentReadSeq: z.int(),
    attributes: z.record(z.string(), z.unknown()),
    personId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
    closeReason: z.string().nullable(),
    ratingReason: z.string().nullable(),
    followsId: z.uuid().nullable(),
    links: z.array(
      z.object({
        ref: z.string(),
        label: z.string(),
        state: z.object({ shape: linkShape, en: z.string(), 'zh-CN': z.string() }).nullable(),
        path: z.string().nullable(),
      }),
    ),
    participants: z.array(z.object({ agentId: z.uuid(), name: z.string().nullable() })),
    draft: z.object({ text: z.string(), internal: z.boolean() }).nullable(),
    /** What was asked before the talk; `attributes` has the answers by name. */
    questions: z.array(z.object({ name: z.string(), label: z.object({ en: z.string(), 'zh-CN': z.string() }) })),
    standing: standing.nullable(),
    /** What was said on this channel can be corrected afterwards. */
    rewords: z.boolean(),
    /** For how long it can be taken back; 0: not at all. Notes always can. */
    recallMinutes: z.int(),
    priority: z.int(),
    version: z.int(),
  })
  .meta({ id: 'Conversation' })

export const threadPage = z
  .object({ items: z.array(message), lastSeq: z.int(), lastChange: z.int() })
  .meta({ id: 'ThreadPage' })

export const threadQuery = z.object({
  /** The last place that the reader has; with `change`, the last change. */
  after: z.coerce.number().int().nonnegative().optional(),
  change: z.coerce.number().int().nonnegative().default(0),
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const customerCard = z
  .object({
    contactId: z.uuid(),
    name: z.string().nullable(),
    title: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    vip: z.boolean(),
    personId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
    organisationName: z.string().nullable(),
    attributes: z.record(z.string(), z.unknown()),
    subscribed: z.boolean(),
    ratingMean: z.number().nullable(),
    ratingCount: z.int(),
    conversations30Days: z.int(),
    recent: z.array(
      z.object({
        conversationId: z.uuid(),
        openedAt: when,
        status: z.string(),
        lastText: z.string().nullable(),
        rating: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'CustomerCard' })

export const agentState = z
  .object({
    agentId: z.uuid(),
    presence,
    presenceSince: when,
    awayReason: z.string().nullable(),
    /** The offer that sent him away, as long as he is away for it. */
    missed: z.object({ conversationId: z.uuid(), contactId: z.uuid(), contactName: z.string().nullable() }).nullable(),
    capacity: z.int(),
    load: z.int(),
    skills: z.array(z.string()),
    teamId: z.uuid().nullable(),
    version: z.int(),
  })
  .meta({ id: 'AgentState' })

export const agentNow = z
  .object({
    agentId: z.uuid(),
    name: z.string().nullable(),
    presence,
    presenceSince: when,
    awayReason: z.string().nullable(),
    capacity: z.int(),
    load: z.int(),
    skills: z.array(z.string()),
    teamId: z.uuid().nullable(),
    awaiting: z.int(),
    overdue: z.int(),
  })
  .meta({ id: 'AgentNow' })

export const queueNow = z
  .object({
    queueId: z.uuid(),
    name: z.string(),
    waiting: z.int(),
    onOffer: z.int(),
    longestWaitSince: when.nullable(),
    agentsOnline: z.int(),
    freeUnits: z.int(),
    expectedSeconds: z.int().nullable(),
  })
  .meta({ id: 'QueueNow' })

export const queue = z
  .object({
    queueId: z.uuid(),
    name: z.string(),
    skills: z.array(z.string()),
    teamId: z.uuid().nullable(),
    calendarId: z.uuid().nullable(),
    acceptSeconds: z.int(),
    awayWhenMissed: z.boolean(),
    overflow: z.object({ seconds: z.int(), queueId: z.uuid() }).nullable(),
    version: z.int(),
  })
  .meta({ id: 'Queue' })

export const queueDraft = z.strictObject({
  name: z.string().min(1).max(60),
  skills: z.array(z.string().min(1).max(40)).max(20).default([]),
  teamId: z.uuid().nullable().default(null),
  calendarId: z.uuid().nullable().default(null),
  acceptSeconds: z.int().min(5).max(600).default(30),
  /** Whether an agent who misses an offer is away until he says otherwise. */
  awayWhenMissed: z.boolean().default(true),
  /** Where who has waited so many seconds waits on. */
  overflow: z
    .strictObject({ seconds: z.int().min(10).max(86_400), queueId: z.uuid() })
    .nullable()
    .default(null),
})

export const cannedReply = z
  .object({
    cannedReplyId: z.uuid(),
    shortcut: z.string(),
    title: z.string(),
    text: z.string(),
    locale: z.string(),
    own: z.boolean(),
    uses: z.int(),
    version: z.int(),
  })
  .meta({ id: 'CannedReply' })

/** What is typed after `/`. */
export const shortcut = z.string().regex(/^[\p{L}\p{N}_-]{1,30}$/u, 'has letters, digits, _ and -')

export const cannedReplyDraft = z.strictObject({
  shortcut,
  title: z.string().min(1).max(80),
  text: z.string().min(1).max(4000),
  locale: z.enum(['en', 'zh-CN']),
  own: z.boolean().default(false),
})

export const channelRecord = z
  .object({
    channelId: z.uuid(),
    kind: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    address: z.string(),
    settings: z.record(z.string(), z.unknown()),
    secretsSet: z.array(z.string()),
    conduct,
    refusedCount: z.int(),
    refusedAt: when.nullable(),
    unreadableCount: z.int(),
    /** Where the channel has to be asked: when that last went well, and why it does not now. */
    feeds: z.array(z.object({ name: z.string(), readAt: when.nullable(), failure: z.string().nullable() })),
    version: z.int(),
  })
  .meta({ id: 'Channel' })

export const unreadable = z
  .object({
    unreadableId: z.uuid(),
    channelId: z.uuid(),
    channelName: z.string(),
    reason: z.string(),
    body: z.string(),
    receivedAt: when,
  })
  .meta({ id: 'Unreadable' })

const ratio = z.number().nullable()

export const indicators = z
  .object({
    conversations: z.int(),
    botInvolvement: ratio,
    botAssumed: ratio,
    botConfirmed: ratio,
    botHeld: ratio,
    automation: ratio,
    firstResponseSeconds: ratio,
    firstResponseInTime: ratio,
    responseSeconds: ratio,
    queueSeconds: ratio,
    abandonment: ratio,
    abandonSeconds: ratio,
    handlingSeconds: ratio,
    firstContactResolution: ratio,
    reopened: ratio,
    satisfaction: ratio,
    responseRate: ratio,
    rated: z.int(),
    messages: z.int(),
  })
  .meta({ id: 'ConversationIndicators' })
