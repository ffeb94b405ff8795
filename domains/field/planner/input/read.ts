import { checkReferences } from './references.ts'
import { Complaints, pointer } from './problems.ts'
import { readMatrices } from './matrices.ts'
import { problemSchema, type LonLat, type Problem, type ProblemInput, type TravelTable } from './schema.ts'
import { estimateTravel } from './travel.ts'

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
  const problem = given
    ? { ...shape.data, travel: given, placedBy: 'index' as const }
    : { ...shape.data, travel: new Map<string, TravelTable>(), placedBy: 'location' as const }
  checkReferences(problem, complaints)
  if (complaints.any) throw complaints.refusal()
  return given ? problem : { ...problem, travel: estimateByProfile(problem) }
}

/** The place of a task, a store or a vehicle's end in the travel table. */
export function placeBook(problem: Problem): (location: LonLat | undefined, index: number | undefined) => number {
  if (problem.placedBy === 'index') return (_, index) => index!
  const book = new Map(distinctLocations(problem).map((location, index) => [location.join(), index]))
  return (location) => book.get(location!.join())!
}

function estimateByProfile(problem: ProblemInput): Map<string, TravelTable> {
  const table = estimateTravel(distinctLocations(problem))
  return new Map(problem.vehicles.map(({ profile }) => [profile, table]))
}

function distinctLocations(problem: ProblemInput): LonLat[] {
  const tasks = [...problem.jobs, ...problem.shipments.flatMap(({ pickup, delivery }) => [pickup, delivery])]
  const all = [
    ...problem.vehicles.flatMap(({ start, end }) => [start, end]),
    ...[...tasks, ...problem['facet:stores']].map(({ location }) => location),
  ]
  const named = all.filter((location) => location !== undefined)
  return [...new Map(named.map((location) => [location.join(), location])).values()]
}
