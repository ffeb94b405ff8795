import type { State } from '../state.ts'

/** Cost of a task in a lane that does not depend on where in the lane it stands. */
export function fixedPart(state: State, task: number, lane: number): number {
  const { model } = state
  const opening = state.taskCount[state.slotOf[lane]!] === 0 ? model.lane.fixedCost[lane]! : 0
  return opening + (model.preference ? model.preference[task * model.lanes + lane]! : 0)
}

/** Whether the lane may take one more request by number and by load, before any position is tried. */
export function hasRoom(state: State, task: number, lane: number): boolean {
  const { model } = state
  const slot = state.slotOf[lane]!
  const more = model.mate[task]! >= 0 ? 2 : 1
  if (state.taskCount[slot]! + more > model.lane.maxTasks[lane]!) return false
  if (model.mixedLoads) return true
  for (let d = 0; d < model.dimensions; d++) {
    const demand = task * model.dimensions + d
    const load = state.load[slot * model.dimensions + d]! + model.delivery[demand]! + model.pickup[demand]!
    if (load > model.capacity[lane * model.dimensions + d]!) return false
  }
  return true
}
