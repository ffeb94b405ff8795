/** What helps an agent to write: suggestions from what was written before; with a language model also drafts and translations. */
import { z } from 'zod'
import { idParams, instant, route } from '#engine/http/contract'
import { TEXT_MAX } from './shapes.ts'

const IN_CONVERSATION = '/api/conversation/conversations/:id'
const NOT_FOUND = 'conversation.conversation-not-found'
const locale = z.enum(['en', 'zh-CN'])
const serve = { may: 'conversation.serve', params: idParams } as const

const confidence = z.number().min(0).max(1).meta({ description: 'A calibrated probability that this answers' })

const suggestion = z
  .object({
    kind: z.enum(['article', 'canned']),
    id: z.string(),
    title: z.string(),
    text: z.string().meta({ description: 'What would be said, placeholders filled in' }),
    confidence,
  })
  .meta({ id: 'ReplySuggestion' })

const source = z.object({ articleId: z.string(), title: z.string(), confidence })

/** Why there is no text of the model, and from when on it may be asked again. */
const none = z.object({
  kind: z.literal('none'),
  because: z.enum([
    'not-configured',
    'resting',
    'over-budget',
    'too-slow',
    'failed',
    'unreadable',
    'no-source',
    'nothing-asked',
  ]),
  until: instant.nullable(),
})

const text = z.object({ kind: z.literal('text'), text: z.string() })

export const summaryFacts = z
  .object({
    wants: z.string().meta({ description: 'The first question' }),
    confirmed: z.array(z.string()).meta({ description: 'Who it is, what was filled in, what the bot answered' }),
    said: z.string().nullable().meta({ description: 'The last that we told the customer' }),
    waitsFor: z.string().nullable().meta({ description: 'What the customer has written since, unanswered' }),
    notes: z.array(z.string()).meta({ description: 'The last notes of colleagues' }),
    links: z.array(z.string()),
    messages: z.int(),
    since: instant,
  })
  .meta({ id: 'ConversationSummary' })

export const assistContract = {
  readAssist: route({
    method: 'GET',
    path: '/api/conversation/assist',
    summary: 'Whether a language model is there, and how it stands at this moment',
    may: 'conversation.read',
    out: z.object({
      model: z.enum(['absent', 'ready', 'resting', 'over-budget']),
      until: instant.nullable(),
    }),
  }),
  suggestReplies: route({
    ...serve,
    method: 'GET',
    path: `${IN_CONVERSATION}/suggestions`,
    summary: 'Published answers and canned replies for what the customer asked, best first; made without a model',
    out: z.object({
      question: z.string(),
      threshold: z.number().meta({ description: 'At or above it the bot would have answered by itself' }),
      items: z.array(suggestion),
    }),
    refusals: [NOT_FOUND],
  }),
  draftReply: route({
    ...serve,
    method: 'POST',
    path: `${IN_CONVERSATION}/reply-draft`,
    summary: 'A reply drafted by the model from the found articles and the thread; without an article there is none',
    out: z.discriminatedUnion('kind', [text.extend({ sources: z.array(source), threshold: z.number() }), none]),
    refusals: [NOT_FOUND],
  }),
  translateMessage: route({
    method: 'POST',
    path: `${IN_CONVERSATION}/messages/:seq/translation`,
    summary: 'What a message says in another language, by the model',
    may: 'conversation.read',
    params: z.object({ id: z.uuid(), seq: z.coerce.number().int().positive() }),
    body: z.strictObject({ to: locale }),
    out: z.discriminatedUnion('kind', [text, none]),
    refusals: [NOT_FOUND, 'conversation.message-not-found'],
  }),
  translateDraft: route({
    ...serve,
    method: 'POST',
    path: `${IN_CONVERSATION}/draft-translation`,
    summary: 'What is going to be written, in the language of the customer',
    body: z.strictObject({ text: z.string().trim().min(1).max(TEXT_MAX), to: locale }),
    out: z.discriminatedUnion('kind', [text, none]),
    refusals: [NOT_FOUND],
  }),
  summarise: route({
    method: 'POST',
    path: `${IN_CONVERSATION}/summary`,
    summary: 'What the next one has to know: facts from the thread, and with a model a few sentences',
    may: 'conversation.read',
    params: idParams,
    out: z.object({ facts: summaryFacts, sentences: z.discriminatedUnion('kind', [text, none]) }),
    refusals: [NOT_FOUND],
  }),
} as const

export type AssistSuggestion = z.infer<typeof suggestion>
export type SummaryFacts = z.infer<typeof summaryFacts>
