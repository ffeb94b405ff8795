import type { Travel } from './model.ts'

/**
 * The nearest tasks of every task, by the mean cost of both directions, nearest first.
 * Selected before sorted: with thousands of tasks, sorting whole rows would take seconds.
 */
export function nearestTasks(place: Int32Array, tasks: number, places: number, { cost, costTo }: Travel, most: number) {
  const count = Math.min(tasks - 1, most)
  const near = new Int32Array(tasks * Math.max(0, count))
  const keys = new Float64Array(tasks)
  for (let task = 0; task < tasks; task++) {
    const base = place[task]! * places
    for (let other = 0; other < tasks; other++) {
      const far = other === task ? Infinity : cost[base + place[other]!]! + costTo[base + place[other]!]!
      keys[other] = far * tasks + other
    }
    selectSmallest(keys, count)
    const nearest = keys.subarray(0, count).sort()
    for (let k = 0; k < count; k++) near[task * count + k] = nearest[k]! % tasks
  }
  return { near, nearCount: Math.max(0, count) }
}

/** Moves the `count` smallest keys to the front (Hoare's selection). */
function selectSmallest(keys: Float64Array, count: number): void {
  let low = 0
  let high = keys.length - 1
  while (low < high) {
    const pivot = keys[(low + high) >> 1]!
    let i = low
    let j = high
    while (i <= j) {
      while (keys[i]! < pivot) i += 1
      while (keys[j]! > pivot) j -= 1
      if (i > j) break
      const swap = keys[i]!
      keys[i] = keys[j]!
      keys[j] = swap
      i += 1
      j -= 1
    }
    if (count <= j) high = j
    else if (count > i) low = i
    else return
  }
}
