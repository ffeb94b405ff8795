import { expect, test } from 'vitest'
import type { Message } from '../api.ts'
import { answeredSince } from './answered-since.ts'

const said = (seq: number, id: string, more: Partial<Message> = {}): Message => ({
  seq,
  change: 0,
  author: { kind: 'agent', id, name: id },
  sourceId: `s${seq}`,
  content: { type: 'text', text: `${seq}` },
  fileUrl: null,
  internal: false,
  replyTo: null,
  sentAt: '2026-11-20T02:00:00.000Z',
  state: null,
  failure: null,
  editedAt: null,
  recalledAt: null,
  reactions: null,
  ...more,
})

test.each([
  { messages: [said(3, 'luo')], found: 3, because: 'a colleague has answered' },
  { messages: [said(2, 'luo')], found: undefined, because: 'that was there when I began' },
  { messages: [said(3, 'me')], found: undefined, because: 'I said it myself' },
  { messages: [said(3, 'luo', { internal: true })], found: undefined, because: 'the customer does not see a note' },
  {
    messages: [said(3, 'luo', { author: { kind: 'customer', id: 'c', name: null } })],
    found: undefined,
    because: 'the customer asks on',
  },
  { messages: [said(3, 'luo', { recalledAt: '2026-11-20T02:01:00.000Z' })], found: undefined, because: 'taken back' },
])('$because', ({ messages, found }) => {
  expect(answeredSince(messages, 2, 'me')?.seq).toBe(found)
})
