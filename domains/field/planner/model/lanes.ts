import { FAR, type Problem, type Vehicle } from '../input/schema.ts'
import { placeBook } from '../input/read.ts'
import type { LaneModel } from './model.ts'

export function compileLanes(
  problem: Problem,
  nowhere: number,
  origin: number,
  scale: number,
  tasks: number,
): LaneModel {
  const { vehicles, 'facet:now': now } = problem
  const placeOf = placeBook(problem)
  const ints = (of: (vehicle: Vehicle) => number) => Int32Array.from(vehicles, of)
  const floats = (of: (vehicle: Vehicle) => number) => Float64Array.from(vehicles, of)
  const earliest = ({ time_window, 'facet:frozen': frozen }: Vehicle): number =>
    Math.max(time_window?.[0] ?? 0, frozen > 0 ? 0 : (now ?? 0)) - origin
  const regular = ({ time_window }: Vehicle): number => (time_window ? time_window[1] - origin : FAR)
  const classes = classesOf(problem)
  let at = tasks
  const loads = vehicles.flatMap(({ breaks, capacity = [] }) =>
    breaks.flatMap(({ max_load }) => capacity.map((_, d) => max_load?.[d] ?? FAR)),
  )
  return {
    start: ints(({ start, start_index }) =>
      start === undefined && start_index === undefined ? nowhere : placeOf(start, start_index),
    ),
    end: ints(({ end, end_index }) =>
      end === undefined && end_index === undefined ? nowhere : placeOf(end, end_index),
    ),
    open: ints(earliest),
    close: ints((vehicle) => {
      const overtime = vehicle['facet:overtime']
      return overtime ? overtime.until - origin : regular(vehicle)
    }),
    due: ints(regular),
    overtimeRate: floats((vehicle) => ((vehicle['facet:overtime']?.cost_per_hour ?? 0) * scale) / 3600),
    fixedCost: floats(({ costs }) => costs.fixed * scale),
    maxTasks: ints(({ max_tasks }) => max_tasks ?? FAR),
    maxTravel: ints(({ max_travel_time }) => max_travel_time ?? FAR),
    maxDistance: ints(({ max_distance }) => max_distance ?? FAR),
    breakAt: Int32Array.from([tasks, ...vehicles.map(({ breaks }) => (at += breaks.length))]),
    breakLoad: Int32Array.from(loads),
    classOf: Int32Array.from(classes),
    classes: Math.max(...classes) + 1,
    limited: vehicles.some(({ max_travel_time, max_distance }) => (max_travel_time ?? max_distance) !== undefined),
  }
}

export function lanesAreLimited({ vehicles }: Problem): boolean {
  return vehicles.some(
    (vehicle) =>
      vehicle.max_travel_time !== undefined ||
      vehicle.max_distance !== undefined ||
      vehicle['facet:overtime'] !== undefined,
  )
}

/** Vehicles that differ in nothing but their id are of one class, unless a request names vehicles one by one. */
function classesOf({ vehicles, jobs, shipments, 'facet:stores': stores }: Problem): number[] {
  const named = [...jobs, ...shipments].some(
    (request) =>
      request['facet:vehicle_costs'] ??
      request['facet:allowed_vehicles'] ??
      request['facet:forbidden_vehicles'] ??
      ('facet:planned' in request ? request['facet:planned'] : undefined),
  )
  const classes = new Map<string, number>()
  return vehicles.map((vehicle, lane) => {
    const kind = { ...vehicle, id: 0, description: '', steps: [] }
    const key = named || stores.length > 0 ? String(lane) : JSON.stringify(kind)
    if (!classes.has(key)) classes.set(key, classes.size)
    return classes.get(key)!
  })
}
