import {
  LONG_MEMORY_ROWS,
  newEvidence,
  newStretchEvidence,
  weigh,
  weighStretch,
  type Evidence,
  type StretchEvidence,
} from './evidence.ts'
import { habitualValue, learnHabit, newHabit, unusualPart, type Habit } from './habit.ts'
import { clip, deviations, learn, learnRobustly, newMoments, type Moments } from './moments.ts'
import { meanOf, medianOf, newRolling, push, type Rolling } from './rolling.ts'

/**
 * The ways in which a row is looked at. Each answers how rare what it sees has been in this series:
 *
 *   surprise   the row is far from everything that could be expected of it
 *   shift      the last rows lie together on one side of the series' body
 *   off habit  the last rows lie together off what is usual at this time of the day
 *   unrest     the last rows differ more, or less, than they usually do
 */
export interface Views {
  lowest: number
  highest: number
  /** The level of the last ten rows or so. */
  level: number
  readonly recent: Rolling
  readonly habit: Habit
  /** The errors of the last hundred rows or so. */
  readonly lately: Moments
  readonly body: Moments
  readonly unusual: Moments
  readonly surprise: Evidence
  readonly shift: StretchEvidence
  readonly offHabit: StretchEvidence
  readonly unrest: StretchEvidence
}

/** The rarities of one row in the order above. */
export type Rarities = readonly [surprise: number, shift: number, offHabit: number, unrest: number]

const LEVEL_SHARE = 0.1
const LATELY_ROWS = 100
const BODY_LIMIT = 3
const HABIT_LIMIT = 6
/** Deviations below a thousandth of the range ever seen are not believed. */
const GRAIN = 1e-3
const SHIFT_ROWS = 6
const HABIT_ROWS = 12
const UNREST_ROWS = 5

export function newViews(): Views {
  return {
    lowest: 0,
    highest: 0,
    level: 0,
    recent: newRolling(5),
    habit: newHabit(),
    lately: newMoments(),
    body: newMoments(),
    unusual: newMoments(),
    surprise: newEvidence(),
    shift: newStretchEvidence(SHIFT_ROWS),
    offHabit: newStretchEvidence(HABIT_ROWS),
    unrest: newStretchEvidence(UNREST_ROWS),
  }
}

/** Looks at one row and takes it in. */
export function look(views: Views, seconds: number, value: number): Rarities {
  views.lowest = Math.min(views.lowest, value)
  views.highest = Math.max(views.highest, value)
  // The unit is the first change ever seen, so that a range below 1 means that nothing changed yet.
  const floor = GRAIN * Math.max(1, views.highest - views.lowest)

  const error = leastError(views, seconds, value)
  const scale = Math.hypot(Math.sqrt(views.lately.variance), floor)
  const unusual = unusualPart(views.habit, seconds, value)
  const inBody = clip(deviations(views.body, value, floor), BODY_LIMIT)
  const offHabit = clip(deviations(views.unusual, unusual, floor), HABIT_LIMIT)
  const rarities: Rarities = [
    weigh(views.surprise, error / scale),
    weighStretch(views.shift, inBody, meanOf, 0.02),
    weighStretch(views.offHabit, offHabit, meanOf, 0.02),
    weighStretch(views.unrest, value, (stretch) => Math.log(spreadOf(stretch) + floor), 0.1),
  ]
  takeIn(views, seconds, value, error, unusual)
  return rarities
}

/** The distance to the nearest of what could be expected: the level, the habit, the middle of the last rows. */
function leastError(views: Views, seconds: number, value: number): number {
  let error = value - views.level
  const habitual = habitualValue(views.habit, seconds)
  if (habitual !== undefined && Math.abs(value - habitual) < Math.abs(error)) error = value - habitual
  if (views.recent.values.length < views.recent.size) return error
  const middle = medianOf(views.recent)
  return Math.abs(value - middle) < Math.abs(error) ? value - middle : error
}

function takeIn(views: Views, seconds: number, value: number, error: number, unusual: number): void {
  learn(views.lately, error, LATELY_ROWS)
  learnRobustly(views.body, value, LONG_MEMORY_ROWS, BODY_LIMIT)
  learnRobustly(views.unusual, unusual, LONG_MEMORY_ROWS, BODY_LIMIT)
  learnHabit(views.habit, seconds, value)
  push(views.recent, value)
  views.level += Math.max(LEVEL_SHARE, 1 / views.body.rows) * (value - views.level)
}

function spreadOf(stretch: Rolling): number {
  const mean = meanOf(stretch)
  let squares = 0
  for (const value of stretch.values) squares += (value - mean) ** 2
  return Math.sqrt(squares / stretch.values.length)
}
