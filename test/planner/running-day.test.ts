import fc from 'fast-check'
import { expect, test } from 'vitest'
import { explain, insertionOffers, planNow, planVisits, readProblem, type Plan } from '#domains/field'
import { violationsOf } from './checker.ts'
import type { GivenProblem } from './given.ts'
import { richProblem } from './problems.ts'

function stepAgain({ type, id, arrival, waiting_time }: Plan['routes'][number]['steps'][number]) {
  return { type, id: id!, service_at: arrival + waiting_time }
}

/** The plan as start plan, with the steps that have begun at `now` frozen. */
function running(problem: GivenProblem, plan: Plan, now: number): GivenProblem {
  const routes = new Map(plan.routes.map((route) => [route.vehicle, route.steps.slice(1, -1)]))
  const vehicles = problem.vehicles.map((vehicle) => {
    const steps = routes.get(vehicle.id) ?? []
    const begun = steps.filter(({ arrival, waiting_time }) => arrival + waiting_time <= now).length
    return { ...vehicle, steps: steps.map(stepAgain), 'facet:frozen': begun }
  })
  return { ...problem, vehicles, 'facet:now': now }
}

test('what is frozen stays, nothing new begins in the past, and the rest can still be driven', () => {
  fc.assert(
    fc.property(richProblem, fc.integer({ min: 0, max: 300 }), (problem, now) => {
      const morning = planNow(readProblem(problem), { iterations: 40 })
      const given = running(problem, morning, now)
      const plan = planNow(readProblem(given), { iterations: 40 })
      // A frozen day may run late; everything but its end is judged.
      const broken = violationsOf(given, plan).filter((text) => !text.endsWith('ends after its day'))
      expect(broken).toEqual([])
    }),
    { numRuns: 300 },
  )
})

test('a plan given back as start plan is kept when nothing can be improved', () => {
  fc.assert(
    fc.property(richProblem, (problem) => {
      const plan = planNow(readProblem(problem), { iterations: 200 })
      const given = running(problem, plan, 0)
      const again = planNow(
        readProblem({ ...given, vehicles: given.vehicles.map((v) => ({ ...v, 'facet:frozen': 0 })) }),
        {
          iterations: 0,
        },
      )
      expect(again.summary.unassigned).toBeLessThanOrEqual(plan.summary.unassigned)
    }),
    { numRuns: 60 },
  )
})

test('an offer costs what the plan then costs', () => {
  fc.assert(
    fc.property(richProblem, (problem) => {
      const [asked, ...jobs] = problem.jobs!.filter((job) => !job['facet:group'])
      const names = (job: (typeof jobs)[number]) => job['facet:after']?.some(({ id }) => id === asked!.id)
      fc.pre(asked !== undefined && !asked['facet:after'] && !jobs.some(names))
      const without = { ...problem, jobs }
      const plan = planNow(readProblem(without), { iterations: 50 })
      const offers = insertionOffers(readProblem(without), plan, asked)
      for (const { vehicle, start, slot } of offers) {
        expect(problem.vehicles.some(({ id }) => id === vehicle)).toBe(true)
        expect(start).toBeGreaterThanOrEqual(slot[0])
        expect(start).toBeLessThanOrEqual(slot[1])
      }
    }),
    { numRuns: 60 },
  )
})

const twoTechnicians = {
  vehicles: [
    { id: 1, start: [114.0, 22.5], end: [114.0, 22.5], skills: [1], time_window: [28_800, 64_800] },
    { id: 2, start: [114.1, 22.5], end: [114.1, 22.5], skills: [2], time_window: [28_800, 64_800] },
    { id: 3, start: [114.04, 22.5], end: [114.04, 22.5], skills: [1], time_window: [28_800, 36_000] },
  ],
  jobs: [
    { id: 10, location: [114.01, 22.51], service: 3600, skills: [1], time_windows: [[43_200, 50_400]] },
    { id: 11, location: [114.09, 22.51], service: 1800, skills: [2] },
  ],
}

test('every vehicle is told as a cost or as the one rule that refuses', () => {
  const problem = readProblem(twoTechnicians)
  const plan = planNow(problem, { iterations: 500 })
  const verdicts = explain(problem, plan, 10)
  expect(verdicts).toEqual([
    expect.objectContaining({ vehicle: 1, planned: true, start: 43_200 }),
    { vehicle: 2, refused: 'skill', skills: ['1'] },
    expect.objectContaining({ vehicle: 3, refused: 'window' }),
  ])
})

test('an aborted search answers with the best it has', async () => {
  const abort = new AbortController()
  const started = planVisits(readProblem(twoTechnicians), {
    seconds: 600,
    signal: abort.signal,
    onProgress: () => abort.abort(),
  })
  const plan = await started
  expect(plan.summary.unassigned).toBe(0)
  expect(violationsOf(twoTechnicians as unknown as GivenProblem, plan)).toEqual([])
})

test('several threads give a plan as good as each of them', async () => {
  const options = { iterations: 50, seed: 3 }
  const one = await planVisits(readProblem(twoTechnicians), options)
  const two = await planVisits(readProblem(twoTechnicians), { ...options, threads: 2 })
  expect(two.summary.cost).toBeLessThanOrEqual(one.summary.cost)
})
