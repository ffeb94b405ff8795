import { clock, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { Calendar } from '../calendar.ts'
import { calendarsAt } from '../stored/compiled.ts'
import { storedCalendarRefusals } from '../stored/refusals.ts'
import { moved, type ClockMove, type HeldClock, type SlaClock } from './clock.ts'
import { holdClocksOf, versionsFor } from './clock-store.ts'
import { saveClocks } from './save-clocks.ts'

/** Locks the clocks of a subject and moves each as `movesOf` says, in order. Answers them all, as they are now. */
export async function moveClocks(
  tx: Tx,
  context: Context,
  subject: string,
  movesOf: (held: SlaClock) => readonly ClockMove[],
  at: number = clock.ms(),
): Promise<SlaClock[]> {
  return changeClocks(tx, context, subject, (held, calendar) =>
    movesOf(held).reduce((now, move) => moved(now, move, calendar, at), held),
  )
}

export function pauseClock(tx: Tx, context: Context, subject: string, metric: string): Promise<SlaClock> {
  return moveOne(tx, context, subject, metric, 'pause')
}

export function resumeClock(tx: Tx, context: Context, subject: string, metric: string): Promise<SlaClock> {
  return moveOne(tx, context, subject, metric, 'resume')
}

/** The promise is fulfilled, in time (`met`) or late (`breached`). `at` is for work that was done offline; epoch milliseconds. */
export function stopClock(tx: Tx, context: Context, subject: string, metric: string, at?: number): Promise<SlaClock> {
  return moveOne(tx, context, subject, metric, 'stop', at)
}

export function reopenClock(tx: Tx, context: Context, subject: string, metric: string): Promise<SlaClock> {
  return moveOne(tx, context, subject, metric, 'reopen')
}

/** The promise is void: neither kept nor broken, unless it was broken before. */
export function cancelClock(tx: Tx, context: Context, subject: string, metric: string): Promise<SlaClock> {
  return moveOne(tx, context, subject, metric, 'cancel')
}

/** Locks the clocks of a subject and changes each. */
export async function changeClocks(
  tx: Tx,
  context: Context,
  subject: string,
  change: (held: HeldClock, calendar: Calendar) => HeldClock,
): Promise<SlaClock[]> {
  // Versions are read after the locks were taken: an earlier look could miss the change that the locks waited for.
  const [held, versions] = await Promise.all([holdClocksOf(tx, context, subject), versionsFor(tx, context, subject)])
  const calendars = await calendarsAt(tx, context, versions)
  const next = held.map((each) => change(each, calendars.get(each.calendarId)!))
  return saveClocks(tx, context, held, next)
}

async function moveOne(
  tx: Tx,
  context: Context,
  subject: string,
  metric: string,
  move: ClockMove,
  at?: number,
): Promise<SlaClock> {
  const clocks = await moveClocks(tx, context, subject, (held) => (held.metric === metric ? [move] : []), at)
  return theClock(clocks, subject, metric)
}

/** Refuses `engine.clock-not-found`. */
export function theClock(clocks: readonly SlaClock[], subject: string, metric: string): SlaClock {
  const found = clocks.find((each) => each.metric === metric)
  if (!found) throw storedCalendarRefusals.clockNotFound({ subject, metric })
  return found
}
