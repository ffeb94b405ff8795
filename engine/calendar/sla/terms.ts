import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Calendar } from '../calendar.ts'
import { readCalendar } from '../stored/compiled.ts'
import { reckon, type SlaClock } from './clock.ts'
import { holdOpenClocks } from './clock-store.ts'
import { changeClocks, theClock } from './move-clocks.ts'
import { saveClocks } from './save-clocks.ts'

/** Terms of a promise that change; what is absent stays. */
export interface NewTerms {
  readonly targetSeconds?: number | undefined
  readonly calendarId?: string | undefined
  readonly warnShare?: number | undefined
}

/** Reads the same history under new terms: the start and every pause stay. A stopped clock keeps its old terms. */
export async function changeTargets(
  tx: Tx,
  context: Context,
  subject: string,
  terms: ReadonlyMap<string, NewTerms>,
): Promise<SlaClock[]> {
  const others = await otherCalendars(tx, context, terms)
  return changeClocks(tx, context, subject, (held, calendar) => {
    const changed = terms.get(held.metric)
    if (!changed || held.stoppedAt !== null) return held
    const { targetSeconds = held.targetSeconds, calendarId = held.calendarId, warnShare = held.warnShare } = changed
    return reckon({ ...held, targetSeconds, calendarId, warnShare }, others.get(calendarId) ?? calendar)
  })
}

export async function changeTarget(
  tx: Tx,
  context: Context,
  subject: string,
  metric: string,
  terms: NewTerms,
): Promise<SlaClock> {
  return theClock(await changeTargets(tx, context, subject, new Map([[metric, terms]])), subject, metric)
}

/** Reckons every clock that has not stopped anew, after hours or holidays changed. Answers those that moved. */
export async function recomputeForCalendar(tx: Tx, context: Context, calendarId: string): Promise<SlaClock[]> {
  const { calendar } = await readCalendar(tx, context, calendarId)
  const held = await holdOpenClocks(tx, context, calendarId)
  const reckoned = held.map((each) => reckon(each, calendar))
  const now = await saveClocks(tx, context, held, reckoned)
  return now.filter(({ version }, i) => version !== held[i]!.version)
}

/** Calendars that clocks change over to, locked against change: theirs would not find these clocks yet. */
async function otherCalendars(
  tx: Tx,
  context: Context,
  terms: ReadonlyMap<string, NewTerms>,
): Promise<Map<string, Calendar>> {
  const ids = new Set([...terms.values()].flatMap(({ calendarId }) => calendarId ?? []))
  const calendars = new Map<string, Calendar>()
  for (const id of ids) {
    await tx.run(sql`select from engine.calendar where tenant_id = ${context.tenantId} and id = ${id} for share`)
    calendars.set(id, (await readCalendar(tx, context, id)).calendar)
  }
  return calendars
}
