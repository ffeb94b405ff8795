/** Messages that are sent later. */
import { z } from 'zod'
import { idParams, instant, noContent, route } from '#engine/http/contract'
import { TEXT_MAX } from './shapes.ts'

const scheduled = z
  .object({
    scheduledId: z.uuid(),
    conversationId: z.uuid(),
    agentId: z.uuid(),
    agentName: z.string(),
    text: z.string(),
    replyTo: z.int().nullable(),
    sendAt: z.string(),
    state: z.enum(['waiting', 'sent', 'cancelled', 'failed']),
    failure: z.string().nullable().meta({ description: 'The code of the refusal that kept it from being sent' }),
    customerWroteAt: z.string().nullable().meta({ description: 'The customer has written since it was scheduled' }),
    version: z.int(),
  })
  .meta({ id: 'ScheduledMessage' })

export type ScheduledShape = z.infer<typeof scheduled>

const serve = { may: 'conversation.serve' } as const
const text = z.string().min(1).max(TEXT_MAX)
const IN_CONVERSATION = '/api/conversation/conversations/:id'
const ONE = '/api/conversation/scheduled/:id'
const CANNOT = [
  'conversation.schedule-too-early',
  'conversation.window-closed-then',
  'conversation.quota-used',
  'conversation.not-yours',
  'conversation.conversation-closed',
  'conversation.text-too-long',
]

export const scheduledContract = {
  readSendTimes: route({
    ...serve,
    method: 'GET',
    path: `${IN_CONVERSATION}/send-times`,
    summary: 'Good times to write, as the customer keeps time',
    params: idParams,
    out: z.object({ inOneHour: z.string(), tomorrow: z.string(), zone: z.string() }),
    refusals: ['conversation.conversation-not-found'],
  }),
  listScheduled: route({
    may: 'conversation.read',
    method: 'GET',
    path: `${IN_CONVERSATION}/scheduled`,
    summary: 'What waits to be sent, and what could not be sent',
    params: idParams,
    out: z.object({ items: z.array(scheduled) }),
  }),
  scheduleMessage: route({
    ...serve,
    method: 'POST',
    path: `${IN_CONVERSATION}/scheduled`,
    summary: 'Write now, send later; refused when the platform will not let us write then',
    params: idParams,
    body: z.strictObject({ scheduledId: z.uuid(), text, sendAt: instant, replyTo: z.int().positive().optional() }),
    out: noContent,
    status: 204,
    refusals: ['conversation.conversation-not-found', ...CANNOT],
  }),
  changeScheduled: route({
    ...serve,
    method: 'PUT',
    path: ONE,
    summary: 'Another text, another time',
    params: idParams,
    body: z.strictObject({ text, sendAt: instant, version: z.int().positive() }),
    out: noContent,
    status: 204,
    refusals: [
      'conversation.scheduled-not-found',
      'conversation.scheduled-is-over',
      'engine.version-conflict',
      ...CANNOT,
    ],
  }),
  cancelScheduled: route({
    ...serve,
    method: 'DELETE',
    path: ONE,
    summary: 'Do not send it',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['conversation.scheduled-not-found', 'conversation.scheduled-is-over', 'conversation.not-yours'],
  }),
  sendScheduledNow: route({
    ...serve,
    method: 'POST',
    path: `${ONE}/now`,
    summary: 'Send it at once',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: [
      'conversation.scheduled-not-found',
      'conversation.scheduled-is-over',
      'conversation.not-yours',
      'conversation.conversation-closed',
      'conversation.window-closed',
      'conversation.quota-used',
    ],
  }),
} as const
