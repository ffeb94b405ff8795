import type { GivenProblem, GivenRoute, GivenStep, GivenTask, GivenVehicle, Visit, Window } from './given.ts'
import type { Ways } from './travel.ts'

const ALWAYS: readonly Window[] = [[0, Infinity]]

/** Drives one route with a watch in hand; returns what was visited. */
export function checkRoute(
  problem: GivenProblem,
  vehicle: GivenVehicle,
  route: GivenRoute,
  ways: Ways,
  broken: string[],
): Visit[] {
  const name = `vehicle ${vehicle.id}`
  const { steps } = route
  if (steps[0]?.type !== 'start' || steps.at(-1)?.type !== 'end') broken.push(`${name} has no start or no end`)
  const visits = steps.map((step, order) => visitOf(vehicle, step, order))
  checkDay(vehicle, visits, broken)
  checkWays(problem, vehicle, route, visits, ways, broken)
  checkWindows(problem, vehicle, visits, broken)
  checkWork(problem, vehicle, visits, broken)
  checkSkills(problem, vehicle, visits, broken)
  checkLoad(problem, vehicle, visits, broken)
  checkBreaks(vehicle, visits, broken)
  checkFrozen(problem, vehicle, visits, broken)
  checkPairs(problem, vehicle, visits, broken)
  return visits
}

function visitOf(vehicle: GivenVehicle, step: GivenStep, order: number): Visit {
  const start = step.arrival + step.waiting_time
  return { vehicle, type: step.type, id: step.id ?? -1, order, start, end: start + step.setup + step.service, step }
}

function checkDay({ id, time_window, 'facet:overtime': overtime }: GivenVehicle, visits: Visit[], broken: string[]) {
  const [open, close] = time_window ?? [0, Infinity]
  const last = Math.max(close, overtime?.until ?? 0)
  if (visits[0]!.start < open) broken.push(`vehicle ${id} starts before its day`)
  if (visits.at(-1)!.start > last) broken.push(`vehicle ${id} ends after its day`)
  if (visits.some(({ step }) => step.waiting_time < 0)) broken.push(`vehicle ${id} waits a negative time`)
}

/** Between two places there must be time for the whole way; it may be driven before and after the breaks between. */
function checkWays(
  problem: GivenProblem,
  vehicle: GivenVehicle,
  route: GivenRoute,
  visits: readonly Visit[],
  ways: Ways,
  broken: string[],
): void {
  const stops = visits.filter(({ type }) => type !== 'break')
  let travelled = 0
  let metres = 0
  let cost = vehicle.costs?.fixed ?? 0
  stops.slice(1).forEach((stop, k) => {
    const from = stops[k]!
    const [a, b] = [placeOf(problem, from), placeOf(problem, stop)]
    const way = ways.seconds(vehicle, a, b)
    const pauses = visits.slice(from.order + 1, stop.order)
    const resting = pauses.reduce((sum, pause) => sum + pause.end - pause.start, 0)
    if (stop.start - from.end - resting < way - ways.tolerance) {
      broken.push(
        `vehicle ${vehicle.id} needs ${way} s to ${stop.type} ${stop.id} and has ${stop.start - from.end - resting}`,
      )
    }
    travelled += way
    metres += vehicle.max_distance === undefined ? 0 : ways.metres(vehicle, a, b)
    cost += ways.cost(vehicle, a, b)
  })
  visits.slice(1).forEach((visit, k) => {
    if (visit.start < visits[k]!.end) broken.push(`vehicle ${vehicle.id} does two things at once`)
  })
  const slack = ways.tolerance * stops.length
  if (travelled > (vehicle.max_travel_time ?? Infinity) + slack) broken.push(`vehicle ${vehicle.id} travels too long`)
  if (metres > (vehicle.max_distance ?? Infinity) + slack) broken.push(`vehicle ${vehicle.id} travels too far`)
  if (Math.abs(cost - route.cost) > slack + 1) broken.push(`vehicle ${vehicle.id} costs ${cost}, not ${route.cost}`)
}

function placeOf(problem: GivenProblem, visit: Visit) {
  const { start, start_index, end, end_index } = visit.vehicle
  const at = (location: GivenTask['location'], index: number | undefined) =>
    location === undefined && index === undefined
      ? undefined
      : { ...(location && { location }), ...(index !== undefined && { location_index: index }) }
  if (visit.type === 'start') return at(start, start_index)
  if (visit.type === 'end') return at(end, end_index)
  const task = taskOf(problem, visit)
  return task && at(task.location, task.location_index)
}

function taskOf(problem: GivenProblem, { type, id }: Visit): GivenTask | undefined {
  if (type === 'job') return problem.jobs?.find((job) => job.id === id)
  if (type === 'pickup') return problem.shipments?.find(({ pickup }) => pickup.id === id)?.pickup
  if (type === 'delivery') return problem.shipments?.find(({ delivery }) => delivery.id === id)?.delivery
  return problem['facet:stores']?.find((store) => store.id === id)
}

function isFrozen({ vehicle, order }: Visit): boolean {
  return order <= (vehicle['facet:frozen'] ?? 0)
}

function checkWindows(problem: GivenProblem, vehicle: GivenVehicle, visits: readonly Visit[], broken: string[]): void {
  for (const visit of visits) {
    if (visit.type === 'start' || visit.type === 'end' || visit.type === 'break' || isFrozen(visit)) continue
    const windows = taskOf(problem, visit)?.time_windows ?? ALWAYS
    if (windows.some(([from, until]) => visit.start >= from && visit.start <= until)) continue
    broken.push(`${visit.type} ${visit.id} of vehicle ${vehicle.id} begins at ${visit.start}, outside its windows`)
  }
}

function checkWork(problem: GivenProblem, vehicle: GivenVehicle, visits: readonly Visit[], broken: string[]): void {
  const tasks = visits.filter(({ type }) => type === 'job' || type === 'pickup' || type === 'delivery')
  if (tasks.length > (vehicle.max_tasks ?? Infinity)) broken.push(`vehicle ${vehicle.id} has too many tasks`)
  const type = vehicle.type ?? ''
  for (const visit of tasks) {
    const task = taskOf(problem, visit)
    if (!task) continue
    const service = task.service_per_type?.[type] ?? task.service ?? 0
    const before = visits.slice(0, visit.order).findLast((other) => other.type !== 'break')!
    const moved = JSON.stringify(placeOf(problem, before)) !== JSON.stringify(placeOf(problem, visit))
    const setup = moved ? (task.setup_per_type?.[type] ?? task.setup ?? 0) : 0
    if (visit.step.service !== service) broken.push(`${visit.type} ${visit.id} is served ${visit.step.service} s`)
    if (visit.step.setup !== setup) broken.push(`${visit.type} ${visit.id} is set up in ${visit.step.setup} s`)
  }
}

function checkSkills(problem: GivenProblem, vehicle: GivenVehicle, visits: readonly Visit[], broken: string[]): void {
  const levelOf = (skill: string) =>
    vehicle['facet:skills']?.[skill] ?? (vehicle.skills?.includes(Number(skill)) ? 1 : 0)
  for (const { type, id } of visits) {
    const request =
      type === 'job'
        ? problem.jobs?.find((job) => job.id === id)
        : problem.shipments?.find((s) => (type === 'pickup' || type === 'delivery') && s[type].id === id)
    if (!request) continue
    const needed = [
      ...(request.skills ?? []).map((skill) => [String(skill), 1] as const),
      ...Object.entries(request['facet:skills'] ?? {}),
    ]
    for (const [skill, level] of needed) {
      if (levelOf(skill) < level) broken.push(`${type} ${id} needs skill ${skill} of vehicle ${vehicle.id}`)
    }
    const allowed = request['facet:allowed_vehicles']?.includes(vehicle.id) ?? true
    const forbidden = request['facet:forbidden_vehicles']?.includes(vehicle.id) ?? false
    if (!allowed || forbidden) broken.push(`${type} ${id} must not be done by vehicle ${vehicle.id}`)
  }
}

function checkLoad(problem: GivenProblem, vehicle: GivenVehicle, visits: readonly Visit[], broken: string[]): void {
  const size = visits[0]!.step.load.length
  const jobOf = new Map((problem.jobs ?? []).map((job) => [job.id, job]))
  const jobs = visits.flatMap(({ type, id }) => (type === 'job' ? [jobOf.get(id)!] : []))
  const amountOf = (type: string, id: number, d: number): number => {
    if (type === 'job') return (jobOf.get(id)!.pickup?.[d] ?? 0) - (jobOf.get(id)!.delivery?.[d] ?? 0)
    const shipment = problem.shipments?.find((s) => (type === 'pickup' || type === 'delivery') && s[type].id === id)
    return (shipment?.amount?.[d] ?? 0) * (type === 'pickup' ? 1 : -1)
  }
  for (let d = 0; d < size; d++) {
    let load = jobs.reduce((sum, job) => sum + (job.delivery?.[d] ?? 0), 0)
    for (const { type, id, step } of visits) {
      if (type === 'job' || type === 'pickup' || type === 'delivery') load += amountOf(type, id, d)
      const most = type === 'break' ? vehicle.breaks?.find((pause) => pause.id === id)?.max_load?.[d] : undefined
      if (load > Math.min(vehicle.capacity?.[d] ?? 0, most ?? Infinity))
        broken.push(`vehicle ${vehicle.id} is overloaded`)
      if (step.load[d] !== load) broken.push(`vehicle ${vehicle.id} says a load of ${step.load[d]} instead of ${load}`)
    }
  }
}

function checkBreaks({ id, breaks = [] }: GivenVehicle, visits: readonly Visit[], broken: string[]): void {
  const taken = visits.filter(({ type }) => type === 'break')
  if (taken.length !== breaks.length) broken.push(`vehicle ${id} takes ${taken.length} of ${breaks.length} breaks`)
  for (const pause of breaks) {
    const visit = taken.find((step) => step.id === pause.id)
    if (!visit) broken.push(`vehicle ${id} misses break ${pause.id}`)
    else if (
      !isFrozen(visit) &&
      !(pause.time_windows ?? ALWAYS).some(([a, b]) => visit.start >= a && visit.start <= b)
    ) {
      broken.push(`break ${pause.id} of vehicle ${id} begins outside its windows`)
    } else if (visit.end - visit.start !== (pause.service ?? 0))
      broken.push(`break ${pause.id} of vehicle ${id} is cut`)
  }
}

function checkFrozen(problem: GivenProblem, vehicle: GivenVehicle, visits: readonly Visit[], broken: string[]): void {
  const fixed = (vehicle.steps ?? []).filter(({ type }) => type !== 'start' && type !== 'end')
  const frozen = fixed.slice(0, vehicle['facet:frozen'] ?? 0)
  frozen.forEach(({ type, id }, k) => {
    const there = visits[k + 1]
    if (there?.type !== type || there.id !== id) broken.push(`step ${k} of vehicle ${vehicle.id} was frozen`)
  })
  const now = problem['facet:now'] ?? 0
  const early = visits.slice(frozen.length + 1).find(({ start }) => start < now)
  if (early) broken.push(`${early.type} ${early.id} begins in the past`)
}

function checkPairs(
  { shipments = [] }: GivenProblem,
  { id }: GivenVehicle,
  visits: readonly Visit[],
  broken: string[],
) {
  for (const { pickup, delivery } of shipments) {
    const from = visits.find((visit) => visit.type === 'pickup' && visit.id === pickup.id)
    const to = visits.find((visit) => visit.type === 'delivery' && visit.id === delivery.id)
    if (Boolean(from) !== Boolean(to)) broken.push(`shipment ${pickup.id} is torn apart by vehicle ${id}`)
    else if (from && to && from.order > to.order) broken.push(`shipment ${pickup.id} is delivered before its pickup`)
  }
}
