import { clock, newId, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { SlaEvent } from '../sla-clock.ts'
import { readCalendar, recallCalendar, type CompiledCalendar } from '../stored/compiled.ts'
import { instantText, reckon, type HeldClock, type SlaClock } from './clock.ts'
import { clocksOf, insertClocks } from './clock-store.ts'
import { saveClocks } from './save-clocks.ts'

export interface StartClock {
  /** `incident:<id>` */
  readonly subject: string
  /** `first_response`; a subject has one clock of each metric. */
  readonly metric: string
  /** Business seconds. */
  readonly targetSeconds: number
  /** The tenant's default calendar when absent. */
  readonly calendarId?: string | undefined
  /** The share of the target after which to warn; 0.75 when absent. */
  readonly warnShare?: number | undefined
  /** RFC 3339; now when absent. */
  readonly startedAt?: string | undefined
}

const WARN_SHARE = 0.75
/** A calendar that is changed again between reading and writing is read again, so often. */
const ATTEMPTS_MAX = 5

/** Starts clocks in one statement; a metric that its subject has already is left as it is. */
export async function startClocks(tx: Tx, context: Context, starts: readonly StartClock[]): Promise<SlaClock[]> {
  return startPlanned(tx, context, await planClocks(tx, context, starts))
}

/** Clocks reckoned but not yet written. */
export interface ClockPlan {
  readonly starts: readonly StartClock[]
  readonly clocks: readonly HeldClock[]
  /** Of each calendar by which they were reckoned. */
  readonly versions: ReadonlyMap<string, number>
}

/**
 * Says when clocks would be due, nearly always without asking the database; `startPlanned` then writes them, in one
 * round trip with whatever else the caller writes. Should a calendar have changed meanwhile, the written ones differ.
 */
export async function planClocks(tx: Tx, context: Context, starts: readonly StartClock[]): Promise<ClockPlan> {
  return plan(starts, await calendarsFor(tx, context, starts, recallCalendar))
}

export async function startPlanned(tx: Tx, context: Context, planned: ClockPlan): Promise<SlaClock[]> {
  const started: HeldClock[] = []
  let waiting = planned
  for (let attempt = 1; waiting.clocks.length > 0 && attempt <= ATTEMPTS_MAX; attempt++) {
    const written = await insertClocks(tx, context, waiting.clocks, waiting.versions)
    const fresh = waiting.clocks.filter(({ id }) => written.has(id))
    started.push(...(await saveClocks(tx, context, fresh, fresh)))
    if (fresh.length === waiting.clocks.length) return started
    const left = await missing(tx, context, waiting.starts)
    waiting = plan(left, await calendarsFor(tx, context, left, readCalendar))
  }
  if (waiting.clocks.length > 0) throw new Error('A calendar was changed again and again while a clock was started')
  return started
}

export async function startClock(tx: Tx, context: Context, start: StartClock): Promise<SlaClock | undefined> {
  const [started] = await startClocks(tx, context, [start])
  return started
}

function plan(starts: readonly StartClock[], calendars: ReadonlyMap<string | undefined, CompiledCalendar>): ClockPlan {
  return {
    starts,
    clocks: starts.map((start) => clockFrom(start, calendars.get(start.calendarId)!)),
    versions: new Map([...calendars.values()].map(({ id, version }) => [id, version])),
  }
}

type CalendarReader = (tx: Tx, context: Context, id?: string) => Promise<CompiledCalendar>

async function calendarsFor(
  tx: Tx,
  context: Context,
  starts: readonly StartClock[],
  read: CalendarReader,
): Promise<Map<string | undefined, CompiledCalendar>> {
  const calendars = new Map<string | undefined, CompiledCalendar>()
  for (const { calendarId } of starts) {
    if (!calendars.has(calendarId)) calendars.set(calendarId, await read(tx, context, calendarId))
  }
  return calendars
}

/** A clock that nobody has written yet; `later` is what happened to it after its start. */
export function clockFrom(
  start: StartClock,
  { id: calendarId, calendar }: CompiledCalendar,
  later: readonly SlaEvent[] = [],
): HeldClock {
  const startedMs = start.startedAt === undefined ? clock.ms() : Date.parse(start.startedAt)
  const startedAt = instantText(startedMs)
  const history: SlaEvent[] = [{ kind: 'started', at: startedMs }, ...later]
  const { subject, metric, targetSeconds, warnShare = WARN_SHARE } = start
  const moments = { dueAt: startedAt, warnAt: startedAt, pausedAt: null, stoppedAt: null, usedSeconds: null }
  const told = { warnedAt: null, breachedAt: null, wakeAt: null }
  const terms = { subject, metric, calendarId, targetSeconds, warnShare }
  return reckon(
    { id: newId(), ...terms, ...moments, ...told, state: 'running', startedAt, history, version: 1 },
    calendar,
  )
}

/** Those whose subject has no such clock yet: they were reckoned with a calendar that had just changed. */
async function missing(tx: Tx, context: Context, starts: readonly StartClock[]): Promise<StartClock[]> {
  const existing = await clocksOf(
    tx,
    context,
    starts.map(({ subject }) => subject),
  )
  const known = new Set(existing.map(({ subject, metric }) => `${metric} ${subject}`))
  return starts.filter(({ subject, metric }) => !known.has(`${metric} ${subject}`))
}
