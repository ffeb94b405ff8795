/** The test telephone: a hotline is tried without a provider. */
import { z } from 'zod'
import { route } from '#engine/http/contract'

const BASE = '/api/conversation/telephone'

export const testLeg = z
  .object({
    sid: z.string(),
    number: z.string(),
    /** in: this phone has dialled; out: it is dialled by the hotline. */
    direction: z.enum(['in', 'out']),
    state: z.enum(['ringing', 'live', 'ended']),
    /** What it waits for. */
    waits: z.enum(['nothing', 'keys', 'speech', 'tape', 'talk', 'held']),
    heard: z.array(z.object({ kind: z.enum(['said', 'played', 'own', 'other', 'text', 'key']), text: z.string() })),
    beganAt: z.string(),
  })
  .meta({ id: 'TestPhone' })

const state = z.object({
  hotlines: z.array(z.object({ channelId: z.uuid(), name: z.string(), number: z.string() })),
  legs: z.array(testLeg),
})

export const telephoneContract = {
  tickTelephone: route({
    method: 'POST',
    path: `${BASE}/tick`,
    summary: 'How the test telephones stand; time passes for whoever listens',
    may: 'conversation.configure',
    out: state,
  }),
  setUpTestHotline: route({
    method: 'POST',
    path: `${BASE}/hotlines`,
    summary: 'Set up a hotline at the test exchange',
    may: 'conversation.configure',
    body: z.strictObject({ name: z.string().min(1).max(60), language: z.enum(['zh-CN', 'en']).default('zh-CN') }),
    out: z.object({ channelId: z.uuid() }),
    status: 201,
  }),
  dialHotline: route({
    method: 'POST',
    path: `${BASE}/calls`,
    summary: 'Dial a test hotline from a number',
    may: 'conversation.configure',
    body: z.strictObject({ channelId: z.uuid(), from: z.string().regex(/^\+?\d{3,20}$/) }),
    out: z.object({ sid: z.string() }),
    status: 201,
    refusals: ['conversation.channel-not-found'],
  }),
  useTelephone: route({
    method: 'POST',
    path: `${BASE}/phones/:sid`,
    summary: 'Pick up, press a key, speak by typing, hang up',
    may: 'conversation.configure',
    params: z.object({ sid: z.string().max(40) }),
    body: z.discriminatedUnion('act', [
      z.strictObject({ act: z.enum(['pick_up', 'decline', 'hang_up']) }),
      z.strictObject({ act: z.literal('press'), key: z.string().regex(/^[0-9*#]$/) }),
      z.strictObject({ act: z.literal('say'), text: z.string().min(1).max(500) }),
    ]),
    out: state,
    refusals: ['conversation.no-call'],
  }),
} as const
