import type { Removal } from './removal.ts'
import type { Road } from './road.ts'
import type { State } from './state.ts'

/**
 * Lays the start plan into an empty state. Steps are appended one by one; one that would break a rule is left
 * out and becomes absent, except for the frozen ones, which stand whatever they break.
 */
export function loadStart(state: State, road: Road, removal: Removal): void {
  const { model } = state
  for (let lane = 0; lane < model.lanes; lane++) openLane(state, road, lane)
  model.start.lanes.forEach((steps, lane) => {
    for (const { node } of steps) {
      if (node < model.tasks && state.laneOf[node] === -1) append(state, road, lane, node)
    }
  })
  for (let task = 0; task < model.tasks; task++) {
    if (state.laneOf[task] === -1 && model.lead[task] === task) state.leave(task)
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

function append(state: State, road: Road, lane: number, node: number): void {
  const { model } = state
  if (model.compatible[node * model.lanes + lane] === 0) return
  const slot = state.slotOf[lane]!
  const last = state.rowOf(lane) + state.length[slot]! + 1
  state.node[last + 1] = -1
  state.place[last + 1] = state.place[last]!
  state.late[last + 1] = state.late[last]!
  state.node[last] = node
  state.place[last] = model.place[node]!
  state.length[slot]! += 1
  state.laneOf[node] = lane
  if (road.refresh(state, lane)) return
  state.laneOf[node] = -1
  state.length[slot]! -= 1
  state.node[last] = -1
  state.place[last] = state.place[last + 1]!
  state.late[last] = state.late[last + 1]!
  road.refresh(state, lane)
}
