/**
 * What a series usually does at this time of the day, on working days and at weekends, in half-hour
 * slots; and how far it lies above or below that at present. Learned from the timestamps alone, at
 * whatever interval they come.
 */
export interface Habit {
  readonly usual: number[]
  readonly rows: number[]
  /** How far the series lies above its habit at present. */
  offset: number
}

const SLOT_SECONDS = 1800
const SLOTS = 86_400 / SLOT_SECONDS
const TRUSTED_AFTER_ROWS = 3
const MEMORY_ROWS = 20
const OFFSET_SHARE = 0.3

export function newHabit(): Habit {
  return {
    usual: Array.from({ length: 2 * SLOTS }, () => 0),
    rows: Array.from({ length: 2 * SLOTS }, () => 0),
    offset: 0,
  }
}

/** The value that habit and present offset let expect; undefined while this time of the day is unknown. */
export function habitualValue(habit: Habit, seconds: number): number | undefined {
  const slot = knownSlot(habit, seconds)
  return slot === undefined ? undefined : habit.usual[slot]! + habit.offset
}

/** How far a value lies from what is usual at this time of the day; 0 while that is unknown. */
export function unusualPart(habit: Habit, seconds: number, value: number): number {
  const slot = knownSlot(habit, seconds)
  return slot === undefined ? 0 : value - habit.usual[slot]!
}

export function learnHabit(habit: Habit, seconds: number, value: number): void {
  const slot = slotAt(seconds)
  const excess = value - habit.usual[slot]!
  if (habit.rows[slot]! > TRUSTED_AFTER_ROWS) habit.offset += OFFSET_SHARE * (excess - habit.offset)
  habit.rows[slot]!++
  habit.usual[slot]! += excess / Math.min(habit.rows[slot]!, MEMORY_ROWS)
}

/** The first weekend is expected to be like the working days before it. */
function knownSlot(habit: Habit, seconds: number): number | undefined {
  const slot = slotAt(seconds)
  return [slot, (slot + SLOTS) % (2 * SLOTS)].find((known) => habit.rows[known]! > TRUSTED_AFTER_ROWS)
}

function slotAt(seconds: number): number {
  const days = Math.floor(seconds / 86_400)
  const slot = Math.floor((seconds - days * 86_400) / SLOT_SECONDS)
  // 1 January 1970 was a Thursday.
  const isWeekend = (((days + 3) % 7) + 7) % 7 >= 5
  return isWeekend ? SLOTS + slot : slot
}
