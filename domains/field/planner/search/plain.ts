import type { State } from './state.ts'
import type { Positions } from './positions.ts'
import type { Road } from './road.ts'

/**
 * The fast road: single hard windows, one-way loads, nothing that depends on when a visit begins.
 * Whether a task fits between two others is then one comparison on each side (forward slack, Savelsbergh 1992),
 * and this file is where the planner spends most of its time.
 */

/** The cheapest feasible position of a task in a lane, written to the cache of positions. */
export function scanPlain(state: State, task: number, lane: number, found: Positions): void {
  const { model, place, ready, late, leg } = state
  const slot = state.slotOf[lane]!
  const entry = task * model.lanes + lane
  const row = slot * state.stride
  const count = state.length[slot]!
  found.version[entry] = state.version[slot]!
  found.cost[entry] = Infinity
  if (count >= model.lane.maxTasks[lane]! || !fitsLoad(state, slot, lane, task)) return

  const { time, timeTo, cost, costTo } = model.travel[model.travelOf[lane]!]!
  const base = model.place[task]! * model.places
  const open = state.open[task]!
  const close = state.close[task]!
  const service = model.service[task]!
  let best = Infinity
  let at = 0
  for (let p = row, end = row + count; p <= end; p++) {
    const departure = ready[p]!
    if (departure > close) break
    const from = base + place[p]!
    const to = base + place[p + 1]!
    const detour = costTo[from]! + cost[to]! - leg[p + 1]!
    if (detour >= best) continue
    const arrival = departure + timeTo[from]!
    if (arrival > close) continue
    const begin = arrival > open ? arrival : open
    if (begin + service + time[to]! > late[p + 1]!) continue
    best = detour
    at = p + 1
  }
  if (at === 0) return
  const opening = count === 0 ? model.lane.fixedCost[lane]! : 0
  found.cost[entry] = best + opening + (model.preference ? model.preference[entry]! : 0)
  found.position[entry] = at - row
}

export function insertPlain(state: State, task: number, lane: number, position: number, cost: number): void {
  const { model, node, place, ready, late, leg, drive } = state
  const slot = state.slotOf[lane]!
  const row = slot * state.stride
  const at = row + position
  for (let k = row + state.length[slot]! + 1; k >= at; k--) {
    node[k + 1] = node[k]!
    place[k + 1] = place[k]!
    ready[k + 1] = ready[k]!
    late[k + 1] = late[k]!
    leg[k + 1] = leg[k]!
    drive[k + 1] = drive[k]!
  }
  node[at] = task
  place[at] = model.place[task]!
  state.length[slot]! += 1
  state.laneOf[task] = lane
  state.cost[slot]! += cost
  for (let d = 0; d < model.dimensions; d++) {
    state.load[slot * model.dimensions + d]! += demandOf(state, task, d)
  }
  forward(state, lane, position, position + 1)
  backward(state, lane, position, position - 1)
  state.stamp(slot)
}

/** Recomputes a lane after nodes were taken out of it; false when the rest is no longer in time. */
export function refreshPlain(state: State, lane: number): boolean {
  const { model } = state
  const slot = state.slotOf[lane]!
  const row = slot * state.stride
  const count = state.length[slot]!
  forward(state, lane, 1, count + 1)
  backward(state, lane, count, 0)
  let cost = count === 0 ? 0 : model.lane.fixedCost[lane]!
  state.load.fill(0, slot * model.dimensions, (slot + 1) * model.dimensions)
  for (let k = 1; k <= count + 1; k++) cost += state.leg[row + k]!
  for (let k = 1; k <= count; k++) {
    const task = state.node[row + k]!
    if (model.preference) cost += model.preference[task * model.lanes + lane]!
    for (let d = 0; d < model.dimensions; d++) state.load[slot * model.dimensions + d]! += demandOf(state, task, d)
  }
  state.cost[slot] = cost
  state.stamp(slot)
  return isInTime(state, row, count) && count <= model.lane.maxTasks[lane]! && isWithinLoad(state, slot, lane)
}

function isInTime(state: State, row: number, count: number): boolean {
  if (count === 0) return true
  for (let k = row + 1; k <= row + count + 1; k++) {
    if (state.ready[k - 1]! + state.drive[k]! > state.late[k]!) return false
  }
  return true
}

/** Departures from `from` on; stops after `settled` as soon as nothing changes any more. */
function forward(state: State, lane: number, from: number, settled: number): void {
  const { model, node, place, ready, leg, drive } = state
  const { time, cost } = model.travel[model.travelOf[lane]!]!
  const row = state.rowOf(lane)
  const end = row + state.lengthOf(lane) + 1
  let departure = ready[row + from - 1]!
  for (let k = row + from; k < end; k++) {
    const way = place[k - 1]! * model.places + place[k]!
    const task = node[k]!
    leg[k] = cost[way]!
    drive[k] = time[way]!
    const arrival = departure + time[way]!
    const open = state.open[task]!
    departure = (arrival > open ? arrival : open) + model.service[task]!
    if (k - row >= settled && departure === ready[k]) return
    ready[k] = departure
  }
  const way = place[end - 1]! * model.places + place[end]!
  const empty = end === row + 1
  leg[end] = empty ? 0 : cost[way]!
  drive[end] = empty ? 0 : time[way]!
}

/** Latest arrivals from `from` back to the start; stops at or before `settled` when nothing changes any more. */
function backward(state: State, lane: number, from: number, settled: number): void {
  const { model, node, late, drive } = state
  const row = state.rowOf(lane)
  let latest = late[row + from + 1]!
  for (let k = row + from; k > row; k--) {
    const task = node[k]!
    const inTime = latest - drive[k + 1]! - model.service[task]!
    const close = state.close[task]!
    latest = inTime < close ? inTime : close
    if (k - row <= settled && latest === late[k]) return
    late[k] = latest
  }
}

function isWithinLoad(state: State, slot: number, lane: number): boolean {
  const { dimensions, capacity } = state.model
  for (let d = 0; d < dimensions; d++) {
    if (state.load[slot * dimensions + d]! > capacity[lane * dimensions + d]!) return false
  }
  return true
}

function fitsLoad(state: State, slot: number, lane: number, task: number): boolean {
  const { dimensions, capacity } = state.model
  for (let d = 0; d < dimensions; d++) {
    const load = state.load[slot * dimensions + d]! + demandOf(state, task, d)
    if (load > capacity[lane * dimensions + d]!) return false
  }
  return true
}

function demandOf(state: State, task: number, dimension: number): number {
  const at = task * state.model.dimensions + dimension
  return state.model.delivery[at]! + state.model.pickup[at]!
}

export const plainRoad: Road = { scan: scanPlain, insert: insertPlain, refresh: refreshPlain }
