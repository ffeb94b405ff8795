import type { Problem } from '../input/schema.ts'
import { amountsOf, ineligibility, missingSkills, type Ineligible } from '../model/eligibility.ts'
import { tasksOf } from '../model/requests.ts'
import { needsParts, storeCovers, vanCovers } from '../search/rich/ledger.ts'
import { earliestAfter } from '../search/rich/order.ts'
import { hasRoom } from '../search/rich/room.ts'
import { OfferDesk, type Offer, type Slot } from './offers.ts'
import type { StopOrder } from './plan.ts'

/**
 * The one rule that keeps a job from a vehicle:
 * `order` what must be done before it is not planned · `full` number of tasks or load ·
 * `parts` nobody has them for this vehicle · `window` it could only come at another time ·
 * `day` there is no time left in its day, breaks and other promises kept.
 */
export type Rule = Ineligible | 'order' | 'full' | 'parts' | 'window' | 'day'

export type LaneVerdict =
  | (Offer & { readonly planned: boolean })
  | {
      readonly vehicle: number
      readonly refused: Rule
      /** Skills that are missing. */
      readonly skills?: readonly string[]
      /** When this vehicle could begin, were the window open. */
      readonly couldStart?: number
    }

const ALWAYS: Slot = [0, Infinity]

/**
 * Why this vehicle and no other: for every vehicle what it would cost to serve the job there, everything else
 * left as it is, or the rule that refuses. `planned` marks where the plan has it.
 */
export function explain(problem: Problem, plan: StopOrder, jobId: number): LaneVerdict[] {
  const desk = new OfferDesk(withJobLast(problem, jobId), withoutJob(plan, jobId))
  const vehicleOf = plan.routes.find(({ steps }) =>
    steps.some(({ type, id }) => type === 'job' && id === jobId),
  )?.vehicle
  return problem.vehicles.map(({ id }, lane) => {
    const offers = desk.slots().flatMap((slot) => desk.offer(lane, slot) ?? [])
    const best = offers.sort((a, b) => a.cost - b.cost)[0]
    return best ? { ...best, planned: id === vehicleOf } : refusal(desk, lane)
  })
}

function refusal(desk: OfferDesk, lane: number): LaneVerdict {
  const { state, task, problem } = desk
  const vehicle = problem.vehicles[lane]!
  const asked = tasksOf(problem)[task]!
  const never = ineligibility(asked.request, vehicle, amountsOf(asked))
  if (never === 'skill') return { vehicle: vehicle.id, refused: never, skills: missingSkills(asked.request, vehicle) }
  if (never) return { vehicle: vehicle.id, refused: never }
  if (earliestAfter(state, task) < 0) return { vehicle: vehicle.id, refused: 'order' }
  if (!hasRoom(state, task, lane)) return { vehicle: vehicle.id, refused: 'full' }
  if (!hasSource(desk, lane)) return { vehicle: vehicle.id, refused: 'parts' }
  const anytime = desk.offer(lane, ALWAYS)
  if (anytime) return { vehicle: vehicle.id, refused: 'window', couldStart: anytime.start }
  return { vehicle: vehicle.id, refused: 'day' }
}

function hasSource({ state, task }: OfferDesk, lane: number): boolean {
  const { supply } = state.model
  if (!supply || !needsParts(supply, task)) return true
  if (vanCovers(supply, state.ledger!, task, lane) || supply.parcelAt[task]! >= 0) return true
  return Array.from({ length: supply.stores }, (_, store) => store).some((store) =>
    storeCovers(supply, state.ledger!, task, lane, store),
  )
}

function withJobLast(problem: Problem, jobId: number): Problem {
  const job = problem.jobs.find(({ id }) => id === jobId)
  if (!job) throw new Error(`job ${jobId} is not part of the problem`)
  return { ...problem, jobs: [...problem.jobs.filter((other) => other !== job), job] }
}

function withoutJob(plan: StopOrder, jobId: number): StopOrder {
  const isOther = ({ type, id }: StopOrder['routes'][number]['steps'][number]) => type !== 'job' || id !== jobId
  return { routes: plan.routes.map((route) => ({ ...route, steps: route.steps.filter(isOther) })) }
}
