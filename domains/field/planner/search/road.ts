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
  /** A task is taken: takes with it what cannot stay, and gives back what it held. */
  release?(removal: Removal, task: number): void
  /** What bound the time of a task is gone. */
  loosen?(removal: Removal, task: number): void
  /** Inserts a request that is not a single task, or leaves it absent. */
  insertSpecial?(task: number, blink: number, askAll: boolean): void
}
