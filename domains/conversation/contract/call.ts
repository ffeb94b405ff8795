/** The telephone call of a conversation: how it stands, and what can be done with it. */
import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const BASE = '/api/conversation/conversations/:id/call'
const when = z.string()
const NO_CALL = 'conversation.no-call'

/** A number with its country, or an address of SIP. */
const phone = z
  .string()
  .regex(/^(\+?\d{3,20}|sip:[^\s@]+@[^\s@]+)$/, 'is a number with + and the country, or sip:name@host')
  .nullable()

export const callNow = z
  .object({
    callId: z.uuid(),
    direction: z.enum(['in', 'out']),
    /** menu, waiting, ringing (the agent's phone), talking, message (onto the tape), callback (is promised), ended. */
    state: z.enum(['menu', 'waiting', 'ringing', 'talking', 'message', 'callback', 'ended']),
    number: z.string(),
    held: z.boolean(),
    beganAt: when,
    connectedAt: when.nullable(),
    endedAt: when.nullable(),
    outcome: z.enum(['talked', 'missed', 'message', 'callback', 'unreached']).nullable(),
    legs: z.array(
      z.object({
        userId: z.uuid(),
        name: z.string().nullable(),
        role: z.enum(['agent', 'supervisor']),
        mode: z.enum(['talk', 'listen', 'whisper', 'barge']),
        state: z.enum(['wanted', 'dialled', 'joined', 'ended']),
      }),
    ),
  })
  .meta({ id: 'Call' })

function command<B extends z.ZodType>(name: string, summary: string, may: string, body: B, refusals: string[]) {
  return route({
    method: 'POST',
    path: `${BASE}/${name}`,
    summary,
    may: `conversation.${may}`,
    params: idParams,
    body,
    out: noContent,
    status: 204,
    refusals: ['conversation.conversation-not-found', NO_CALL, ...refusals],
  })
}

const nothing = z.strictObject({}).optional()

export const callContract = {
  readCall: route({
    method: 'GET',
    path: BASE,
    summary: 'The last call of a conversation, and where the own phone rings',
    may: 'conversation.read',
    params: idParams,
    out: z.object({ call: callNow.nullable(), myPhone: z.string().nullable() }),
  }),
  ringCall: command('ring', "Ring the agent's phone again, or call the customer back", 'serve', nothing, [
    'conversation.not-yours',
    'conversation.no-phone',
    'conversation.conversation-closed',
  ]),
  holdCall: command(
    'hold',
    'The customer hears music, or is taken back',
    'serve',
    z.strictObject({ held: z.boolean() }),
    ['conversation.not-yours', 'conversation.connection-failed'],
  ),
  hangUpCall: command('hang-up', 'End the call; the conversation stays', 'serve', nothing, ['conversation.not-yours']),
  superviseCall: command(
    'supervise',
    'Listen to a call, whisper to its agent, or speak to both; null leaves it',
    'supervise',
    z.strictObject({ mode: z.enum(['listen', 'whisper', 'barge']).nullable() }),
    ['conversation.no-phone', 'conversation.connection-failed'],
  ),
  setMyPhone: route({
    method: 'PUT',
    path: '/api/conversation/me/phone',
    summary: 'Where the own phone rings when a caller is accepted',
    may: 'conversation.serve',
    body: z.strictObject({ phone }),
    out: noContent,
    status: 204,
  }),
  setAgentPhone: route({
    method: 'PUT',
    path: '/api/conversation/agents/:id/phone',
    summary: "Where an agent's phone rings",
    may: 'conversation.configure',
    params: idParams,
    body: z.strictObject({ phone }),
    out: noContent,
    status: 204,
    refusals: ['conversation.agent-not-found'],
  }),
} as const
