/** Customers to whom somebody should speak once more. */
import { z } from 'zod'
import { idParams, noContent, pageOf, pageQuery, route } from '#engine/http/contract'

const when = z.string()
const kind = z.enum(['low_rating', 'message'])
const state = z.enum(['open', 'done'])
const BASE = '/api/conversation/follow-ups'
const REFUSALS = ['quality.follow-up-not-found', 'quality.follow-up-is-done', 'engine.version-conflict']

export const followUp = z
  .object({
    followUpId: z.uuid(),
    kind,
    conversationId: z.uuid(),
    contactId: z.uuid(),
    contactName: z.string().nullable(),
    channelKind: z.string(),
    channelName: z.string(),
    agentName: z.string().nullable(),
    teamName: z.string().nullable(),
    assigneeId: z.uuid().nullable(),
    assigneeName: z.string().nullable(),
    rating: z.int().nullable(),
    /** Why he rated so, or the message that he left. */
    text: z.string().nullable(),
    /** How he can be reached, in his words. */
    reach: z.string().nullable(),
    state,
    dueAt: when,
    result: z.string().nullable(),
    doneBy: z.string().nullable(),
    doneAt: when.nullable(),
    openedAt: when,
    version: z.int(),
  })
  .meta({ id: 'FollowUp' })

export const followUpContract = {
  listFollowUps: route({
    method: 'GET',
    path: BASE,
    summary: 'Open ones by their due time, done ones by their end',
    may: 'conversation.follow-up',
    query: pageQuery.extend({
      state: state.default('open'),
      whose: z.enum(['mine', 'anybody']).default('anybody'),
      kind: kind.optional(),
    }),
    out: pageOf(followUp),
  }),
  takeFollowUp: route({
    method: 'POST',
    path: `${BASE}/:id/take`,
    summary: 'Make it the own work',
    may: 'conversation.follow-up',
    params: idParams,
    body: z.strictObject({ version: z.int() }),
    out: noContent,
    status: 204,
    refusals: REFUSALS,
  }),
  finishFollowUp: route({
    method: 'POST',
    path: `${BASE}/:id/done`,
    summary: 'It was spoken about; what came of it is kept',
    may: 'conversation.follow-up',
    params: idParams,
    body: z.strictObject({ result: z.string().trim().min(1).max(1000), version: z.int() }),
    out: noContent,
    status: 204,
    refusals: REFUSALS,
  }),
} as const

export type FollowUpShape = z.infer<typeof followUp>
