/** What the rest of Facet is told of conversations. Data are ids and short facts; the thread itself is read by its id. */
import { z } from 'zod'
import { defineEvent } from '#engine/events'

const conversation = {
  conversationId: z.uuid(),
  channelId: z.uuid(),
  contactId: z.uuid(),
  agentId: z.uuid().nullable(),
}

type Told = { conversationId: string; agentId: string | null }
const aggregate = ({ conversationId }: { conversationId: string }): string => `conversation:${conversationId}`
/** Those who look at the thread, and the list of its agent. */
const watchers = ({ conversationId, agentId }: Told): string[] => [
  `conversation:${conversationId}`,
  ...(agentId === null ? [] : [`conversation.inbox:${agentId}`]),
]
/** Also those who watch the queues and the wall. */
const everybody = (told: Told): string[] => [...watchers(told), 'conversation.queue']

export const conversationOpened = defineEvent(
  'conversation.opened',
  z.object({ ...conversation, status: z.enum(['bot', 'queued']) }),
  { aggregate, topics: everybody },
)

/** What of the desk a message may concern; whoever it does not concern need not look at it. */
export const CONCERNS = ['link', 'words', 'scheduled', 'leaving'] as const
export type Concern = (typeof CONCERNS)[number]

/** A customer has written. */
export const messageReceived = defineEvent(
  'conversation.message_received',
  z.object({
    ...conversation,
    seq: z.int(),
    type: z.string(),
    concerns: z.array(z.enum(CONCERNS)).default([...CONCERNS]),
  }),
  { aggregate, topics: watchers },
)

/** An agent, the bot or Facet has written; internal: only colleagues see it. */
export const messageSent = defineEvent(
  'conversation.message_sent',
  z.object({
    ...conversation,
    seq: z.int(),
    type: z.string(),
    author: z.string(),
    internal: z.boolean(),
    link: z.boolean().default(true),
  }),
  { aggregate, topics: watchers },
)

/** A message was edited, recalled, reacted to, delivered, or its file has arrived. */
export const messageChanged = defineEvent(
  'conversation.message_changed',
  z.object({ ...conversation, seq: z.int(), change: z.int(), what: z.string() }),
  { aggregate, topics: watchers },
)

/** What the bot tells the agent when it stops: three fields, as DESIGN.md draws the card. */
export const handOverCard = z.object({
  wants: z.string(),
  confirmed: z.array(z.string()),
  doesNotKnow: z.string(),
  confidence: z.number().min(0).max(1).nullable(),
  threshold: z.number().min(0).max(1).nullable(),
})
export type HandOverCard = z.infer<typeof handOverCard>

/** The bot, or the customer, asked for a person; the conversation has entered a queue. */
export const handedOver = defineEvent(
  'conversation.handed_over',
  z.object({
    ...conversation,
    queueId: z.uuid(),
    reason: z.string(),
    personId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
    card: handOverCard,
  }),
  { aggregate, topics: everybody },
)

/** The conversation was put on offer to an agent, or taken back from him. */
export const conversationOffered = defineEvent(
  'conversation.offered',
  z.object({ ...conversation, queueId: z.uuid(), offeredTo: z.uuid().nullable(), expiresAt: z.string().nullable() }),
  {
    aggregate,
    topics: (told) => [
      ...everybody(told),
      ...(told.offeredTo === null ? [] : [`conversation.inbox:${told.offeredTo}`]),
    ],
  },
)

/** An agent has it now. `by`: accept, take_next, transfer, force, take_over, reopen. */
export const conversationAssigned = defineEvent(
  'conversation.assigned',
  z.object({
    ...conversation,
    agentId: z.uuid(),
    formerAgentId: z.uuid().nullable(),
    queueId: z.uuid().nullable(),
    by: z.string(),
    waitSeconds: z.int(),
  }),
  {
    aggregate,
    topics: (told) => [
      ...everybody(told),
      ...(told.formerAgentId === null ? [] : [`conversation.inbox:${told.formerAgentId}`]),
    ],
  },
)

/** An agent gave it back to a queue. */
export const conversationQueued = defineEvent(
  'conversation.queued',
  z.object({ ...conversation, queueId: z.uuid(), formerAgentId: z.uuid().nullable() }),
  {
    aggregate,
    topics: (told) => [
      ...everybody(told),
      ...(told.formerAgentId === null ? [] : [`conversation.inbox:${told.formerAgentId}`]),
    ],
  },
)

export const conversationClosed = defineEvent(
  'conversation.closed',
  z.object({
    ...conversation,
    reason: z.string(),
    /** True when no agent ever answered: the bot alone, or nobody. */
    withoutAgent: z.boolean(),
    personId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
  }),
  { aggregate, topics: everybody },
)

export const conversationReopened = defineEvent('conversation.reopened', z.object(conversation), {
  aggregate,
  topics: everybody,
})

/** 1–5, and why. */
export const conversationRated = defineEvent(
  'conversation.rated',
  z.object({
    ...conversation,
    rating: z.int().min(1).max(5),
    reason: z.string().nullable(),
    personId: z.uuid().nullable(),
    customerId: z.uuid().nullable(),
  }),
  { aggregate, topics: everybody },
)

/** A customer said a sensitive word. */
export const wordFound = defineEvent(
  'conversation.word_found',
  z.object({ ...conversation, seq: z.int(), words: z.array(z.string()) }),
  { aggregate, topics: (told) => [...watchers(told), 'conversation.supervision'] },
)

/** A customer should be spoken to once more, or that was done. */
export const followUpChanged = defineEvent(
  'conversation.follow_up_changed',
  z.object({
    conversationId: z.uuid(),
    kind: z.enum(['low_rating', 'message']),
    state: z.enum(['open', 'done']),
  }),
  { aggregate, topics: () => ['conversation.supervision'] },
)

/** Somebody was named in an internal note. */
export const colleagueMentioned = defineEvent(
  'conversation.colleague_mentioned',
  z.object({ ...conversation, seq: z.int(), userId: z.uuid(), by: z.string() }),
  { aggregate, topics: ({ userId }) => [`user:${userId}`, `conversation.inbox:${userId}`] },
)

/** An agent is online, away or offline. */
export const presenceChanged = defineEvent(
  'conversation.presence_changed',
  z.object({ agentId: z.uuid(), presence: z.enum(['online', 'away', 'offline']), reason: z.string().nullable() }),
  {
    aggregate: ({ agentId }) => `agent:${agentId}`,
    topics: ({ agentId }) => [`conversation.inbox:${agentId}`, 'conversation.queue'],
  },
)
