import { checkPlace, checkUnique, checkWindows, type Path } from './checks.ts'
import { type Complaints, pointer } from './problems.ts'
import type { Job, Problem, Vehicle } from './schema.ts'

/** What Facet's own fields must satisfy beyond their shape. */
export function checkExtensions(problem: Problem, complaints: Complaints): void {
  const vehicleIds = new Set(problem.vehicles.map(({ id }) => id))
  const jobIds = new Set(problem.jobs.map(({ id }) => id))
  const requests = [
    ...problem.jobs.map((job, j) => [job, ['jobs', j]] as const),
    ...problem.shipments.map((shipment, s) => [shipment, ['shipments', s]] as const),
  ]
  for (const [request, path] of requests) {
    const named: (readonly [string, readonly (number | string)[]])[] = [
      ['facet:allowed_vehicles', request['facet:allowed_vehicles'] ?? []],
      ['facet:forbidden_vehicles', request['facet:forbidden_vehicles'] ?? []],
      ['facet:vehicle_costs', Object.keys(request['facet:vehicle_costs'] ?? {})],
    ]
    for (const [field, ids] of named) {
      for (const id of ids) {
        if (!vehicleIds.has(Number(id)))
          complaints.add(pointer([...path, field]), `names vehicle ${id}, which is not given`)
      }
    }
  }
  problem.jobs.forEach((job, j) => checkJob(problem, job, ['jobs', j], vehicleIds, jobIds, complaints))
  problem.vehicles.forEach((vehicle, v) => checkLane(vehicle, ['vehicles', v], complaints))
  checkVans(problem, complaints)
  checkStores(problem, complaints)
  checkGroups(problem, complaints)
  checkOrder(problem, complaints)
}

function checkJob(
  problem: Problem,
  job: Job,
  path: Path,
  vehicleIds: ReadonlySet<number>,
  jobIds: ReadonlySet<number>,
  complaints: Complaints,
): void {
  const planned = job['facet:planned']
  if (planned && !vehicleIds.has(planned.vehicle)) {
    complaints.add(pointer([...path, 'facet:planned', 'vehicle']), 'names a vehicle that is not given')
  }
  job['facet:after']?.forEach(({ id }, a) => {
    if (!jobIds.has(id)) complaints.add(pointer([...path, 'facet:after', a, 'id']), 'names a job that is not given')
  })
  checkUnique(
    (job['facet:parts'] ?? []).map(({ code }, p) => [code, [...path, 'facet:parts', p, 'code']]),
    complaints,
  )
  if (job['facet:parcel'] && !job['facet:parts']) {
    complaints.add(pointer([...path, 'facet:parcel']), 'brings parts to a job that needs none')
  }
  if (job['facet:return'] && !problem['facet:stores'].some((store) => store.accepts_returns)) {
    complaints.add(pointer([...path, 'facet:return']), 'has no store that accepts returns')
  }
}

function checkLane(vehicle: Vehicle, path: Path, complaints: Complaints): void {
  const overtime = vehicle['facet:overtime']
  if (overtime && !vehicle.time_window) {
    complaints.add(pointer([...path, 'facet:overtime']), 'needs a time_window, after which the overtime begins')
  } else if (overtime && overtime.until < vehicle.time_window![1]) {
    complaints.add(pointer([...path, 'facet:overtime', 'until']), 'is before the end of the time_window')
  }
  const planned = (vehicle.steps ?? []).filter(({ type }) => type !== 'start' && type !== 'end')
  if (vehicle['facet:frozen'] > planned.length) {
    complaints.add(pointer([...path, 'facet:frozen']), `freezes more steps than the ${planned.length} given`)
  }
}

/** The vehicles of one technician are one van on several days: they may tell its stock once, or alike. */
function checkVans({ vehicles }: Problem, complaints: Complaints): void {
  const told = new Map<string, string>()
  vehicles.forEach(({ 'facet:technician': technician, 'facet:stock': stock }, v) => {
    if (!technician || !stock) return
    const text = JSON.stringify(Object.entries(stock).sort(([a], [b]) => (a < b ? -1 : 1)))
    const path = pointer(['vehicles', v, 'facet:stock'])
    if ((told.get(technician) ?? text) !== text)
      complaints.add(path, `differs from what ${technician}'s van holds elsewhere`)
    else told.set(technician, text)
  })
}

function checkStores(problem: Problem, complaints: Complaints): void {
  const stores = problem['facet:stores']
  stores.forEach((store, s) => {
    const path = ['facet:stores', s]
    checkPlace(problem, store.location, store.location_index, path, 'location_index', complaints)
    checkWindows(store.time_windows, [...path, 'time_windows'], complaints)
  })
  checkUnique(
    stores.map(({ id }, s) => [id, ['facet:stores', s, 'id']]),
    complaints,
  )
}

function checkGroups({ jobs, vehicles }: Problem, complaints: Complaints): void {
  const sizes = new Map<string, number>()
  for (const { 'facet:group': group } of jobs) if (group) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  jobs.forEach(({ 'facet:group': group }, j) => {
    const size = group ? sizes.get(group)! : 0
    const path = pointer(['jobs', j, 'facet:group'])
    if (size === 1) complaints.add(path, 'is the only job of its group')
    if (size > vehicles.length) complaints.add(path, `needs ${size} vehicles at once, of ${vehicles.length}`)
  })
}

/** Work cannot wait for itself: jobs and groups are done one after the other until only circles are left. */
function checkOrder({ jobs }: Problem, complaints: Complaints): void {
  const unitOf = new Map(jobs.map(({ id, 'facet:group': group }) => [id, group ?? id]))
  const waits = new Map<string | number, (string | number)[]>()
  for (const { id, 'facet:after': after = [] } of jobs) {
    const unit = unitOf.get(id)!
    waits.set(unit, [...(waits.get(unit) ?? []), ...after.flatMap((first) => unitOf.get(first.id) ?? [])])
  }
  for (;;) {
    const free = [...waits].filter(([, firsts]) => !firsts.some((first) => waits.has(first)))
    if (free.length === 0) break
    for (const [unit] of free) waits.delete(unit)
  }
  jobs.forEach(({ id, 'facet:after': after }, j) => {
    if (after && waits.has(unitOf.get(id)!)) complaints.add(pointer(['jobs', j, 'facet:after']), 'waits in a circle')
  })
}
