/** Colleagues of other departments, and what they say among themselves. */
import { z } from 'zod'
import { idParams, noContent, route } from '#engine/http/contract'
import { TEXT_MAX } from './shapes.ts'

const side = z
  .object({
    sideId: z.uuid(),
    subject: z.string(),
    members: z.array(z.object({ userId: z.uuid(), name: z.string().nullable() })),
    lastSeq: z.int(),
    lastText: z.string().nullable(),
    lastAt: z.string(),
    unread: z.int(),
  })
  .meta({ id: 'SideConversation' })

const sideMessage = z
  .object({
    seq: z.int(),
    sourceId: z.uuid(),
    authorId: z.string(),
    authorName: z.string(),
    text: z.string(),
    sentAt: z.string(),
  })
  .meta({ id: 'SideMessage' })

export type SideShape = z.infer<typeof side>
export type SideMessageShape = z.infer<typeof sideMessage>

const note = { may: 'conversation.note' } as const
const invited = {
  userIds: z.array(z.uuid()).max(50).default([]),
  teamIds: z.array(z.uuid()).max(20).default([]),
}
const text = z.string().trim().min(1).max(TEXT_MAX)
const SIDES = '/api/conversation/conversations/:id/sides'
const SIDE = '/api/conversation/sides/:id'
const NOT_FOUND = ['conversation.conversation-not-found']
const NO_SIDE = ['conversation.side-not-found']

export const cooperationContract = {
  listColleagues: route({
    ...note,
    method: 'GET',
    path: '/api/conversation/colleagues',
    summary: 'Who can be asked in: people of every department who may read conversations, and teams',
    out: z.object({
      people: z.array(z.object({ userId: z.uuid(), name: z.string(), roles: z.array(z.string()) })),
      teams: z.array(z.object({ teamId: z.uuid(), name: z.string(), members: z.int() })),
    }),
  }),
  inviteColleagues: route({
    ...note,
    method: 'POST',
    path: '/api/conversation/conversations/:id/participants',
    summary: 'Ask colleagues and teams into the thread; they are told',
    params: idParams,
    body: z.strictObject(invited),
    out: noContent,
    status: 204,
    refusals: NOT_FOUND,
  }),
  listSides: route({
    may: 'conversation.read',
    method: 'GET',
    path: SIDES,
    summary: 'What colleagues discuss beside a conversation',
    params: idParams,
    out: z.object({ items: z.array(side) }),
  }),
  openSide: route({
    ...note,
    method: 'POST',
    path: SIDES,
    summary: 'Begin a side conversation; who is asked in is told',
    params: idParams,
    body: z.strictObject({ sideId: z.uuid(), subject: z.string().trim().min(1).max(120), text, ...invited }),
    out: noContent,
    status: 204,
    refusals: NOT_FOUND,
  }),
  readSide: route({
    may: 'conversation.read',
    method: 'GET',
    path: `${SIDE}/messages`,
    summary: 'Its messages in order; behind a place, or the last ones',
    params: idParams,
    query: z.object({
      after: z.coerce.number().int().nonnegative().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(200),
    }),
    out: z.object({ items: z.array(sideMessage) }),
    refusals: NO_SIDE,
  }),
  writeSide: route({
    ...note,
    method: 'POST',
    path: `${SIDE}/messages`,
    summary: 'Write to the colleagues of a side conversation',
    params: idParams,
    body: z.strictObject({
      sourceId: z.uuid().meta({ description: 'Made by the sender; sent again, it is the same message' }),
      text,
    }),
    out: z.object({ seq: z.int() }),
    status: 201,
    refusals: NO_SIDE,
  }),
  addToSide: route({
    ...note,
    method: 'POST',
    path: `${SIDE}/members`,
    summary: 'Ask more colleagues in',
    params: idParams,
    body: z.strictObject(invited),
    out: noContent,
    status: 204,
    refusals: NO_SIDE,
  }),
  markSideRead: route({
    ...note,
    method: 'POST',
    path: `${SIDE}/read`,
    summary: 'Everything up to a place has been read',
    params: idParams,
    body: z.strictObject({ seq: z.int().nonnegative() }),
    out: noContent,
    status: 204,
    refusals: NO_SIDE,
  }),
} as const
