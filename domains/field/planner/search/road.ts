import type { Positions } from './positions.ts'
import type { Removal } from './removal.ts'
import type { State } from './state.ts'

/**
 * How tasks are tried, put in and taken out. There are two roads through the same search:
 * the plain one is fast, the rich one knows the whole model. A problem takes one of them from start to end.
 */
export interface Road {
  /** Writes the cheapest feasible position of a task in a lane to the cache. */
  scan(state: State, task: number, lane: number, found: Positions): void
  insert(state: State, task: number, lane: number, position: number, cost: number): void
  /** Recomputes a lane after nodes were taken out; false when the rest is no longer in time. */
  refresh(state: State, lane: number): boolean
  /** Takes what cannot stay without the node: the other end of a shipment, the rest of a group, what comes after. */
  takeCompanions?(removal: Removal, node: number): void
}
