import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '../api.ts'
import { entriesOf } from './entries.ts'
import { mergeThread } from './merge.ts'

function message(seq: number, change = 0, more: Partial<Message> = {}): Message {
  return {
    seq,
    change,
    author: { kind: 'customer', id: 'c', name: '李雯' },
    sourceId: `s${seq}`,
    content: { type: 'text', text: `${seq}/${change}` },
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
  }
}

test('pages in any order, with repetitions, make the same thread', () => {
  const place = fc.record({ seq: fc.integer({ min: 1, max: 20 }), change: fc.integer({ min: 0, max: 5 }) })
  fc.assert(
    fc.property(fc.array(fc.array(place, { maxLength: 8 }), { maxLength: 6 }), (pages) => {
      const all = pages.map((page) => page.map(({ seq, change }) => message(seq, change)))
      const read = (order: typeof all) =>
        order.reduce(
          (thread, items) => mergeThread(thread, { items, lastSeq: 20, lastChange: 5 }),
          mergeThread(undefined, { items: [], lastSeq: 0, lastChange: 0 }),
        ).messages
      const forwards = read(all)
      expect(read(all.toReversed())).toEqual(forwards)
      expect(forwards.map(({ seq }) => seq)).toEqual(
        [...new Set(all.flat().map(({ seq }) => seq))].sort((a, b) => a - b),
      )
      for (const { seq, change } of all.flat()) {
        expect(forwards.find((one) => one.seq === seq)!.change).toBeGreaterThanOrEqual(change)
      }
    }),
  )
})

test('a thread reads as days, runs of one author, system lines and cards', () => {
  const details = { wants: '换盘', confirmed: [], doesNotKnow: '', confidence: 0.41, threshold: 0.62 }
  const thread = [
    message(1),
    message(2),
    message(3, 0, { author: { kind: 'agent', id: 'a', name: '苏晴' } }),
    message(4, 0, { author: { kind: 'agent', id: 'a', name: '苏晴' }, internal: true }),
    message(5, 0, { content: { type: 'event', event: 'handed_over', details } }),
    message(6, 0, { content: { type: 'event', event: 'handed_over', details: { wants: '' } } }),
    message(7, 0, { sentAt: '2026-11-21T02:00:00.000Z' }),
  ]
  const shown = entriesOf(thread, (at) => at.slice(0, 10)).map((entry) =>
    entry.kind === 'message' ? `${entry.key}${entry.isFirst ? ' first' : ''}` : entry.kind,
  )
  expect(shown).toEqual(['day', '1 first', '2', '3 first', '4 first', 'card', 'system', 'day', '7 first'])
})
