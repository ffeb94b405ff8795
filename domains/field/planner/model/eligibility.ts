import type { Problem, Stability, Vehicle } from '../input/schema.ts'
import { asJob, type Task } from './requests.ts'

type Request = Task['request']

/** Why a vehicle may never serve a request, whatever else it does that day. */
export type Ineligible = 'skill' | 'forbidden' | 'not-allowed' | 'capacity'

/** A vehicle has a skill at the level given, at level 1 where it is only listed. */
export function ineligibility(request: Request, vehicle: Vehicle, amounts: readonly number[]): Ineligible | undefined {
  if (!hasSkills(request, vehicle)) return 'skill'
  if (request['facet:forbidden_vehicles']?.includes(vehicle.id)) return 'forbidden'
  const allowed = request['facet:allowed_vehicles']
  if (allowed && !allowed.includes(vehicle.id)) return 'not-allowed'
  if (amounts.some((amount, d) => amount > (vehicle.capacity?.[d] ?? 0))) return 'capacity'
  return undefined
}

export function missingSkills(request: Request, vehicle: Vehicle): string[] {
  return Object.entries(neededLevels(request))
    .filter(([skill, level]) => levelOf(vehicle, skill) < level)
    .map(([skill]) => skill)
}

/** What serving the request with this vehicle costs beyond travel; in the problem's cost units. */
export function preferenceCost(task: Task, vehicle: Vehicle, stability: Stability | undefined): number {
  const wished = task.request['facet:vehicle_costs']?.[vehicle.id] ?? 0
  const planned = asJob(task)?.['facet:planned']
  if (!planned || !stability || planned.vehicle === vehicle.id) return wished
  return wished + stability.vehicle_change + (planned.confirmed ? stability.confirmed_change : 0)
}

export function amountsOf(task: Task): readonly number[] {
  if (task.type !== 'job') return (task.request as Problem['shipments'][number]).amount ?? []
  const { delivery = [], pickup = [] } = task.request as Problem['jobs'][number]
  return Array.from({ length: Math.max(delivery.length, pickup.length) }, (_, d) =>
    Math.max(delivery[d] ?? 0, pickup[d] ?? 0),
  )
}

function hasSkills(request: Request, vehicle: Vehicle): boolean {
  for (const skill of request.skills) if (levelOf(vehicle, String(skill)) < 1) return false
  for (const skill in request['facet:skills']) {
    if (levelOf(vehicle, skill) < request['facet:skills'][skill]!) return false
  }
  return true
}

function neededLevels(request: Request): Record<string, number> {
  return { ...Object.fromEntries(request.skills.map((skill) => [skill, 1])), ...request['facet:skills'] }
}

function levelOf({ skills, 'facet:skills': levels }: Vehicle, skill: string): number {
  return levels?.[skill] ?? (skills.includes(Number(skill)) ? 1 : 0)
}
