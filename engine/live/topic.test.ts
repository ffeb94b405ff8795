import { expect, test } from 'vitest'
import { newId, systemContext, type Actor, type Context } from '#engine/kernel'
import { openTopicBook } from './topic.ts'

const book = openTopicBook(
  [
    { name: 'rows', may: 'row.read', scoped: true },
    { name: 'row', may: 'row.read', visible: ({ actor }, id) => !actor.onlyTeams || id === 'own' },
    { name: 'parts', may: 'row.read' },
  ],
  (roles) => roles.includes('agent'),
)

function as(more: Partial<Actor>): Context {
  const actor = { kind: 'user', id: newId(), name: 'Mei', roles: ['agent'], teamIds: [], ...more } as const
  return { ...systemContext(newId(), 'test'), actor }
}

test.each([
  { who: {}, topic: 'rows', hears: 'events', because: 'sees every row' },
  { who: { onlyTeams: true as const }, topic: 'rows', hears: 'stirs', because: 'the event names rows out of sight' },
  { who: { onlyTeams: true as const }, topic: 'row:own', hears: 'events', because: 'the row is in sight' },
  { who: { onlyTeams: true as const }, topic: 'row:other', hears: 'nothing', because: 'the row is not there' },
  { who: { onlyTeams: true as const }, topic: 'parts', hears: 'events', because: 'parts belong to no team' },
  { who: { customerId: newId() }, topic: 'rows', hears: 'nothing', because: 'a customer hears of single rows only' },
  { who: { roles: ['finance'] }, topic: 'rows', hears: 'nothing', because: 'the role may not read rows' },
  { who: {}, topic: 'unknown', hears: 'nothing', because: 'there is no such topic' },
])('$topic tells $hears: $because', async ({ who, topic, hears }) => {
  expect(await book.hearingOf(as(who), topic)).toBe(hears)
})
