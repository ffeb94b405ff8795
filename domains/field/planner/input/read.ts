import { checkReferences } from './references.ts'
import { Complaints, pointer } from './problems.ts'
import { readMatrices } from './matrices.ts'
import { jobSchema, problemSchema, type LonLat, type Problem, type TravelTable } from './schema.ts'
import { estimateTravel, extendTravel } from './travel.ts'

/**
 * Reads a planning problem (parsed JSON) and refuses it with every fault and its JSON pointer:
 * impossible windows, matrices that are not square or hold anything but whole seconds, ids given twice,
 * places that are not in the matrix, amounts of unequal length, references to what does not exist.
 */
export function readProblem(input: unknown): Problem {
  const complaints = new Complaints()
  const shape = problemSchema.safeParse(input)
  if (!shape.success) {
    for (const { path, message } of shape.error.issues) complaints.add(pointer(path), message)
  }
  const isObject = typeof input === 'object' && input !== null
  const given = isObject ? readMatrices(input as Record<string, unknown>, complaints) : undefined
  if (!shape.success) throw complaints.refusal()
  const problem: Problem = {
    ...shape.data,
    travel: given ?? new Map(),
    placedBy: given ? 'index' : 'location',
    book: new Map(),
  }
  checkReferences(problem, complaints)
  if (complaints.any) throw complaints.refusal()
  return given ? problem : withEstimates(problem)
}

/** The place of a task, a store or a vehicle's end in the travel tables. */
export function placeBook(problem: Problem): (location: LonLat | undefined, index: number | undefined) => number {
  if (problem.placedBy === 'index') return (_, index) => index!
  return (location) => problem.book.get(location!.join())!
}

/** A problem and one more job, for asking where it would fit; refused like the problem itself. */
export function withJob(problem: Problem, input: unknown): Problem {
  const complaints = new Complaints()
  const shape = jobSchema.safeParse(input)
  if (!shape.success) {
    for (const { path, message } of shape.error.issues) complaints.add(pointer(path), message)
    throw complaints.refusal()
  }
  const extended = { ...problem, jobs: [...problem.jobs, shape.data] }
  checkReferences(extended, complaints)
  if (complaints.any) throw complaints.refusal()
  const { location } = shape.data
  if (problem.placedBy === 'index' || !location || problem.book.has(location.join())) return extended
  return withPlace(extended, location)
}

function withPlace(problem: Problem, location: LonLat): Problem {
  const places = [...problem.book.keys()].map((key) => key.split(',').map(Number) as unknown as LonLat)
  const tables = new Map<TravelTable, TravelTable>()
  for (const table of problem.travel.values()) tables.set(table, extendTravel(table, places, location))
  const travel = new Map([...problem.travel].map(([profile, table]) => [profile, tables.get(table)!]))
  return { ...problem, travel, book: new Map([...problem.book, [location.join(), places.length]]) }
}

function withEstimates(problem: Problem): Problem {
  const tasks = [...problem.jobs, ...problem.shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])]
  const all = [
    ...problem.vehicles.flatMap(({ start, end }) => [start, end]),
    ...[...tasks, ...problem['facet:stores']].map(({ location }) => location),
  ]
  const named = all.filter((location) => location !== undefined)
  const places = [...new Map(named.map((location) => [location.join(), location])).values()]
  const table = estimateTravel(places)
  return {
    ...problem,
    travel: new Map(problem.vehicles.map(({ profile }) => [profile, table])),
    book: new Map(places.map((location, index) => [location.join(), index])),
  }
}
