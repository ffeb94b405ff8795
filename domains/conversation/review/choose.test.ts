import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '#engine/kernel'
import { choose, type Candidate } from './choose.ts'

const BOUNDS = { lowScore: 70, lowRating: 2 }

function candidates(count: number, at: (index: number) => Partial<Candidate> = () => ({})): Candidate[] {
  return Array.from({ length: count }, (_, index) => ({
    conversationId: `c${index}`,
    score: 100,
    rating: null,
    ...at(index),
  }))
}

test('a third each, and the same dice choose the same', () => {
  const given = candidates(60, (index) => (index < 10 ? { score: 40 } : index < 20 ? { rating: 1 } : {}))
  const chosen = choose(given, 6, BOUNDS, seededRandom(7))
  expect(chosen.map(({ stratum }) => stratum).sort()).toEqual([
    'low_rating',
    'low_rating',
    'low_score',
    'low_score',
    'random',
    'random',
  ])
  expect(choose(given, 6, BOUNDS, seededRandom(7))).toEqual(chosen)
})

test('nobody is read twice, and as many as there are up to the wished number', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.nat(20), fc.nat(), (count, size, seed) => {
      const chosen = choose(
        candidates(count, (index) => ({ score: index })),
        size,
        BOUNDS,
        seededRandom(seed),
      )
      expect(new Set(chosen.map(({ conversationId }) => conversationId)).size).toBe(Math.min(count, size))
    }),
  )
})
