import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chooseAssignee, rankCandidates, type Candidate } from './assign.ts'

const person = (id: string, more: Partial<Candidate> = {}): Candidate => ({
  id,
  available: true,
  skills: {},
  openCases: 0,
  capacity: 10,
  ...more,
})

test.each([
  { who: [person('a', { openCases: 3 }), person('b')], chosen: 'b', because: 'has less' },
  {
    who: [person('a', { openCases: 2, capacity: 6 }), person('b', { openCases: 1, capacity: 2 })],
    chosen: 'a',
    because: '2 of 6 is less than 1 of 2',
  },
  {
    who: [person('a', { skills: { network: 1 } }), person('b', { openCases: 9, skills: { network: 2 } })],
    need: { network: 2 },
    chosen: 'b',
    because: 'skill comes before load',
  },
  {
    who: [
      person('a', { lastAssignedAt: '2026-11-20T02:00:00Z' }),
      person('b', { lastAssignedAt: '2026-11-20T01:00:00Z' }),
    ],
    chosen: 'b',
    because: 'waited longer',
  },
  { who: [person('b'), person('a')], chosen: 'a', because: 'the same question has the same answer' },
  { who: [person('a', { available: false })], nobody: 'absent', because: 'nobody is at work' },
  {
    who: [person('a', { available: false }), person('b')],
    need: { network: 1 },
    nobody: 'skill',
    because: 'nobody at work masters it',
  },
  {
    who: [person('a', { openCases: 10 }), person('b', { available: false })],
    nobody: 'capacity',
    because: 'who could is full',
  },
  { who: [], nobody: 'absent', because: 'there is nobody' },
] as { who: Candidate[]; need?: Record<string, number>; chosen?: string; nobody?: string; because: string }[])(
  '$because',
  ({ who, need, chosen, nobody }) => {
    const answer = chooseAssignee(who, { skills: need })
    expect(answer).toEqual(chosen ? { kind: 'assigned', assigneeId: chosen } : { kind: 'nobody', because: nobody })
  },
)

test('nobody who could take it stands behind somebody who cannot, and nobody is lost', () => {
  const people = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      available: fc.boolean(),
      skills: fc.constantFrom({}, { network: 1 }, { network: 3 }),
      openCases: fc.nat(5),
      capacity: fc.nat(5),
    }),
    { selector: ({ id }) => id },
  )
  fc.assert(
    fc.property(people, fc.constantFrom({}, { network: 2 }), (candidates, skills) => {
      const ranked = rankCandidates(candidates, { skills })
      expect(new Set(ranked.map(({ candidate }) => candidate.id))).toEqual(new Set(candidates.map(({ id }) => id)))
      const firstOut = ranked.findIndex(({ obstacle }) => obstacle !== null)
      if (firstOut >= 0) expect(ranked.slice(firstOut).every(({ obstacle }) => obstacle !== null)).toBe(true)
    }),
  )
})
