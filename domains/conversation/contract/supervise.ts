/** A supervisor in somebody else's conversation. Taking it over stands with the other commands of the desk. */
import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'

const BASE = '/api/conversation/conversations/:id'
const NOT_FOUND = 'conversation.conversation-not-found'
const CLOSED = 'conversation.conversation-closed'

export const superviseContract = {
  listenIn: route({
    method: 'POST',
    path: `${BASE}/listen`,
    summary: 'Read on unnoticed; only the trail knows',
    may: 'conversation.supervise',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: [NOT_FOUND],
  }),
  whisper: route({
    method: 'POST',
    path: `${BASE}/whispers`,
    summary: 'Tell the agent something that the customer does not see',
    may: 'conversation.supervise',
    params: idParams,
    body: z.strictObject({ clientId: z.uuid(), text: z.string().trim().min(1).max(1000) }),
    out: z.object({ seq: z.int() }),
    status: 201,
    refusals: [NOT_FOUND, CLOSED, 'conversation.no-agent'],
  }),
  barge: route({
    method: 'POST',
    path: `${BASE}/barge`,
    summary: 'Join in the open, and write to the customer under the own name',
    may: 'conversation.supervise',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: [NOT_FOUND, CLOSED],
  }),
  leaveConversation: route({
    method: 'POST',
    path: `${BASE}/leave`,
    summary: 'No longer be part of a conversation that one joined',
    may: 'conversation.note',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: [NOT_FOUND],
  }),
} as const
