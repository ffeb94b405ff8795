/** A plan in VROOM's words. Times and durations in seconds, costs in the units of the problem. */
export interface Plan {
  readonly code: 0
  readonly summary: PlanTotals & { readonly routes: number; readonly unassigned: number }
  readonly unassigned: readonly Unassigned[]
  readonly routes: readonly PlanRoute[]
}

/** What of a plan says where everything stands: each vehicle's stops in their order. Every plan is one. */
export interface StopOrder {
  readonly routes: readonly {
    readonly vehicle: number
    readonly steps: readonly Pick<PlanStep, 'type' | 'id'>[]
  }[]
}

export interface PlanTotals {
  /** Fixed costs of the vehicles and costs of their ways. */
  readonly cost: number
  readonly setup: number
  readonly service: number
  /** Travel. */
  readonly duration: number
  readonly waiting_time: number
  readonly priority: number
  readonly delivery: readonly number[]
  readonly pickup: readonly number[]
  /** Metres, where the matrices have them. */
  readonly distance?: number
  readonly violations: readonly never[]
}

export interface PlanRoute extends PlanTotals {
  readonly vehicle: number
  readonly description?: string
  readonly steps: readonly PlanStep[]
}

export interface PlanStep {
  readonly type: 'start' | 'job' | 'pickup' | 'delivery' | 'break' | 'facet:collect' | 'facet:return' | 'end'
  /** Of the job, shipment task or break; of the store for the stops of Facet. */
  readonly id?: number
  readonly description?: string
  readonly location?: readonly [number, number]
  readonly location_index?: number
  readonly arrival: number
  readonly waiting_time: number
  readonly setup: number
  readonly service: number
  /** Travel since the start. */
  readonly duration: number
  readonly load: readonly number[]
  readonly violations: readonly never[]
  /** Where the parts of a job come from. */
  readonly 'facet:supply'?: readonly PartSource[]
  /** What is collected here, and for which job. */
  readonly 'facet:parts'?: readonly (PartQuantity & { readonly job: number })[]
  /** Jobs whose defective parts are left here. */
  readonly 'facet:returns'?: readonly number[]
  /** Seconds after the due time of the job, or after the regular end of the vehicle's day. */
  readonly 'facet:late'?: number
}

export interface PartQuantity {
  readonly code: string
  readonly quantity: number
}

export interface PartSource extends PartQuantity {
  readonly from: 'van' | 'store' | 'parcel'
  readonly store?: number
}

export interface Unassigned {
  readonly id: number
  readonly type: 'job' | 'pickup' | 'delivery'
  readonly description?: string
  readonly location?: readonly [number, number]
  readonly location_index?: number
}
