import { Kind, type Model } from '../../model/model.ts'

/** Limits that only the whole lane can tell: the load on the way, and how far and how long it travels. */
export function keepsLimits(model: Model, lane: number, nodes: Int32Array, count: number): boolean {
  return keepsLoad(model, lane, nodes, count) && keepsTravel(model, lane, nodes, count)
}

function keepsLoad(model: Model, lane: number, nodes: Int32Array, count: number): boolean {
  const { dimensions, capacity, delivery, pickup, kind, tasks, lane: lanes } = model
  for (let d = 0; d < dimensions; d++) {
    const most = capacity[lane * dimensions + d]!
    let load = 0
    for (let k = 0; k < count; k++) {
      if (nodes[k]! < tasks && kind[nodes[k]!] !== Kind.delivery) load += delivery[nodes[k]! * dimensions + d]!
    }
    if (load > most) return false
    for (let k = 0; k < count; k++) {
      const node = nodes[k]!
      if (node < tasks) load += pickup[node * dimensions + d]! - delivery[node * dimensions + d]!
      const allowed = kind[node] === Kind.break ? lanes.breakLoad[(node - tasks) * dimensions + d]! : most
      if (load > most || load > allowed) return false
    }
  }
  return true
}

function keepsTravel(model: Model, lane: number, nodes: Int32Array, count: number): boolean {
  const { places, lane: lanes } = model
  if (!lanes.limited) return true
  const { time, distance } = model.travel[model.travelOf[lane]!]!
  let place = lanes.start[lane]!
  let seconds = 0
  let metres = 0
  for (let k = 0; k <= count; k++) {
    if (k < count && model.kind[nodes[k]!] === Kind.break) continue
    const to = k < count ? model.place[nodes[k]!]! : lanes.end[lane]!
    seconds += time[place * places + to]!
    if (distance) metres += distance[place * places + to]!
    place = to
  }
  return seconds <= lanes.maxTravel[lane]! && metres <= lanes.maxDistance[lane]!
}
