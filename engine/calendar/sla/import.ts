import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { SlaEvent } from '../sla-clock.ts'
import { readCalendar, type CompiledCalendar } from '../stored/compiled.ts'
import type { HeldClock, SlaClock } from './clock.ts'
import { insertClocks } from './clock-store.ts'
import { clockFrom, type StartClock } from './start-clocks.ts'

/** A clock with its past, from another system or a demonstration. */
export interface ImportedClock extends StartClock {
  readonly startedAt: string
  /** What happened after the start, in order; instants in epoch milliseconds. */
  readonly later: readonly SlaEvent[]
}

/** Writes clocks with their past in one statement. What is over tells nobody; what still runs will be told. */
export async function importClocks(tx: Tx, context: Context, list: readonly ImportedClock[]): Promise<SlaClock[]> {
  const calendars = new Map<string | undefined, CompiledCalendar>()
  for (const id of new Set(list.map(({ calendarId }) => calendarId))) {
    calendars.set(id, await readCalendar(tx, context, id))
  }
  const clocks = list.map((each) => told(clockFrom(each, calendars.get(each.calendarId)!, each.later)))
  const versions = new Map([...calendars.values()].map(({ id, version }) => [id, version]))
  const written = await insertClocks(tx, context, clocks, versions)
  return clocks.filter(({ id }) => written.has(id))
}

function told(held: HeldClock): HeldClock {
  return held.state === 'breached' ? { ...held, breachedAt: held.dueAt } : held
}
