import type { Dice } from './dice.ts'
import type { Removal } from './removal.ts'
import type { State } from './state.ts'

/**
 * Slack induction by string removals (Christiaens and Vanden Berghe 2020): around a random task, each of a few
 * neighbouring lanes loses a string of consecutive tasks, so that the lanes gain room in one place and at one time.
 */
const AVERAGE_REMOVED = 15
const STRING_MAX = 20
const SPLIT_PROBABILITY = 0.5
const SPLIT_GROWTH = 0.01

export function ruinStrings(state: State, removal: Removal, dice: Dice, seed: number): void {
  const { near, nearCount } = state.model
  const longest = Math.min(STRING_MAX, removal.averageLength)
  const strings = Math.floor(1 + dice.next() * ((4 * AVERAGE_REMOVED) / (1 + longest) - 1))
  let ruined = 0
  for (let k = -1; k < nearCount && ruined < strings; k++) {
    const task = k < 0 ? seed : near[seed * nearCount + k]!
    const lane = state.laneOf[task]!
    if (lane < 0 || state.isTouched(lane) || removal.isFixed(task)) continue
    removeString(state, removal, dice, task, lane, longest)
    ruined += 1
  }
}

function removeString(state: State, removal: Removal, dice: Dice, task: number, lane: number, longest: number): void {
  const count = state.lengthOf(lane)
  const longestHere = Math.min(count, longest)
  const length = Math.floor(1 + dice.next() * longestHere)
  const spared = length < count && length > 1 && dice.next() < SPLIT_PROBABILITY ? spare(dice, count - length) : 0
  const span = length + spared
  const at = state.positionOf(task)
  const earliest = Math.max(1, at - span + 1)
  const latest = Math.min(at, count - span + 1)
  const first = earliest + dice.below(latest - earliest + 1)
  const sparedFrom = spared > 0 ? first + 1 + dice.below(length - 1) : first + span
  const row = state.rowOf(lane)
  for (let k = first; k < first + span; k++) {
    if (k < sparedFrom || k >= sparedFrom + spared) removal.take(state.node[row + k]!)
  }
}

function spare(dice: Dice, most: number): number {
  let spared = 1
  while (spared < most && dice.next() < SPLIT_GROWTH) spared += 1
  return spared
}

/** Empties one lane, or as much of it as can be healed at once: the way to need one lane less. */
export function ruinLane(state: State, removal: Removal, dice: Dice): void {
  const seed = dice.below(state.model.tasks)
  const lane = state.laneOf[seed]!
  if (lane < 0) return
  const row = state.rowOf(lane)
  for (let k = row + state.lengthOf(lane); k > row; k--) removal.take(state.node[k]!)
}
