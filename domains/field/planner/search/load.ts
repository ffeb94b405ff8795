import type { Removal } from './removal.ts'
import { RichLoad } from './rich/load.ts'
import { RichRoad } from './rich/rich.ts'
import type { Road } from './road.ts'
import type { State } from './state.ts'

/**
 * Lays the start plan into an empty state. A step that would break a rule is left out and becomes absent,
 * except for the frozen ones, which stand whatever they break.
 */
export function loadStart(state: State, road: Road, removal: Removal): void {
  const { model } = state
  for (let lane = 0; lane < model.lanes; lane++) openLane(state, road, lane)
  if (road instanceof RichRoad) new RichLoad(state, road, removal).run()
  else appendAll(state, road)
  const removed = new Set(state.absent.subarray(0, state.absentCount))
  for (let task = 0; task < model.tasks; task++) {
    if (state.laneOf[task] === -1 && model.lead[task] === task && !removed.has(task)) state.leave(task)
  }
  removal.measure()
}

function openLane(state: State, road: Road, lane: number): void {
  const { lane: lanes } = state.model
  const row = state.rowOf(lane)
  state.place[row] = lanes.start[lane]!
  state.ready[row] = lanes.open[lane]!
  state.node[row] = state.node[row + 1] = -1
  state.place[row + 1] = lanes.end[lane]!
  state.late[row + 1] = lanes.close[lane]!
  state.length[state.slotOf[lane]!] = 0
  road.refresh(state, lane)
}

function appendAll(state: State, road: Road): void {
  state.model.start.lanes.forEach((steps, lane) => {
    for (const { node } of steps) if (state.laneOf[node] === -1) append(state, road, lane, node)
  })
}

function append(state: State, road: Road, lane: number, task: number): void {
  const { model } = state
  const slot = state.slotOf[lane]!
  if (model.compatible[task * model.lanes + lane] === 0 || state.length[slot]! + 3 > model.stride) return
  const last = state.rowOf(lane) + state.length[slot]! + 1
  state.node[last + 1] = -1
  state.place[last + 1] = state.place[last]!
  state.late[last + 1] = state.late[last]!
  state.node[last] = task
  state.place[last] = model.place[task]!
  state.length[slot]! += 1
  state.laneOf[task] = lane
  if (road.refresh(state, lane)) return
  state.laneOf[task] = -1
  state.length[slot]! -= 1
  state.node[last] = -1
  state.place[last] = state.place[last + 1]!
  state.late[last] = state.late[last + 1]!
  road.refresh(state, lane)
}
