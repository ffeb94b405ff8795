import type { State } from '../state.ts'
import { isBreak, putBehind, schedule, takeAt } from './schedule.ts'
import type { Walk } from './walk.ts'

/**
 * Finds the breaks of a lane a better place after its visits have changed: where the lane gets home earliest.
 * Leaves the lane scheduled; false when it cannot be driven.
 */
export function settleBreaks(state: State, walk: Walk, lane: number): boolean {
  const { model } = state
  const from = model.lane.breakAt[lane]!
  const until = model.lane.breakAt[lane + 1]!
  if (from === until) return schedule(state, walk, lane)
  const before = nodesOf(state, lane)
  takeBreaks(state, lane)
  let settled = schedule(state, walk, lane)
  for (let pause = from; pause < until && settled; pause++) {
    if (state.laneOf[pause] !== -1) continue
    const gap = bestGap(state, walk, lane, pause)
    settled = gap >= 0
    if (!settled) break
    putBehind(state, lane, gap, pause)
    settled = schedule(state, walk, lane)
  }
  if (settled) return true
  writeNodes(state, lane, before)
  return schedule(state, walk, lane)
}

function takeBreaks(state: State, lane: number): void {
  const row = state.rowOf(lane)
  for (let k = state.lengthOf(lane); k > state.frozen[lane]!; k--) {
    if (isBreak(state, state.node[row + k]!)) takeAt(state, lane, k)
  }
}

function bestGap(state: State, walk: Walk, lane: number, pause: number): number {
  const row = state.rowOf(lane)
  const count = state.lengthOf(lane)
  let best = Infinity
  let chosen = -1
  walk.enter(lane)
  for (let gap = state.frozen[lane]!; gap <= count; gap++) {
    walk.resume(state, row + gap)
    let inTime = walk.step(pause)
    for (let k = gap + 1; k <= count && inTime; k++) inTime = walk.step(state.node[row + k]!)
    if (!inTime || !(state.isIdle(lane) || walk.finish(state.laneClose[lane]!))) continue
    const price = walk.arrival + walk.owed
    if (price >= best) continue
    best = price
    chosen = gap
  }
  return chosen
}

function nodesOf(state: State, lane: number): number[] {
  const row = state.rowOf(lane)
  return Array.from(state.node.subarray(row + 1, row + 1 + state.lengthOf(lane)))
}

function writeNodes(state: State, lane: number, nodes: readonly number[]): void {
  const slot = state.slotOf[lane]!
  const row = slot * state.stride
  const home = state.place[row + state.length[slot]! + 1]!
  nodes.forEach((node, k) => {
    state.node[row + 1 + k] = node
    state.laneOf[node] = lane
  })
  state.length[slot] = nodes.length
  state.node[row + nodes.length + 1] = -1
  state.place[row + nodes.length + 1] = home
}
