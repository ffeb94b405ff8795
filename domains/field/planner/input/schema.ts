import { z } from 'zod'

/**
 * The shape of a planning problem: the VROOM JSON API, with Facet's extensions under `facet:` keys.
 * Times and durations are whole seconds, costs are whole units of the cost matrix (by default: seconds of travel).
 */

const FAR = 2_000_000_000
const whole = z.int().min(0).max(FAR)
const id = z.int().min(0).max(Number.MAX_SAFE_INTEGER)
const amount = z.array(whole)
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const windows = z.array(z.tuple([whole, whole])).min(1)
const byVehicleType = z.record(z.string(), whole)
const quantities = z.record(z.string().min(1), whole)

const place = {
  location: lonLat.optional(),
  location_index: z.int().min(0).optional(),
}

const task = {
  id,
  description: z.string().optional(),
  ...place,
  setup: whole.default(0),
  service: whole.default(0),
  setup_per_type: byVehicleType.optional(),
  service_per_type: byVehicleType.optional(),
  time_windows: windows.optional(),
}

const demands = {
  skills: z.array(z.int().min(0)).default([]),
  priority: z.int().min(0).max(100).default(0),
  'facet:skills': quantities.optional(),
  'facet:vehicle_costs': z.record(z.string(), whole).optional(),
  'facet:allowed_vehicles': z.array(id).optional(),
  'facet:forbidden_vehicles': z.array(id).optional(),
  'facet:skip_cost': z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
}

const due = z.object({ at: whole, cost_per_hour: whole })
const planned = z.object({ vehicle: id, start: whole, confirmed: z.boolean().default(false) })

export const jobSchema = z.object({
  ...task,
  ...demands,
  delivery: amount.optional(),
  pickup: amount.optional(),
  'facet:due': due.optional(),
  'facet:planned': planned.optional(),
  'facet:group': z.string().min(1).optional(),
  'facet:after': z.array(z.object({ id, lag: whole.default(0) })).optional(),
  'facet:parts': z
    .array(z.object({ code: z.string().min(1), quantity: z.int().min(1).max(FAR).default(1) }))
    .optional(),
  'facet:parcel': z.object({ eta: whole, cost: whole.default(0) }).optional(),
  'facet:return': z.boolean().default(false),
})

const shipmentSchema = z.object({
  ...demands,
  pickup: z.object({ ...task, 'facet:due': due.optional() }),
  delivery: z.object({ ...task, 'facet:due': due.optional() }),
  amount: amount.optional(),
})

const breakSchema = z.object({
  id,
  description: z.string().optional(),
  time_windows: windows.optional(),
  service: whole.default(0),
  max_load: amount.optional(),
})

const stepSchema = z.object({
  type: z.enum(['start', 'job', 'pickup', 'delivery', 'break', 'end', 'facet:collect', 'facet:return']),
  id: id.optional(),
  service_at: whole.optional(),
  service_after: whole.optional(),
  service_before: whole.optional(),
})

const vehicleSchema = z.object({
  id,
  profile: z.string().default('car'),
  description: z.string().optional(),
  start: lonLat.optional(),
  start_index: z.int().min(0).optional(),
  end: lonLat.optional(),
  end_index: z.int().min(0).optional(),
  capacity: amount.optional(),
  costs: z
    .object({ fixed: whole.default(0), per_hour: whole.default(3600), per_km: whole.default(0) })
    .default({ fixed: 0, per_hour: 3600, per_km: 0 }),
  skills: z.array(z.int().min(0)).default([]),
  time_window: z.tuple([whole, whole]).optional(),
  breaks: z.array(breakSchema).default([]),
  type: z.string().optional(),
  speed_factor: z.number().positive().max(5).default(1),
  max_tasks: whole.optional(),
  max_travel_time: whole.optional(),
  max_distance: whole.optional(),
  steps: z.array(stepSchema).optional(),
  'facet:technician': z.string().min(1).optional(),
  'facet:skills': quantities.optional(),
  'facet:stock': quantities.optional(),
  'facet:overtime': z.object({ until: whole, cost_per_hour: whole }).optional(),
  'facet:frozen': whole.default(0),
})

const storeSchema = z.object({
  id,
  name: z.string().optional(),
  ...place,
  time_windows: windows.optional(),
  service: whole.default(0),
  stock: quantities.default({}),
  cost: whole.default(0),
  accepts_returns: z.boolean().default(false),
})

const stabilitySchema = z.object({
  vehicle_change: whole.default(0),
  eta_change: whole.default(0),
  eta_tolerance: whole.default(1800),
  confirmed_change: whole.default(0),
})

/** Matrices are checked by `readMatrices`: a schema library would need minutes for thirty million numbers. */
export const problemSchema = z.object({
  jobs: z.array(jobSchema).default([]),
  shipments: z.array(shipmentSchema).default([]),
  vehicles: z.array(vehicleSchema).min(1),
  'facet:now': whole.optional(),
  'facet:stores': z.array(storeSchema).default([]),
  'facet:stability': stabilitySchema.optional(),
})

export type ProblemInput = z.infer<typeof problemSchema>
export type Job = z.infer<typeof jobSchema>
export type Shipment = z.infer<typeof shipmentSchema>
export type ShipmentTask = Shipment['pickup']
export type Vehicle = z.infer<typeof vehicleSchema>
export type VehicleBreak = z.infer<typeof breakSchema>
export type Step = z.infer<typeof stepSchema>
export type Store = z.infer<typeof storeSchema>
export type Stability = z.infer<typeof stabilitySchema>
export type LonLat = readonly [number, number]

/** The travel of one profile, from row to column. */
export interface TravelTable {
  readonly size: number
  /** Seconds. */
  readonly durations: Int32Array
  readonly costs?: Int32Array
  /** Metres. */
  readonly distances?: Int32Array
}

/** Travel tables live in shared memory, so that every searching thread reads the same ones. */
export function travelInts(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4 * length))
}

/** A checked problem: its fields as given, its travel as flat tables by profile. */
export interface Problem extends ProblemInput {
  readonly travel: ReadonlyMap<string, TravelTable>
  /** Whether places are named by `location_index` into given matrices, or by `location` and estimated. */
  readonly placedBy: 'index' | 'location'
  /** By location: `lon,lat` → place in the travel tables. */
  readonly book: ReadonlyMap<string, number>
}

export { FAR }
