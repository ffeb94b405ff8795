import { placeBook } from '../input/read.ts'
import { FAR, type Problem } from '../input/schema.ts'
import { amountsOf, ineligibility, preferenceCost } from './eligibility.ts'
import { compileLanes, lanesAreLimited } from './lanes.ts'
import { Kind, type Model, type Ranks, type SoftTimes } from './model.ts'
import { compileNodes, type Nodes } from './nodes.ts'
import { nearestTasks } from './neighbours.ts'
import { compileOrder } from './order.ts'
import { asJob, tasksOf, type Task } from './requests.ts'
import { compileStart } from './start.ts'
import { compileSupply } from './supply.ts'
import { travelTables, type TravelTables } from './travel-tables.ts'

/** A ruin looks at no more than this many neighbours around its seed. */
const NEIGHBOURS_MAX = 100

/** Turns a checked problem into the flat arrays that the search works on. */
export function compile(problem: Problem): Model {
  return compileFor(problem, undefined)
}

/** The same, only good for asking where one task would fit: what only a search needs is left out. */
export function compileForOffers(problem: Problem, asked: number): Model {
  return { ...compileFor(problem, asked), plain: false }
}

function compileFor(problem: Problem, asked: number | undefined): Model {
  const tasks = tasksOf(problem)
  const tables = travelTables(problem)
  const origin = originOf(problem)
  const nodes = compileNodes(problem, tasks, placeBook(problem), origin)
  const lane = compileLanes(problem, tables.nowhere, origin, tables.costScale, tasks.length)
  const loads = compileLoads(problem, tasks)
  const soft = compileSoft(problem, tasks, origin, tables.costScale)
  const supply = compileSupply(problem, tasks, origin, tables.costScale, nodes.stopBase)
  const order = compileOrder(problem)
  const start = compileStart(problem, tasks, nodes, origin)
  const lead = leadsOf(tasks, order?.groupOf)
  const single = nodes.windowAt.at(-1) === 2 * nodes.count
  const oneType = nodes.service.length === nodes.count
  const still = nodes.setup.every((seconds) => seconds === 0) && start.frozen.every((count) => count === 0)
  const firm = !soft && !supply && !order && problem.shipments.length === 0 && !lanesAreLimited(problem)
  const plain = single && oneType && still && firm && !loads.mixedLoads && nodes.breaks === 0
  return {
    origin,
    tasks: tasks.length,
    lanes: problem.vehicles.length,
    plain,
    ...tables,
    ...nodes,
    nodes: nodes.count,
    ...loads,
    followed: loads.mixedLoads || lane.limited || lane.breakLoad.some((load) => load < FAR),
    special: Uint8Array.from(tasks, ({ mate }, task) =>
      mate >= 0 || supplies(supply, task) || orders(order, task) ? 1 : 0,
    ),
    lane,
    ...compileFit(problem, tasks, tables.costScale, asked),
    skipCost: skipCosts(tasks, lead, tables),
    lead,
    mate: Int32Array.from(tasks, ({ mate }) => mate),
    soft,
    supply,
    order,
    start,
    stride: strideOf(problem, tasks, loads, lane.open, lane.close),
    ...nearestTasks(
      nodes.place,
      tasks.length,
      tables.places,
      tables.travel[0]!,
      asked === undefined ? NEIGHBOURS_MAX : 0,
    ),
    ranks: compileRanks(tasks.length, nodes, loads, lane.start, tables),
  }
}

/** Seconds are counted from the first window of the problem, so that calendar times fit 32 bits with room to spare. */
function originOf({ vehicles, jobs, shipments, 'facet:stores': stores, 'facet:now': now }: Problem): number {
  if (vehicles.some(({ time_window }) => !time_window)) return 0
  const ends = shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])
  const windows = [...jobs, ...ends, ...stores].flatMap(({ time_windows }) => time_windows ?? [])
  const breaks = vehicles.flatMap((vehicle) => vehicle.breaks.flatMap(({ time_windows }) => time_windows ?? []))
  const all = [...windows, ...breaks, ...vehicles.map(({ time_window }) => time_window!)]
  return all.reduce((first, [from]) => Math.min(first, from), now ?? FAR)
}

function compileLoads(problem: Problem, tasks: readonly Task[]) {
  const first = [
    ...problem.vehicles.map(({ capacity }) => capacity),
    ...tasks.map(amountsOf).filter((amounts) => amounts.length > 0),
  ].find((amounts) => amounts !== undefined)
  const dimensions = tasks.some((task) => amountsOf(task).some((amount) => amount > 0)) ? (first?.length ?? 0) : 0
  const flat = (amountOf: (task: Task) => readonly number[] | undefined): Int32Array =>
    Int32Array.from(tasks.flatMap((task) => Array.from({ length: dimensions }, (_, d) => amountOf(task)?.[d] ?? 0)))
  const shipped = (task: Task) => (task.request as Problem['shipments'][number]).amount
  const delivery = flat((task) => (task.kind === Kind.delivery ? shipped(task) : asJob(task)?.delivery))
  const pickup = flat((task) => (task.kind === Kind.pickup ? shipped(task) : asJob(task)?.pickup))
  const capacity = problem.vehicles.flatMap((vehicle) =>
    Array.from({ length: dimensions }, (_, d) => vehicle.capacity?.[d] ?? 0),
  )
  const mixedLoads =
    dimensions > 0 && (problem.shipments.length > 0 || (delivery.some(Boolean) && pickup.some(Boolean)))
  return { dimensions, delivery, pickup, capacity: Int32Array.from(capacity), mixedLoads }
}

function compileFit(
  { vehicles, 'facet:stability': stability }: Problem,
  tasks: readonly Task[],
  scale: number,
  asked: number | undefined,
) {
  const compatible = new Uint8Array(tasks.length * vehicles.length).fill(1)
  const preference = new Float64Array(tasks.length * vehicles.length)
  tasks.forEach((task, t) => {
    if (asked !== undefined && t !== asked) return
    const amounts = amountsOf(task)
    vehicles.forEach((vehicle, lane) => {
      const entry = t * vehicles.length + lane
      compatible[entry] = ineligibility(task.request, vehicle, amounts) ? 0 : 1
      // The cost of a shipment's vehicle is counted once, at its pickup.
      if (task.kind !== Kind.delivery) preference[entry] = scale * preferenceCost(task, vehicle, stability)
    })
  })
  return { compatible, preference: preference.some((cost) => cost > 0) ? preference : undefined }
}

function supplies(supply: Model['supply'], task: number): boolean {
  return supply !== undefined && (supply.needAt[task + 1]! > supply.needAt[task]! || supply.returns[task] === 1)
}

function orders(order: Model['order'], task: number): boolean {
  return order !== undefined && ((order.groupOf[task] ?? -1) >= 0 || order.before.has(task) || order.after.has(task))
}

function leadsOf(tasks: readonly Task[], groupOf: Int32Array | undefined): Int32Array {
  return Int32Array.from(tasks, ({ kind, mate }, t) => {
    if (kind === Kind.delivery) return mate
    const group = groupOf?.[t] ?? -1
    return group >= 0 ? group : t
  })
}

/**
 * Serving comes before saving: one task undone outweighs any way that could be saved, and one of higher
 * priority outweighs all of lower ones. Only `facet:skip_cost` puts a plain price on leaving work undone.
 */
function skipCosts(tasks: readonly Task[], lead: Int32Array, { travel, costScale }: TravelTables): Float64Array {
  const longest = travel.reduce((most, { cost }) => Math.max(most, largest(cost)), 1)
  const unit = 2 * longest * Math.min(tasks.length + 1, 2_000)
  const skip = new Float64Array(tasks.length)
  tasks.forEach(({ request, kind }, t) => {
    const given = request['facet:skip_cost']
    const price = given === undefined ? unit * (1 + request.priority * (tasks.length + 1)) : given * costScale
    if (given === undefined || kind !== Kind.delivery) skip[lead[t]!]! += price
  })
  return skip
}

function largest(values: Int32Array): number {
  let most = 0
  for (let v = 0; v < values.length; v++) if (values[v]! > most) most = values[v]!
  return most
}

function compileSoft(
  { 'facet:stability': stability }: Problem,
  tasks: readonly Task[],
  origin: number,
  scale: number,
): SoftTimes | undefined {
  const dues = tasks.map(({ source }) => source['facet:due'])
  const plans = tasks.map((task) => (stability ? asJob(task)?.['facet:planned'] : undefined))
  if (!dues.some(Boolean) && !plans.some(Boolean)) return undefined
  const tolerance = stability?.eta_tolerance ?? 0
  return {
    due: Int32Array.from(dues, (due) => (due ? due.at - origin : FAR)),
    lateRate: Float64Array.from(dues, (due) => (due ? (due.cost_per_hour * scale) / 3600 : 0)),
    keepFrom: Int32Array.from(plans, (plan) => (plan ? plan.start - origin - tolerance : 0)),
    keepUntil: Int32Array.from(plans, (plan) => (plan ? plan.start - origin + tolerance : FAR)),
    keepCost: Float64Array.from(plans, (plan) =>
      plan ? scale * (stability!.eta_change + (plan.confirmed ? stability!.confirmed_change : 0)) : 0,
    ),
  }
}

/** Tasks that one lane can hold at most, by time, by load and by its own limit, with its breaks and stops. */
function strideOf(
  { vehicles, 'facet:stores': stores }: Problem,
  tasks: readonly Task[],
  { dimensions, delivery, pickup, capacity, mixedLoads }: ReturnType<typeof compileLoads>,
  open: Int32Array,
  close: Int32Array,
): number {
  const longestDay = open.reduce((most, from, lane) => Math.max(most, close[lane]! - from), 0)
  const work = tasks.map(({ source }) => (source.service_per_type ? 0 : source.service))
  const bounds = [tasks.length, countWithin(work, longestDay)]
  for (let d = 0; d < dimensions && !mixedLoads; d++) {
    const roomiest = vehicles.reduce((most, _, lane) => Math.max(most, capacity[lane * dimensions + d]!), 0)
    bounds.push(
      countWithin(
        tasks.map((_, t) => delivery[t * dimensions + d]! + pickup[t * dimensions + d]!),
        roomiest,
      ),
    )
  }
  const frozen = vehicles.reduce((most, vehicle) => Math.max(most, vehicle['facet:frozen']), 0)
  const breaks = vehicles.reduce((most, vehicle) => Math.max(most, vehicle.breaks.length), 0)
  const spare = 4
  return Math.max(Math.min(...bounds), frozen) + breaks + 2 * stores.length + 2 + spare
}

function countWithin(amounts: readonly number[], room: number): number {
  let used = 0
  let count = 0
  for (const amount of [...amounts].sort((a, b) => a - b)) {
    used += amount
    if (used > room) break
    count += 1
  }
  return count
}

function compileRanks(
  tasks: number,
  { place, open, close }: Nodes,
  { dimensions, delivery, pickup }: ReturnType<typeof compileLoads>,
  starts: Int32Array,
  { travel, places }: TravelTables,
): Ranks {
  const homes = [...new Set(starts)]
  const by = (key: (task: number) => number) => Float64Array.from({ length: tasks }, (_, task) => key(task))
  const far = by((task) => Math.min(...homes.map((home) => travel[0]!.cost[home * places + place[task]!]!)))
  const demand = by((task) => {
    let sum = 0
    for (let d = 0; d < dimensions; d++) sum += delivery[task * dimensions + d]! + pickup[task * dimensions + d]!
    return -sum
  })
  return {
    demand,
    far: far.map((distance) => -distance),
    close: far,
    width: by((task) => close[task]! - open[task]!),
    opens: by((task) => open[task]!),
    closes: by((task) => -close[task]!),
  }
}
