import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planNow, readProblem } from '#domains/field'
import { violationsOf } from './checker.ts'
import { richProblem } from './problems.ts'

const plan = (problem: unknown, iterations: number, seed = 1) => planNow(readProblem(problem), { iterations, seed })

test('every plan of a random problem with everything in it can be driven', () => {
  fc.assert(
    fc.property(richProblem, fc.integer(), (problem, seed) => {
      expect(violationsOf(problem, plan(problem, 100, seed))).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('the same seed and iterations give the identical plan, with everything in it', () => {
  fc.assert(
    fc.property(richProblem, fc.integer(), (problem, seed) => {
      expect(plan(problem, 60, seed)).toEqual(plan(problem, 60, seed))
    }),
    { numRuns: 40 },
  )
})
