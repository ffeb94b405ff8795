import { clock, newId, type Context } from '#engine/kernel'
import { emit, type EventType } from '#engine/events'
import type { Tx } from '#engine/store'
import type { Calendar } from '../calendar.ts'
import { slaBreached } from '../events.ts'
import type { SlaEvent } from '../sla-clock.ts'
import { calendarsAt, readCalendar, recallCalendar, type CompiledCalendar } from '../stored/compiled.ts'
import { storedCalendarRefusals } from '../stored/refusals.ts'
import { moved, reckon, instantText, type ClockMove, type HeldClock, type SlaClock } from './clock.ts'
import { clocksOf, holdClocksOf, holdOpenClocks, insertClocks, updateClocks, versionsFor } from './clock-store.ts'

/**
 * What a domain does with clocks, inside the transaction of its own change. A clock that turns out to be breached is
 * told of at once, in the same transaction; what only time brings is told by the watch.
 */

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
    started.push(...(await save(tx, context, fresh, await toldOfBreaches(tx, context, fresh))))
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

/** Locks the clocks of a subject and moves each as `movesOf` says, in order. Answers them all, as they are now. */
export async function moveClocks(
  tx: Tx,
  context: Context,
  subject: string,
  movesOf: (held: SlaClock) => readonly ClockMove[],
  at: number = clock.ms(),
): Promise<SlaClock[]> {
  return changeClocks(tx, context, [subject], (held, calendar) =>
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
  const ids = [...terms.values()].flatMap(({ calendarId }) => calendarId ?? [])
  const others = new Map<string, Calendar>()
  for (const id of new Set(ids)) others.set(id, (await readCalendar(tx, context, id)).calendar)
  return changeClocks(tx, context, [subject], (held, calendar) => {
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
  const now = await save(tx, context, held, await toldOfBreaches(tx, context, reckoned))
  return now.filter(({ version }, i) => version !== held[i]!.version)
}

async function changeClocks(
  tx: Tx,
  context: Context,
  subjects: readonly string[],
  change: (held: HeldClock, calendar: Calendar) => HeldClock,
): Promise<SlaClock[]> {
  // Versions are read after the locks were taken: an earlier look could miss the change that the locks waited for.
  const [held, versions] = await Promise.all([holdClocksOf(tx, context, subjects), versionsFor(tx, context, subjects)])
  const calendars = await calendarsAt(tx, context, versions)
  const next = held.map((each) => change(each, calendars.get(each.calendarId)!))
  return save(tx, context, held, await toldOfBreaches(tx, context, next))
}

/** Writes those that differ; answers all of them, as they are now. */
async function save(
  tx: Tx,
  context: Context,
  held: readonly HeldClock[],
  next: readonly HeldClock[],
): Promise<HeldClock[]> {
  const now = next.map((each, i) => (isSame(each, held[i]!) ? each : { ...each, version: each.version + 1 }))
  await updateClocks(
    tx,
    context,
    now.filter(({ version }, i) => version !== held[i]!.version),
  )
  return now
}

function isSame(a: HeldClock, b: HeldClock): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
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

function theClock(clocks: readonly SlaClock[], subject: string, metric: string): SlaClock {
  const found = clocks.find((each) => each.metric === metric)
  if (!found) throw storedCalendarRefusals.clockNotFound({ subject, metric })
  return found
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
