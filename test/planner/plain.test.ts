import fc from 'fast-check'
import { expect, test } from 'vitest'
import { planNow, readProblem } from '#domains/field'
import { bestPossible } from './brute-force.ts'
import { violationsOf } from './checker.ts'
import type { GivenProblem } from './given.ts'
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

const isSymmetric = ({ matrices }: GivenProblem) => {
  const { durations } = matrices!.car!
  return durations.every((row, a) => row.every((way, b) => way === durations[b]![a]))
}
const tiny = plainProblem.filter((problem) => problem.jobs!.length <= 5 && isSymmetric(problem))
// A break of no length changes nothing but the road that is taken.
const idleBreak = [{ id: 1, service: 0 }]
const onRichRoad = tiny.map((problem) => ({
  ...problem,
  vehicles: problem.vehicles.map((vehicle) => ({ ...vehicle, breaks: idleBreak })),
}))

test.each([
  ['plain', tiny],
  ['rich', onRichRoad],
])('tiny problems are solved as well as by trying everything, on the %s road', (_road, problems) => {
  fc.assert(
    fc.property(problems, (problem) => {
      const { summary } = plan(problem, 10_000)
      const served = problem.jobs!.length - summary.unassigned
      expect({ priority: summary.priority, served, cost: summary.cost }).toEqual(bestPossible(problem))
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
