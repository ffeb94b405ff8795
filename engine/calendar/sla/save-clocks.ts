import { clock, type Context } from '#engine/kernel'
import { emit, type EventType } from '#engine/events'
import type { Tx } from '#engine/store'
import { slaBreached } from '../events.ts'
import type { HeldClock, SlaClock } from './clock.ts'
import { updateClocks } from './clock-store.ts'

/**
 * Writes the clocks that differ from what was held, and tells at once of those that turn out to be breached;
 * answers all of them, as they are now.
 */
export async function saveClocks(
  tx: Tx,
  context: Context,
  held: readonly HeldClock[],
  next: readonly HeldClock[],
): Promise<HeldClock[]> {
  const told = await toldOfBreaches(tx, context, next)
  const now = told.map((each, i) => (isSame(each, held[i]!) ? each : { ...each, version: each.version + 1 }))
  const changed = now.filter(({ version }, i) => version !== held[i]!.version)
  await updateClocks(tx, context, changed)
  return now
}

function isSame(a: HeldClock, b: HeldClock): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

/** Tells of each breach that nobody was told of yet, and notes that it was told. */
async function toldOfBreaches(tx: Tx, context: Context, clocks: readonly HeldClock[]): Promise<HeldClock[]> {
  const now = clock.iso()
  const isNew = ({ state, breachedAt }: HeldClock): boolean => state === 'breached' && breachedAt === null
  await Promise.all(clocks.filter(isNew).map((held) => tellClock(tx, context, slaBreached, held)))
  return clocks.map((held) => (isNew(held) ? { ...held, breachedAt: now } : held))
}

export function tellClock(
  tx: Tx,
  context: Context,
  event: EventType<{ clockId: string; subject: string; metric: string; targetSeconds: number; dueAt: string }>,
  {
    id,
    subject,
    metric,
    targetSeconds,
    dueAt,
  }: Pick<SlaClock, 'id' | 'subject' | 'metric' | 'targetSeconds' | 'dueAt'>,
): Promise<void> {
  return emit(tx, context, event, { clockId: id, subject, metric, targetSeconds, dueAt })
}
