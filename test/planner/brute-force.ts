import type { GivenProblem, GivenVehicle } from './given.ts'

/**
 * The best possible value of a tiny plain problem, by trying every order in every vehicle:
 * first the priorities served, then the jobs served, then the cost.
 */
export function bestPossible(problem: GivenProblem): { priority: number; served: number; cost: number } {
  let best = { priority: -1, served: -1, cost: Infinity }
  const jobs = problem.jobs!
  const routes: number[][] = problem.vehicles.map(() => [])
  const visit = (left: ReadonlySet<number>, vehicle: number): void => {
    if (vehicle === problem.vehicles.length) {
      const served = routes.flat()
      const cost = routes.reduce((sum, route, v) => sum + costOf(problem, problem.vehicles[v]!, route), 0)
      const priority = served.reduce((sum, j) => sum + (jobs[j]!.priority ?? 0), 0)
      if (isBetter({ priority, served: served.length, cost }, best)) best = { priority, served: served.length, cost }
      return
    }
    visit(left, vehicle + 1)
    for (const job of left) {
      routes[vehicle]!.push(job)
      if (costOf(problem, problem.vehicles[vehicle]!, routes[vehicle]!) < Infinity) {
        visit(new Set([...left].filter((other) => other !== job)), vehicle)
      }
      routes[vehicle]!.pop()
    }
  }
  visit(new Set(jobs.keys()), 0)
  return best
}

type Value = ReturnType<typeof bestPossible>

function isBetter(a: Value, b: Value): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority
  return a.served === b.served ? a.cost < b.cost : a.served > b.served
}

/** Travel of one route; Infinity when a prefix of it cannot be driven. */
function costOf(problem: GivenProblem, vehicle: GivenVehicle, route: readonly number[]): number {
  if (route.length === 0) return 0
  const { durations } = problem.matrices!.car!
  const [open, close] = vehicle.time_window!
  let time = open
  let place = vehicle.start_index!
  let cost = 0
  let load = 0
  for (const j of route) {
    const { location_index: to, time_windows: windows, service = 0, delivery } = problem.jobs![j]!
    const way = durations[place]![to!]!
    time = Math.max(time + way, windows![0]![0])
    load += delivery![0]!
    if (time > windows![0]![1] || load > vehicle.capacity![0]!) return Infinity
    time += service
    cost += way
    place = to!
  }
  const home = durations[place]![vehicle.end_index!]!
  return time + home > close ? Infinity : cost + home
}
