import type { GivenProblem, GivenVehicle, LonLat } from './given.ts'

type Place = { readonly location?: LonLat; readonly location_index?: number } | undefined

export interface Ways {
  seconds(vehicle: GivenVehicle, from: Place, to: Place): number
  cost(vehicle: GivenVehicle, from: Place, to: Place): number
  metres(vehicle: GivenVehicle, from: Place, to: Place): number
  /** Seconds by which two honest estimates of one way may differ by rounding. */
  readonly tolerance: number
}

export function travelOf(problem: GivenProblem): Ways {
  return problem.matrices ? byMatrix(problem.matrices) : byEstimate()
}

function byMatrix(matrices: NonNullable<GivenProblem['matrices']>): Ways {
  const read = (kind: 'durations' | 'costs' | 'distances', vehicle: GivenVehicle, from: Place, to: Place): number =>
    from && to ? (matrices[vehicle.profile ?? 'car']![kind]?.[from.location_index!]?.[to.location_index!] ?? NaN) : 0
  const seconds: Ways['seconds'] = (vehicle, from, to) =>
    Math.round(read('durations', vehicle, from, to) / (vehicle.speed_factor ?? 1))
  const metres: Ways['metres'] = (vehicle, from, to) => read('distances', vehicle, from, to)
  return {
    seconds,
    metres,
    cost: (vehicle, from, to) => {
      if (matrices[vehicle.profile ?? 'car']!.costs) return read('costs', vehicle, from, to)
      return priced(vehicle, seconds(vehicle, from, to), () => metres(vehicle, from, to))
    },
    tolerance: 0,
  }
}

function byEstimate(): Ways {
  const metres: Ways['metres'] = (_, from, to) => (from && to ? 1.3 * greatCircle(from.location!, to.location!) : 0)
  const seconds: Ways['seconds'] = (vehicle, from, to) => drive(metres(vehicle, from, to)) / (vehicle.speed_factor ?? 1)
  return {
    seconds,
    metres,
    cost: (vehicle, from, to) => priced(vehicle, seconds(vehicle, from, to), () => metres(vehicle, from, to)),
    tolerance: 1,
  }
}

function priced({ costs = {} }: GivenVehicle, seconds: number, metres: () => number): number {
  return (seconds * (costs.per_hour ?? 3600)) / 3600 + (costs.per_km ? (costs.per_km * metres()) / 1000 : 0)
}

/** By the haversine, unlike the planner's chords of the unit sphere. */
function greatCircle([lon, lat]: LonLat, [lon2, lat2]: LonLat): number {
  const radians = Math.PI / 180
  const half = (from: number, to: number) => Math.sin(((to - from) * radians) / 2) ** 2
  const h = half(lat, lat2) + Math.cos(lat * radians) * Math.cos(lat2 * radians) * half(lon, lon2)
  return 2 * 6_371_008.8 * Math.asin(Math.sqrt(h))
}

function drive(metres: number): number {
  if (metres < 0.5) return 0
  const slow = Math.min(metres, 5_000) / (22 / 3.6)
  const town = Math.max(0, Math.min(metres, 20_000) - 5_000) / (35 / 3.6)
  const road = Math.max(0, Math.min(metres, 100_000) - 20_000) / (60 / 3.6)
  return 180 + slow + town + road + Math.max(0, metres - 100_000) / (80 / 3.6)
}
