/** The problem and plan as the checker reads them: JSON with only the fields it judges. */
export type Window = readonly [number, number]
export type LonLat = readonly [number, number]

export interface GivenTask {
  readonly id: number
  readonly location?: LonLat
  readonly location_index?: number
  readonly setup?: number
  readonly service?: number
  readonly setup_per_type?: Record<string, number>
  readonly service_per_type?: Record<string, number>
  readonly time_windows?: readonly Window[]
}

export interface GivenRequest {
  readonly skills?: readonly number[]
  readonly priority?: number
  readonly 'facet:skills'?: Record<string, number>
  readonly 'facet:allowed_vehicles'?: readonly number[]
  readonly 'facet:forbidden_vehicles'?: readonly number[]
}

export interface GivenJob extends GivenTask, GivenRequest {
  readonly delivery?: readonly number[]
  readonly pickup?: readonly number[]
  readonly 'facet:group'?: string
  readonly 'facet:after'?: readonly { readonly id: number; readonly lag?: number }[]
  readonly 'facet:parts'?: readonly { readonly code: string; readonly quantity?: number }[]
  readonly 'facet:parcel'?: { readonly eta: number }
  readonly 'facet:return'?: boolean
}

export interface GivenShipment extends GivenRequest {
  readonly pickup: GivenTask
  readonly delivery: GivenTask
  readonly amount?: readonly number[]
}

export interface GivenVehicle {
  readonly id: number
  readonly profile?: string
  readonly type?: string
  readonly start?: LonLat
  readonly start_index?: number
  readonly end?: LonLat
  readonly end_index?: number
  readonly capacity?: readonly number[]
  readonly costs?: { readonly fixed?: number; readonly per_hour?: number; readonly per_km?: number }
  readonly skills?: readonly number[]
  readonly time_window?: Window
  readonly breaks?: readonly {
    readonly id: number
    readonly time_windows?: readonly Window[]
    readonly service?: number
    readonly max_load?: readonly number[]
  }[]
  readonly speed_factor?: number
  readonly max_tasks?: number
  readonly max_travel_time?: number
  readonly max_distance?: number
  readonly steps?: readonly { readonly type: string; readonly id?: number }[]
  readonly 'facet:technician'?: string
  readonly 'facet:skills'?: Record<string, number>
  readonly 'facet:stock'?: Record<string, number>
  readonly 'facet:overtime'?: { readonly until: number }
  readonly 'facet:frozen'?: number
}

export interface GivenStore extends GivenTask {
  readonly stock?: Record<string, number>
  readonly accepts_returns?: boolean
}

export interface GivenProblem {
  readonly jobs?: readonly GivenJob[]
  readonly shipments?: readonly GivenShipment[]
  readonly vehicles: readonly GivenVehicle[]
  readonly matrices?: Record<string, { durations: number[][]; costs?: number[][]; distances?: number[][] }>
  readonly 'facet:now'?: number
  readonly 'facet:stores'?: readonly GivenStore[]
}

export interface GivenStep {
  readonly type: string
  readonly id?: number
  readonly arrival: number
  readonly waiting_time: number
  readonly setup: number
  readonly service: number
  readonly duration: number
  readonly load: readonly number[]
  readonly 'facet:supply'?: readonly {
    readonly code: string
    readonly quantity: number
    readonly from: string
    readonly store?: number
  }[]
}

export interface GivenRoute {
  readonly vehicle: number
  readonly cost: number
  readonly steps: readonly GivenStep[]
}

export interface GivenPlan {
  readonly summary: { readonly cost: number; readonly unassigned: number }
  readonly unassigned: readonly { readonly id: number; readonly type: string }[]
  readonly routes: readonly GivenRoute[]
}

/** One step of a route that was found where, by whom and when. */
export interface Visit {
  readonly vehicle: GivenVehicle
  readonly type: string
  readonly id: number
  readonly order: number
  readonly start: number
  readonly end: number
  readonly step: GivenStep
}
