import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectedWaitSeconds } from './expected-wait.ts'
import { chooseAgent, matchQueue, type FreeAgent, type WaitingItem } from './match.ts'
import { PRIORITY_STEP_SECONDS, rankAt } from './rank.ts'

const item = (changes: Partial<WaitingItem> = {}): WaitingItem => ({
  conversationId: 'c1',
  skills: [],
  units: 1,
  stickyAgentId: null,
  wantedAgentId: null,
  passedBy: [],
  ...changes,
})
const agent = (agentId: string, changes: Partial<FreeAgent> = {}): FreeAgent => ({
  agentId,
  skills: ['it', 'zh'],
  capacity: 4,
  load: 0,
  lastOfferMs: 0,
  ...changes,
})

test.each([
  { because: 'the least loaded is asked', item: item(), agents: [agent('a', { load: 2 }), agent('b')], chosen: 'b' },
  {
    because: 'load counts as a share: 2 of 8 is freer than 1 of 2',
    item: item(),
    agents: [agent('a', { load: 1, capacity: 2 }), agent('b', { load: 2, capacity: 8 })],
    chosen: 'b',
  },
  {
    because: 'of equals the one asked longest ago is asked',
    item: item(),
    agents: [agent('a', { lastOfferMs: 9 }), agent('b', { lastOfferMs: 3 })],
    chosen: 'b',
  },
  {
    because: 'every skill is needed',
    item: item({ skills: ['it', 'en'] }),
    agents: [agent('a'), agent('b', { skills: ['it', 'en', 'zh'], load: 3 })],
    chosen: 'b',
  },
  {
    because: 'capacity is never exceeded',
    item: item({ units: 2 }),
    agents: [agent('a', { load: 3 })],
    chosen: undefined,
  },
  {
    because: 'a known agent is asked before a freer one',
    item: item({ stickyAgentId: 'a' }),
    agents: [agent('a', { load: 3 }), agent('b')],
    chosen: 'a',
  },
  {
    because: 'a known agent who is full does not make the customer wait',
    item: item({ stickyAgentId: 'a' }),
    agents: [agent('a', { load: 4 }), agent('b')],
    chosen: 'b',
  },
  {
    because: 'who has just passed is not asked again',
    item: item({ stickyAgentId: 'a', passedBy: ['a'] }),
    agents: [agent('a'), agent('b', { load: 1 })],
    chosen: 'b',
  },
  {
    because: 'a transfer to a person waits for that person, skills or not',
    item: item({ wantedAgentId: 'a', skills: ['rare'] }),
    agents: [agent('a'), agent('b', { skills: ['rare'] })],
    chosen: 'a',
  },
  {
    because: 'a transfer to a person who is full waits',
    item: item({ wantedAgentId: 'a' }),
    agents: [agent('a', { load: 4 }), agent('b')],
    chosen: undefined,
  },
  {
    because: 'a transfer to a person who passed or left falls to the queue',
    item: item({ wantedAgentId: 'a', passedBy: ['a'] }),
    agents: [agent('a'), agent('b')],
    chosen: 'b',
  },
])('$because', ({ item: waiting, agents, chosen }) => {
  expect(chooseAgent(waiting, agents)?.agentId).toBe(chosen)
})

test('a whole queue never gives anybody more than he can carry, and serves its head first', () => {
  const agents = fc.array(fc.record({ capacity: fc.nat(6), load: fc.nat(6) }), { maxLength: 5 })
  const units = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 30 })
  fc.assert(
    fc.property(agents, units, (shapes, sizes) => {
      const people = shapes.map((shape, index) => agent(`a${index}`, shape))
      const items = sizes.map((size, index) => item({ conversationId: `c${index}`, units: size }))
      const matches = matchQueue(items, people)
      for (const person of people) {
        const taken = matches.filter(({ agentId }) => agentId === person.agentId)
        const load = taken.reduce((sum, { conversationId }) => sum + sizes[Number(conversationId.slice(1))]!, 0)
        if (load > 0) expect(person.load + load).toBeLessThanOrEqual(person.capacity)
      }
      if (sizes.every((size) => size === 1)) {
        expect(matches.map(({ conversationId }) => conversationId)).toEqual(
          items.slice(0, matches.length).map(({ conversationId }) => conversationId),
        )
      }
    }),
  )
})

test.each([
  { waits: [], expected: null, because: 'nobody was accepted lately, so nothing is promised' },
  { waits: [30], expected: 30, because: 'one is his own mean' },
  { waits: [20, 40], expected: 29, because: '(20·10 + 40·9) / 19 = 29.47' },
  { waits: [0, 0, 0, 0, 0, 0, 0, 0, 0, 55], expected: 1, because: 'the oldest of ten weighs 1 of 55' },
  { waits: [10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 9999], expected: 10, because: 'an eleventh does not count' },
])('$because', ({ waits, expected }) => {
  expect(expectedWaitSeconds(waits)).toBe(expected)
})

test('priority overtakes by a fixed time and no further', () => {
  const at = (seconds: number, priority: number) => rankAt(seconds * 1000, priority)
  expect(at(100, 1)).toBeLessThan(at(0, 0))
  expect(at(PRIORITY_STEP_SECONDS + 1, 1)).toBeGreaterThan(at(0, 0))
})
