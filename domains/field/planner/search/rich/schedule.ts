import { Kind } from '../../model/model.ts'
import type { State } from '../state.ts'
import { PARCEL } from './ledger.ts'
import { keepsLimits } from './limits.ts'
import type { Walk } from './walk.ts'

/** Computes times, legs and cost of a lane from its nodes; false when it cannot be driven as it stands. */
export function schedule(state: State, walk: Walk, lane: number): boolean {
  const { model } = state
  const slot = state.slotOf[lane]!
  const row = slot * state.stride
  const count = state.length[slot]!
  state.stamp(slot)
  if (!walkForward(state, walk, lane, row, count)) return false
  walkBackward(state, lane, row, count)
  let cost = state.owed[row + count + 1]!
  for (let k = 1; k <= count + 1; k++) cost += state.leg[row + k]!
  state.cost[slot] = cost + costOfTasks(state, lane, slot)
  const nodes = state.node.subarray(row + 1, row + 1 + count)
  return !model.followed || keepsLimits(model, lane, nodes, count)
}

function walkForward(state: State, walk: Walk, lane: number, row: number, count: number): boolean {
  const { model } = state
  let tasks = 0
  walk.enter(lane)
  for (let k = 1; k <= count; k++) {
    const at = row + k
    const node = state.node[at]!
    const before = walk.detour
    if (!walk.step(node)) return false
    if (k === state.frozen[lane]!) walk.holdUntil(model.start.now)
    if (node < model.tasks) tasks += 1
    state.place[at] = walk.place
    state.leg[at] = walk.detour - before
    state.drive[at] = walk.way
    state.start[at] = walk.start
    state.ready[at] = walk.ready
    state.floor[at] = walk.floor
    state.owed[at] = walk.owed
  }
  const end = row + count + 1
  const before = walk.detour
  // A lane without work stays at home: it costs nothing and cannot be late.
  const home = tasks === 0 || walk.finish(state.laneClose[lane]!)
  state.leg[end] = walk.detour - before
  state.drive[end] = tasks === 0 ? 0 : walk.way
  state.owed[end] = tasks === 0 ? 0 : walk.owed
  return home
}

/**
 * Latest starts, as a bound to prune with: set-ups are left out, because they may fall away, and for a break the
 * number is the latest departure from the place before it. What passes the bound is still walked.
 */
function walkBackward(state: State, lane: number, row: number, count: number): void {
  const { model, node, late, drive } = state
  const typeBase = model.typeOf[lane]! * model.nodes
  late[row + count + 1] = state.laneClose[lane]!
  for (let at = row + count; at > row; at--) {
    const inTime = late[at + 1]! - drive[at + 1]! - model.service[typeBase + node[at]!]!
    const close = state.close[node[at]!]!
    late[at] = inTime < close ? inTime : close
  }
}

/** Fixed cost of the lane, preferences and supply; and the load where it is one-way. */
function costOfTasks(state: State, lane: number, slot: number): number {
  const { model } = state
  const row = slot * state.stride
  let cost = 0
  let tasks = 0
  state.load.fill(0, slot * model.dimensions, (slot + 1) * model.dimensions)
  for (let k = row + state.length[slot]!; k > row; k--) {
    const task = state.node[k]!
    if (task >= model.tasks) continue
    tasks += 1
    if (model.preference) cost += model.preference[task * model.lanes + lane]!
    if (model.supply) cost += costOfSupply(state, task)
    for (let d = 0; d < model.dimensions; d++) {
      const demand = task * model.dimensions + d
      state.load[slot * model.dimensions + d]! += model.delivery[demand]! + model.pickup[demand]!
    }
  }
  state.taskCount[slot] = tasks
  return tasks === 0 ? 0 : cost + model.lane.fixedCost[lane]!
}

/** The parcel's freight, or what the store charges for handing out. */
function costOfSupply({ model, ledger }: State, task: number): number {
  const supply = model.supply!
  for (let need = supply.needAt[task]!; need < supply.needAt[task + 1]!; need++) {
    const source = ledger!.sourceOf[need]!
    if (source === PARCEL) return supply.parcelCost[task]!
    if (source >= supply.vans) return supply.storeCost[source - supply.vans]!
  }
  return 0
}

/** Puts a node behind position `gap`; the lane must be scheduled afterwards. */
export function putBehind(state: State, lane: number, gap: number, node: number): void {
  const slot = state.slotOf[lane]!
  const row = slot * state.stride
  for (let at = row + state.length[slot]! + 1; at > row + gap; at--) {
    state.node[at + 1] = state.node[at]!
    state.place[at + 1] = state.place[at]!
  }
  state.node[row + gap + 1] = node
  state.length[slot]! += 1
  state.laneOf[node] = lane
}

/** Takes the node at a position out; the lane must be scheduled afterwards. */
export function takeAt(state: State, lane: number, position: number): void {
  const slot = state.slotOf[lane]!
  const row = slot * state.stride
  const end = row + state.length[slot]! + 1
  state.laneOf[state.node[row + position]!] = -1
  for (let at = row + position; at < end; at++) {
    state.node[at] = state.node[at + 1]!
    state.place[at] = state.place[at + 1]!
  }
  state.length[slot]! -= 1
}

export function isBreak(state: State, node: number): boolean {
  return state.model.kind[node] === Kind.break
}
