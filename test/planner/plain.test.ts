import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planNow, readProblem } from '#domains/field'
import { bestPossible } from './brute-force.ts'
import { violationsOf } from './checker.ts'
import { plainProblem } from './problems.ts'

const plan = (problem: unknown, iterations: number, seed = 1) => planNow(readProblem(problem), { iterations, seed })

test('every plan of a random plain problem can be driven', () => {
  fc.assert(
    fc.property(plainProblem, fc.integer(), (problem, seed) => {
      expect(violationsOf(problem, plan(problem, 60, seed))).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('tiny problems are solved as well as by trying everything', () => {
  const tiny = plainProblem.filter(
    ({ jobs, matrices }) =>
      jobs!.length <= 5 &&
      matrices!.car!.durations.every((row, a) => row.every((way, b) => way === matrices!.car!.durations[b]![a])),
  )
  fc.assert(
    fc.property(tiny, (problem) => {
      const { summary } = plan(problem, 2_000)
      const found = {
        priority: summary.priority,
        served: problem.jobs!.length - summary.unassigned,
        cost: summary.cost,
      }
      expect(found).toEqual(bestPossible(problem))
    }),
    { numRuns: 60 },
  )
})

test('the same seed and iterations give the identical plan', () => {
  fc.assert(
    fc.property(plainProblem, fc.integer(), (problem, seed) => {
      expect(plan(problem, 100, seed)).toEqual(plan(problem, 100, seed))
    }),
    { numRuns: 30 },
  )
})
