/**
 * An independent judge of plans: it reads a problem and a plan as plain JSON and tells every rule that is broken.
 * It shares no code and no data structure with the planner; a plan it passes can be driven.
 */
import { checkCrossRules } from './cross-rules.ts'
import { checkRoute } from './route-rules.ts'
import { travelOf } from './travel.ts'
import type { GivenProblem, GivenPlan, Visit } from './given.ts'

export function violationsOf(problem: GivenProblem, plan: GivenPlan): string[] {
  const broken: string[] = []
  const travel = travelOf(problem)
  const visits: Visit[] = []
  const vehicles = new Map(problem.vehicles.map((vehicle) => [vehicle.id, vehicle]))
  const seen = new Set<number>()
  for (const route of plan.routes) {
    const vehicle = vehicles.get(route.vehicle)
    if (!vehicle) broken.push(`vehicle ${route.vehicle} does not exist`)
    else if (seen.has(route.vehicle)) broken.push(`vehicle ${route.vehicle} has two routes`)
    else visits.push(...checkRoute(problem, vehicle, route, travel, broken))
    seen.add(route.vehicle)
  }
  checkEachOnce(problem, plan, visits, broken)
  checkCrossRules(problem, visits, broken)
  const costs = plan.routes.reduce((sum, route) => sum + route.cost, 0)
  if (costs !== plan.summary.cost) broken.push(`summary cost ${plan.summary.cost} is not the routes' ${costs}`)
  return broken
}

function checkEachOnce(problem: GivenProblem, plan: GivenPlan, visits: readonly Visit[], broken: string[]): void {
  const all = [
    ...(problem.jobs ?? []).map(({ id }) => `job ${id}`),
    ...(problem.shipments ?? []).flatMap((s) => [`pickup ${s.pickup.id}`, `delivery ${s.delivery.id}`]),
  ]
  const times = new Map<string, number>()
  const tasks = visits.filter(({ type }) => type === 'job' || type === 'pickup' || type === 'delivery')
  for (const { type, id } of [...tasks, ...plan.unassigned]) {
    times.set(`${type} ${id}`, (times.get(`${type} ${id}`) ?? 0) + 1)
  }
  for (const name of all) {
    if (times.get(name) !== 1) broken.push(`${name} is told of ${times.get(name) ?? 0} times`)
  }
  for (const name of times.keys()) if (!all.includes(name)) broken.push(`${name} was never asked for`)
}
