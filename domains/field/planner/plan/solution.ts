import type { Problem } from '../input/schema.ts'
import type { Model } from '../model/model.ts'
import { tasksOf, type Task } from '../model/requests.ts'
import type { Outcome } from '../search/outcome.ts'
import { Walk } from '../search/rich/walk.ts'
import { loadsOf } from './loads.ts'
import type { Plan, PlanRoute, PlanStep, PlanTotals, Unassigned } from './plan.ts'
import { StepBook } from './steps.ts'

/** Tells an outcome in VROOM's words; times are the problem's own, costs its own units. */
export function solutionOf(problem: Problem, model: Model, outcome: Outcome): Plan {
  const tasks = tasksOf(problem)
  const book = new StepBook(problem, model, outcome, tasks)
  const routes = outcome.lanes.flatMap((nodes, lane) =>
    nodes.some((node) => node < model.tasks) ? [routeOf(book, tasks, lane, nodes)] : [],
  )
  const planned = new Set(outcome.lanes.flat())
  const unassigned = tasks.filter((_, task) => !planned.has(task)).map(unassignedOf)
  const summary = { ...totalOf(routes, model.dimensions), routes: routes.length, unassigned: unassigned.length }
  return { code: 0, summary, unassigned, routes }
}

function routeOf(book: StepBook, tasks: readonly Task[], lane: number, nodes: readonly number[]): PlanRoute {
  const { problem, model } = book
  const { id, description, costs } = problem.vehicles[lane]!
  const steps = follow(book, lane, nodes)
  const sum = (of: (step: PlanStep) => number) => steps.reduce((total, step) => total + of(step), 0)
  const served = nodes.filter((node) => node < model.tasks)
  const amounts = (table: Int32Array) =>
    Array.from({ length: model.dimensions }, (_, d) =>
      served.reduce((total, task) => total + table[task * model.dimensions + d]!, 0),
    )
  const { cost, distance } = measure(model, lane, nodes)
  return {
    vehicle: id,
    ...(description !== undefined && { description }),
    cost: costs.fixed + Math.round(cost / model.costScale),
    setup: sum(({ setup }) => setup),
    service: sum(({ service }) => service),
    duration: steps.at(-1)!.duration,
    waiting_time: sum(({ waiting_time }) => waiting_time),
    priority: served.reduce((total, task) => total + tasks[task]!.request.priority, 0),
    delivery: amounts(model.delivery),
    pickup: amounts(model.pickup),
    ...(distance !== undefined && { distance }),
    steps,
    violations: [],
  }
}

/** Drives the lane at its earliest times, but leaves the start no sooner than the first stop asks for. */
function follow(book: StepBook, lane: number, nodes: readonly number[]): PlanStep[] {
  const { model, outcome } = book
  const walk = new Walk(model, outcome.open, outcome.close)
  const loads = loadsOf(model, nodes)
  const steps: PlanStep[] = []
  walk.enter(lane)
  let leave = walk.ready
  let travelled = 0
  nodes.forEach((node, k) => {
    if (!walk.step(node)) throw new Error(`lane ${lane} is late at its step ${k}`)
    travelled += walk.way
    if (k === 0 && walk.floor === 0) leave += walk.start - walk.arrival
    const arrival = k === 0 && walk.floor === 0 ? walk.start : walk.arrival
    steps.push(book.step(lane, node, { arrival, start: walk.start, setup: walk.setup, travelled, load: loads[k + 1]! }))
    if (k + 1 === outcome.frozen[lane]!) walk.holdUntil(model.start.now)
  })
  if (!walk.finish(outcome.laneClose[lane]!)) throw new Error(`lane ${lane} comes home late`)
  const end = book.end(lane, walk.arrival, travelled + walk.way, loads.at(-1)!)
  return [book.start(lane, leave, loads[0]!), ...steps, end]
}

/** Cost and metres of the ways of a lane. */
function measure(model: Model, lane: number, nodes: readonly number[]): { cost: number; distance: number | undefined } {
  const { cost, distance } = model.travel[model.travelOf[lane]!]!
  const stops = nodes.filter((node) => model.lane.breakAt[0]! > node || node >= model.lane.breakAt.at(-1)!)
  const places = [model.lane.start[lane]!, ...stops.map((node) => model.place[node]!), model.lane.end[lane]!]
  const along = (table: Int32Array) =>
    places.slice(1).reduce((sum, to, k) => sum + table[places[k]! * model.places + to]!, 0)
  return { cost: along(cost), distance: distance && along(distance) }
}

function totalOf(routes: readonly PlanRoute[], dimensions: number): PlanTotals {
  const sum = (of: (route: PlanRoute) => number) => routes.reduce((total, route) => total + of(route), 0)
  const each = (of: (route: PlanRoute) => readonly number[]) =>
    Array.from({ length: dimensions }, (_, d) => sum((route) => of(route)[d]!))
  return {
    cost: sum(({ cost }) => cost),
    setup: sum(({ setup }) => setup),
    service: sum(({ service }) => service),
    duration: sum(({ duration }) => duration),
    waiting_time: sum(({ waiting_time }) => waiting_time),
    priority: sum(({ priority }) => priority),
    delivery: each(({ delivery }) => delivery),
    pickup: each(({ pickup }) => pickup),
    ...(routes.every(({ distance }) => distance !== undefined) && { distance: sum(({ distance }) => distance!) }),
    violations: [],
  }
}

function unassignedOf({ type, source }: Task): Unassigned {
  const { id, description, location, location_index } = source
  return {
    id,
    type,
    ...(description !== undefined && { description }),
    ...(location && { location }),
    ...(location_index !== undefined && { location_index }),
  }
}
