/** A mean and a variance that forget; plain numbers, so that they are saved as they are. */
export interface Moments {
  rows: number
  mean: number
  variance: number
}

export function newMoments(): Moments {
  return { rows: 0, mean: 0, variance: 0 }
}

/** Takes one value in. The first rows count alike, later ones fade with a memory of so many rows. */
export function learn(moments: Moments, value: number, memoryRows: number): void {
  moments.rows++
  const share = Math.max(1 / memoryRows, 1 / moments.rows)
  const step = value - moments.mean
  moments.mean += share * step
  moments.variance = (1 - share) * (moments.variance + share * step * step)
}

/** The same, but a value further out than `limit` deviations pulls no harder than one at the limit. */
export function learnRobustly(moments: Moments, value: number, memoryRows: number, limit: number): void {
  const reach = limit * Math.sqrt(moments.variance)
  const isSettled = moments.rows > 20 && reach > 0
  learn(moments, isSettled ? moments.mean + clip(value - moments.mean, reach) : value, memoryRows)
}

/** How many deviations a value lies from the mean; `floor` is the least deviation that is believed. */
export function deviations(moments: Moments, value: number, floor: number): number {
  return moments.rows < 2 ? 0 : (value - moments.mean) / Math.hypot(Math.sqrt(moments.variance), floor)
}

export function clip(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value))
}
