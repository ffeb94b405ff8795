/**
 * The problem as the search sees it: flat arrays, indexed by small whole numbers, in the field's own words.
 *
 *   lane   one vehicle on one day (a technician × date)
 *   task   a visit, or the pickup or delivery of a shipment; 0 … tasks-1
 *   node   what can stand in a lane: the tasks, then the breaks, then the stops at stores
 *   place  a row of the travel matrices
 *
 * Times are seconds since `origin`; costs are the problem's costs × `costScale`.
 */
export interface Model {
  readonly origin: number
  readonly costScale: number
  readonly tasks: number
  readonly nodes: number
  readonly lanes: number
  readonly places: number
  /** Tasks in one lane at most, with its breaks and stops: the room a lane needs in memory. */
  readonly stride: number

  /** No breaks, parts, groups, pairs, soft times or set-ups: the narrow, fast road through the search. */
  readonly plain: boolean

  readonly travel: readonly Travel[]
  readonly travelOf: Int32Array

  readonly kind: Uint8Array
  readonly place: Int32Array
  readonly open: Int32Array
  readonly close: Int32Array
  /** Windows of node i are pairs `windowAt[i]` … `windowAt[i + 1]` in `windows`. */
  readonly windowAt: Int32Array
  readonly windows: Int32Array
  /** By vehicle type: `service[typeOf[lane] * nodes + node]`. */
  readonly service: Int32Array
  readonly setup: Int32Array
  readonly typeOf: Int32Array

  readonly dimensions: number
  readonly delivery: Int32Array
  readonly pickup: Int32Array
  readonly capacity: Int32Array
  /** Deliveries and pickups meet in one problem, so that the load must be followed along the lane. */
  readonly mixedLoads: boolean
  /** Load or travel must be followed along the whole lane. */
  readonly followed: boolean
  /** 1 for tasks that are not inserted alone: shipments, parts, groups, precedence. */
  readonly special: Uint8Array

  readonly lane: LaneModel
  /** 1 where `task * lanes + lane` may be served by that lane alone. */
  readonly compatible: Uint8Array
  /** Extra cost of `task * lanes + lane`: preference and the price of changing the technician. */
  readonly preference: Float64Array | undefined

  /** Cost of leaving the whole request of this task undone. */
  readonly skipCost: Float64Array
  /** The task that stands for the whole request when it is absent: itself, the pickup, the first of a group. */
  readonly lead: Int32Array
  /** The other end of a shipment, or -1. */
  readonly mate: Int32Array
  readonly soft: SoftTimes | undefined
  readonly supply: SupplyModel | undefined
  readonly order: OrderModel | undefined

  /** The `nearCount` nearest tasks of each, nearest first. */
  readonly near: Int32Array
  readonly nearCount: number
  readonly ranks: Ranks
  readonly start: StartPlan
}

export const Kind = { visit: 0, pickup: 1, delivery: 2, break: 3, collect: 4, return: 5 } as const

/** Keys to put tasks in line by, smallest first. */
export interface Ranks {
  readonly demand: Float64Array
  readonly far: Float64Array
  readonly close: Float64Array
  readonly width: Float64Array
  readonly opens: Float64Array
  readonly closes: Float64Array
}

/** One profile at one speed and price. `…To` are transposed: indexed `to * places + from`. */
export interface Travel {
  readonly time: Int32Array
  readonly timeTo: Int32Array
  readonly cost: Int32Array
  readonly costTo: Int32Array
  readonly distance: Int32Array | undefined
}

export interface LaneModel {
  readonly start: Int32Array
  readonly end: Int32Array
  readonly open: Int32Array
  /** The last instant, overtime included. */
  readonly close: Int32Array
  /** From here on every second costs `overtimeRate`. */
  readonly due: Int32Array
  readonly overtimeRate: Float64Array
  readonly fixedCost: Float64Array
  readonly maxTasks: Int32Array
  readonly maxTravel: Int32Array
  readonly maxDistance: Int32Array
  /** The breaks of lane r are nodes `breakAt[r]` … `breakAt[r + 1] - 1`. */
  readonly breakAt: Int32Array
  /** Load at most during a break, `break * dimensions`, counted from the first break. */
  readonly breakLoad: Int32Array
  /** Lanes of one class are alike: of its empty lanes only the first is tried. */
  readonly classOf: Int32Array
  readonly classes: number
  readonly limited: boolean
}

/** Costs that depend on when a task begins; per second late, and for leaving the promised band. */
export interface SoftTimes {
  readonly due: Int32Array
  readonly lateRate: Float64Array
  readonly keepFrom: Int32Array
  readonly keepUntil: Int32Array
  readonly keepCost: Float64Array
}

export interface SupplyModel {
  readonly stores: number
  readonly parts: number
  readonly vans: number
  readonly vanOf: Int32Array
  /** Needs of task i: `needAt[i]` … `needAt[i + 1]` in `needPart` and `needQuantity`. */
  readonly needAt: Int32Array
  readonly needPart: Int32Array
  readonly needQuantity: Int32Array
  /** What is on hand: vans first, then stores; `(place) * parts + part`. */
  readonly stock: Int32Array
  readonly storeCost: Float64Array
  /** The earliest start with the parcel at the customer's, or -1. */
  readonly parcelAt: Int32Array
  readonly parcelCost: Float64Array
  readonly returns: Uint8Array
  readonly acceptsReturns: Uint8Array
  /** Node of the stop of lane r at store s: `stopBase + (r * stores + s) * 2`, plus one when it is for returns. */
  readonly stopBase: number
}

export interface OrderModel {
  /** First member of a task's sync group, or -1. */
  readonly groupOf: Int32Array
  readonly members: ReadonlyMap<number, readonly number[]>
  readonly before: ReadonlyMap<number, readonly { readonly task: number; readonly lag: number }[]>
  readonly after: ReadonlyMap<number, readonly { readonly task: number; readonly lag: number }[]>
  /** By lead of a request: leads of the requests before it. */
  readonly leadsBefore: ReadonlyMap<number, readonly number[]>
}

/** The plan to begin with, and the part of it that stands fast. */
export interface StartPlan {
  readonly lanes: readonly (readonly StartStep[])[]
  readonly frozen: Int32Array
  /** No step after the frozen ones begins before this. */
  readonly now: number
}

export interface StartStep {
  readonly node: number
  readonly from: number
  readonly until: number
}
