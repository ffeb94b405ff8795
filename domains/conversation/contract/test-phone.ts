/** The test phone: a channel of WeChat or WeCom is tried without an account there. */
import { z } from 'zod'
import { idParams, route } from '#engine/http/contract'

const BASE = '/api/conversation/test-phone'
const kind = z.enum(['wechat', 'wecom'])

const phoneMessage = z
  .object({
    id: z.string(),
    /** The customer's own. */
    mine: z.boolean(),
    kind: z.enum(['text', 'image', 'voice', 'file', 'menu', 'link']),
    text: z.string(),
    choices: z.array(z.object({ id: z.string(), label: z.string() })),
    /** Where its picture or file opens, or its link leads. */
    url: z.string().nullable(),
    recalled: z.boolean(),
    at: z.string(),
  })
  .meta({ id: 'PhoneMessage' })

const chat = z.object({
  messages: z.array(phoneMessage),
  /** How many messages the platform still lets us send; null: the customer did nothing that allows it, or too long ago. */
  sendsLeft: z.int().nullable(),
})
const REFUSALS = ['conversation.channel-not-found'] as const

export const testPhoneContract = {
  listTestAccounts: route({
    method: 'GET',
    path: `${BASE}/accounts`,
    summary: 'The accounts on the simulated platform',
    may: 'conversation.configure',
    out: z.object({ items: z.array(z.object({ channelId: z.uuid(), name: z.string(), kind })) }),
  }),
  setUpTestAccount: route({
    method: 'POST',
    path: `${BASE}/accounts`,
    summary: 'Set up a channel whose platform is simulated here',
    may: 'conversation.configure',
    body: z.strictObject({ kind, name: z.string().min(1).max(60) }),
    out: z.object({ channelId: z.uuid() }),
    status: 201,
  }),
  readTestChat: route({
    method: 'GET',
    path: `${BASE}/accounts/:id/messages`,
    summary: "The chat as the customer's phone shows it",
    may: 'conversation.configure',
    params: idParams,
    out: chat,
    refusals: REFUSALS,
  }),
  sayOnTestPhone: route({
    method: 'POST',
    path: `${BASE}/accounts/:id/messages`,
    summary: 'The customer writes, speaks, sends a picture, or taps a choice of a menu',
    may: 'conversation.configure',
    params: idParams,
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('text'),
        text: z.string().min(1).max(2000),
        choiceId: z.string().max(200).optional(),
      }),
      z.strictObject({ kind: z.literal('image'), fileId: z.uuid() }),
      /** Without a file: a sample, as long as somebody would take for the words. */
      z.strictObject({ kind: z.literal('voice'), text: z.string().max(2000), fileId: z.uuid().optional() }),
    ]),
    out: chat,
    status: 201,
    refusals: REFUSALS,
  }),
  takeBackOnTestPhone: route({
    method: 'POST',
    path: `${BASE}/accounts/:id/recall`,
    summary: 'The customer takes a message back; only WeCom tells of it',
    may: 'conversation.configure',
    params: idParams,
    body: z.strictObject({ messageId: z.string().max(64) }),
    out: chat,
    refusals: [...REFUSALS, 'conversation.not-recallable'],
  }),
} as const

export type PhoneMessageShape = z.infer<typeof phoneMessage>
