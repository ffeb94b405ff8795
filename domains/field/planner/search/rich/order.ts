import type { Removal } from '../removal.ts'
import type { State } from '../state.ts'

/**
 * Groups and precedence tie lanes together. To keep lanes independent, the tie is made of time: when a group is
 * placed, its members are pinned to one instant; when a task is placed behind another, an instant between the two
 * is agreed, before which the one must end and from which the other may begin. Ruin unties, recreate ties anew.
 */

/** Earliest start of a task behind everything that must be done before it; -1 when some of that is not planned. */
export function earliestAfter(state: State, task: number): number {
  const waits = state.model.order?.before.get(task)
  let earliest = 0
  for (const { task: first, lag } of waits ?? []) {
    if (state.laneOf[first] === -1) return -1
    earliest = Math.max(earliest, endOf(state, first) + lag)
  }
  return earliest
}

/** Position in a lane behind which a task must stand, because what comes before it is in the same lane. */
export function positionBehind(state: State, task: number, lane: number): number {
  let position = 0
  for (const { task: first } of state.model.order?.before.get(task) ?? []) {
    if (state.laneOf[first] === lane) position = Math.max(position, state.positionOf(first))
  }
  return position
}

/** Agrees on the instants between a task just placed and what comes before it; returns the lanes that must be rescheduled. */
export function tieBefore(state: State, task: number): number[] {
  const waits = state.model.order?.before.get(task)
  if (!waits) return []
  const start = startOf(state, task)
  if (start > state.open[task]!) state.assign(state.open, task, start)
  for (const { task: first, lag } of waits) {
    const latest = start - lag - (endOf(state, first) - startOf(state, first))
    if (latest < state.close[first]! && !isFrozen(state, first)) state.assign(state.close, first, latest)
  }
  return [task, ...waits.map((wait) => wait.task)].map((tied) => state.laneOf[tied]!)
}

/** Takes along what is tied to a task that is taken: its group, and what waits for it; frees what it waited for. */
export function releaseOrder(state: State, removal: Removal, task: number): void {
  const order = state.model.order!
  const group = order.groupOf[task] ?? -1
  if (group >= 0) for (const member of order.members.get(group)!) removal.take(member)
  for (const { task: next } of order.after.get(task) ?? []) if (state.laneOf[next] !== -1) removal.take(next)
  for (const { task: first } of order.before.get(task) ?? []) {
    if (state.laneOf[first] !== -1) removal.free(first)
  }
}

/** The latest start of a task that what still waits for it allows. */
export function looseClose(state: State, removal: Removal, task: number): number {
  const { model } = state
  if ((model.order!.groupOf[task] ?? -1) >= 0 || isFrozen(state, task)) return state.close[task]!
  let close = model.close[task]!
  for (const { task: next, lag } of model.order!.after.get(task) ?? []) {
    if (state.laneOf[next] === -1 || removal.isTaken(next)) continue
    close = Math.min(close, state.open[next]! - lag - (endOf(state, task) - startOf(state, task)))
  }
  return close
}

function isFrozen(state: State, task: number): boolean {
  return state.positionOf(task) <= state.frozen[state.laneOf[task]!]!
}

export function startOf(state: State, task: number): number {
  return state.start[state.rowOf(state.laneOf[task]!) + state.positionOf(task)]!
}

/** When a task has ended, its set-up included even where it falls away today: another visit may come in before it. */
export function endOf(state: State, task: number): number {
  const { model } = state
  const lane = state.laneOf[task]!
  const at = state.rowOf(lane) + state.positionOf(task)
  const typed = model.typeOf[lane]! * model.nodes + task
  return Math.max(state.ready[at]!, state.start[at]! + model.setup[typed]! + model.service[typed]!)
}
