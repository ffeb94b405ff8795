import { clock } from '#engine/kernel'
import { planNow, planVisits, readProblem, type Plan } from '#domains/field'
import { violationsOf } from '../../test/planner/checker.ts'
import type { GivenProblem } from '../../test/planner/given.ts'
import { DAY } from './bench-day.ts'
import { mean } from './bench-solomon.ts'
import { serviceDay } from './service-day.ts'

const NOW = 10.5 * 3600
const SECONDS = 1
const DAYS = 5

/**
 * Half past ten, the day is running: what has begun stands fast, everybody has been told a time, and an urgent job
 * comes in. How long until the new plan, and how many of the confirmed visits move?
 */
export async function benchUrgent(seed: number): Promise<void> {
  console.log(`\nUrgent job into a running day, ${DAY.technicians} technicians × ${DAY.visits} visits, ${DAYS} days`)
  const results = []
  for (let day = seed; day < seed + DAYS; day++) {
    const given = JSON.parse(JSON.stringify(serviceDay(DAY, day))) as GivenProblem
    const before = planNow(readProblem(given), { cpuSeconds: 5, seed: 1 })
    results.push(await placeUrgent(running(given, before), before))
  }
  const placed = results.filter((result) => result.placed).length
  console.log(
    `  placed ${placed} of ${DAYS}; wall ${Math.max(...results.map(({ wall }) => wall)).toFixed(2)} s at most`,
  )
  console.log(`  confirmed visits moved: ${(100 * mean(results.map(({ moved }) => moved))).toFixed(2)} % on average,`)
  console.log(`  ${(100 * Math.max(...results.map(({ moved }) => moved))).toFixed(2)} % at most; 0 hard violations`)
}

async function placeUrgent(given: GivenProblem, before: Plan) {
  const from = clock.ms()
  const plan = await planVisits(readProblem(given), { seconds: SECONDS, seed: 1 })
  const wall = (clock.ms() - from) / 1000
  const broken = violationsOf(given, plan)
  if (broken.length > 0) throw new Error(broken.slice(0, 5).join('; '))
  const times = startsOf(before)
  const after = startsOf(plan)
  const later = [...times].filter(([, { start }]) => start > NOW)
  console.error(`  unassigned ${before.summary.unassigned} before, ${plan.summary.unassigned} after`)
  const isMoved = ([id, { vehicle, start }]: (typeof later)[number]) =>
    after.get(id)?.vehicle !== vehicle || Math.abs(after.get(id)!.start - start) > 1800
  return { placed: after.has(URGENT), wall, moved: later.filter(isMoved).length / later.length }
}

const URGENT = 9_999

/** The problem at half past ten: steps that have begun are frozen, all times are promised, the urgent job is added. */
function running(given: GivenProblem, plan: Plan): GivenProblem {
  const routes = new Map(plan.routes.map((route) => [route.vehicle, route.steps.slice(1, -1)]))
  const times = startsOf(plan)
  return {
    ...given,
    'facet:now': NOW,
    'facet:stability': { vehicle_change: 3600, eta_change: 900, eta_tolerance: 1800, confirmed_change: 7200 },
    vehicles: given.vehicles.map((vehicle) => {
      const steps = routes.get(vehicle.id) ?? []
      // Where the step before has ended, the technician is on the way already.
      const ends = [vehicle.time_window![0], ...steps.map((s) => s.arrival + s.waiting_time + s.setup + s.service)]
      const begun = steps.filter((_, k) => ends[k]! <= NOW).length
      return { ...vehicle, steps: steps.map(stepAgain), 'facet:frozen': begun }
    }),
    jobs: [
      ...given.jobs!.map((job) => {
        const time = times.get(job.id)
        return time ? { ...job, 'facet:planned': { ...time, confirmed: true } } : job
      }),
      {
        id: URGENT,
        location: [114.05, 22.62],
        service: 1800,
        skills: [2],
        priority: 100,
        'facet:parts': [{ code: 'psu', quantity: 1 }],
        'facet:due': { at: NOW + 2 * 3600, cost_per_hour: 36_000 },
      },
    ],
  } as GivenProblem
}

function stepAgain({ type, id, arrival, waiting_time }: Plan['routes'][number]['steps'][number]) {
  return { type, id, service_at: arrival + waiting_time }
}

function startsOf(plan: Plan): Map<number, { vehicle: number; start: number }> {
  return new Map(
    plan.routes.flatMap(({ vehicle, steps }) =>
      steps.flatMap(({ type, id, arrival, waiting_time }) =>
        type === 'job' ? [[id!, { vehicle, start: arrival + waiting_time }] as const] : [],
      ),
    ),
  )
}
