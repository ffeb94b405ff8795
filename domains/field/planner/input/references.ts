import { checkPlace, checkUnique, checkWindows, type Path } from './checks.ts'
import { checkExtensions } from './extensions.ts'
import { type Complaints, pointer } from './problems.ts'
import type { Problem, ShipmentTask, Job, Vehicle } from './schema.ts'

/** Everything a single field cannot tell: ids given twice, places outside the matrix, windows that exclude each other. */
export function checkReferences(problem: Problem, complaints: Complaints): void {
  checkIds(problem, complaints)
  checkAmounts(problem, complaints)
  for (const [task, path] of tasksOf(problem)) {
    checkPlace(problem, task.location, task.location_index, path, 'location_index', complaints)
    checkWindows(task.time_windows, [...path, 'time_windows'], complaints)
  }
  problem.vehicles.forEach((vehicle, v) => checkVehicle(problem, vehicle, ['vehicles', v], complaints))
  checkExtensions(problem, complaints)
}

function tasksOf(problem: Problem): [Job | ShipmentTask, Path][] {
  return [
    ...problem.jobs.map((job, j): [Job, Path] => [job, ['jobs', j]]),
    ...problem.shipments.flatMap(({ pickup, delivery }, s): [ShipmentTask, Path][] => [
      [pickup, ['shipments', s, 'pickup']],
      [delivery, ['shipments', s, 'delivery']],
    ]),
  ]
}

function checkIds({ jobs, shipments, vehicles }: Problem, complaints: Complaints): void {
  checkUnique(
    jobs.map(({ id }, j) => [id, ['jobs', j, 'id']]),
    complaints,
  )
  for (const end of ['pickup', 'delivery'] as const) {
    checkUnique(
      shipments.map((shipment, s) => [shipment[end].id, ['shipments', s, end, 'id']]),
      complaints,
    )
  }
  checkUnique(
    vehicles.map(({ id }, v) => [id, ['vehicles', v, 'id']]),
    complaints,
  )
}

/** As in VROOM, all amounts and capacities have one length; one that is not given is zero. */
function checkAmounts({ jobs, shipments, vehicles }: Problem, complaints: Complaints): void {
  const amounts: [readonly number[] | undefined, Path][] = [
    ...jobs.flatMap(({ delivery, pickup }, j): [readonly number[] | undefined, Path][] => [
      [delivery, ['jobs', j, 'delivery']],
      [pickup, ['jobs', j, 'pickup']],
    ]),
    ...shipments.map(({ amount }, s): [readonly number[] | undefined, Path] => [amount, ['shipments', s, 'amount']]),
    ...vehicles.map(({ capacity }, v): [readonly number[] | undefined, Path] => [
      capacity,
      ['vehicles', v, 'capacity'],
    ]),
  ]
  let expected: number | undefined
  for (const [amount, path] of amounts) {
    if (!amount) continue
    expected ??= amount.length
    if (amount.length !== expected) {
      complaints.add(pointer(path), `has ${amount.length} amounts where the first of the problem has ${expected}`)
    }
  }
}

function checkVehicle(problem: Problem, vehicle: Vehicle, path: Path, complaints: Complaints): void {
  const { start, start_index, end, end_index, profile, time_window, breaks, max_distance } = vehicle
  const startGiven = start !== undefined || start_index !== undefined
  const endGiven = end !== undefined || end_index !== undefined
  if (!startGiven && !endGiven) complaints.add(pointer(path), 'has neither a start nor an end')
  if (startGiven) checkPlace(problem, start, start_index, path, 'start_index', complaints)
  if (endGiven) checkPlace(problem, end, end_index, path, 'end_index', complaints)
  if (time_window) checkWindows([time_window], [...path, 'time_window'], complaints)
  if (problem.placedBy === 'index') checkProfile(problem, profile, vehicle, path, complaints)
  if (max_distance !== undefined && problem.placedBy === 'index' && !problem.travel.get(profile)?.distances) {
    complaints.add(pointer([...path, 'max_distance']), `needs a matrix of distances for ${profile}`)
  }
  breaks.forEach((pause, b) => checkWindows(pause.time_windows, [...path, 'breaks', b, 'time_windows'], complaints))
  checkUnique(
    breaks.map(({ id }, b) => [id, [...path, 'breaks', b, 'id']]),
    complaints,
  )
  checkSteps(problem, vehicle, path, complaints)
}

function checkProfile(
  { travel }: Problem,
  profile: string,
  { costs }: Vehicle,
  path: Path,
  complaints: Complaints,
): void {
  const table = travel.get(profile)
  if (!table) complaints.add(pointer([...path, 'profile']), `has no matrix "${profile}"`)
  else if (costs.per_km > 0 && !table.distances) {
    complaints.add(pointer([...path, 'costs', 'per_km']), `needs a matrix of distances for ${profile}`)
  } else if (table.costs && (costs.per_hour !== 3600 || costs.per_km !== 0)) {
    complaints.add(pointer([...path, 'costs']), 'has prices by hour or kilometre beside a matrix of costs')
  }
}

function checkSteps(problem: Problem, vehicle: Vehicle, path: Path, complaints: Complaints): void {
  const known = {
    job: new Set(problem.jobs.map(({ id }) => id)),
    pickup: new Set(problem.shipments.map(({ pickup }) => pickup.id)),
    delivery: new Set(problem.shipments.map(({ delivery }) => delivery.id)),
    break: new Set(vehicle.breaks.map(({ id }) => id)),
  }
  vehicle.steps?.forEach(({ type, id }, s) => {
    if (type === 'start' || type === 'end' || type === 'facet:collect' || type === 'facet:return') return
    if (id === undefined) complaints.add(pointer([...path, 'steps', s]), 'has no id')
    else if (!known[type].has(id))
      complaints.add(pointer([...path, 'steps', s, 'id']), `names a ${type} that is not given`)
  })
}
