import { clock } from '#engine/kernel'
import type { Calendar } from '../calendar.ts'
import { appendSlaEvent, slaStanding, type SlaEvent, type SlaEventKind } from '../sla-clock.ts'

export type ClockState = 'running' | 'paused' | 'met' | 'breached' | 'cancelled'

/** A stored clock: one promise (`metric`) to one subject (`incident:<id>`). Instants are RFC 3339 texts in UTC. */
export interface SlaClock {
  readonly id: string
  readonly subject: string
  readonly metric: string
  readonly calendarId: string
  /** Business seconds. */
  readonly targetSeconds: number
  readonly warnShare: number
  /** A breached clock that was not stopped goes on: `stoppedAt` is null. */
  readonly state: ClockState
  readonly startedAt: string
  /** While paused: as if it went on at the moment of the pause. */
  readonly dueAt: string
  readonly warnAt: string
  readonly pausedAt: string | null
  readonly stoppedAt: string | null
  /** Business seconds, once it has stopped. */
  readonly usedSeconds: number | null
  /** When the warning and the breach were told; null when they were not, or no longer hold. */
  readonly warnedAt: string | null
  readonly breachedAt: string | null
  readonly version: number
}

/** A clock that this transaction has locked and may change. */
export interface HeldClock extends SlaClock {
  readonly history: readonly SlaEvent[]
  readonly wakeAt: string | null
}

export type ClockMove = 'pause' | 'resume' | 'stop' | 'reopen' | 'cancel'

const EVENT_OF: Readonly<Record<Exclude<ClockMove, 'cancel'>, SlaEventKind>> = {
  pause: 'paused',
  resume: 'resumed',
  stop: 'stopped',
  reopen: 'reopened',
}

/** From which last event a move leads on; from any other it changes nothing. */
const FOLLOWS: Readonly<Record<Exclude<ClockMove, 'cancel'>, readonly SlaEventKind[]>> = {
  pause: ['started', 'resumed', 'reopened'],
  resume: ['paused'],
  stop: ['started', 'resumed', 'reopened', 'paused'],
  reopen: ['stopped'],
}

/** The clock after `move`; the same clock when it was there already. An instant before the last event counts as that. */
export function moved(held: HeldClock, move: ClockMove, calendar: Calendar, at: number): HeldClock {
  if (held.state === 'cancelled') return held
  if (move === 'cancel') return cancelled(held, calendar, at)
  const last = held.history.at(-1)!
  if (!FOLLOWS[move].includes(last.kind)) return held
  const history = appendSlaEvent(held.history, { kind: EVENT_OF[move], at: Math.max(at, last.at) })
  return reckon({ ...held, history }, calendar)
}

/** The same history under the present calendar and target. */
export function reckon(held: HeldClock, calendar: Calendar): HeldClock {
  const { history, targetSeconds, warnShare } = held
  const last = history.at(-1)!
  const isRunning = last.kind !== 'paused' && last.kind !== 'stopped'
  const terms = { calendar, targetSeconds, warnBeforeSeconds: targetSeconds * (1 - warnShare) }
  const standing = slaStanding(terms, history, isRunning ? clock.ms() : last.at)
  const next = {
    ...held,
    state: stateOf(last.kind, standing.breached),
    dueAt: instantText(standing.dueAt),
    warnAt: instantText(standing.warnAt!),
    pausedAt: last.kind === 'paused' ? instantText(last.at) : null,
    stoppedAt: last.kind === 'stopped' ? instantText(last.at) : null,
    usedSeconds: last.kind === 'stopped' ? standing.usedSeconds : null,
    warnedAt: standing.warned ? held.warnedAt : null,
    breachedAt: standing.breached ? held.breachedAt : null,
  }
  return { ...next, wakeAt: wakeAtOf(next) }
}

function stateOf(last: SlaEventKind, breached: boolean): ClockState {
  if (breached) return 'breached'
  if (last === 'stopped') return 'met'
  return last === 'paused' ? 'paused' : 'running'
}

/** When the watch has to look: at the warning, then at the due instant; it need not look at a clock that stands. */
function wakeAtOf({ state, warnedAt, warnAt, dueAt }: Omit<HeldClock, 'wakeAt'>): string | null {
  if (state !== 'running') return null
  return warnedAt === null && warnAt < dueAt ? warnAt : dueAt
}

/** A promise that was broken before stays broken: its clock just stops. */
function cancelled(held: HeldClock, calendar: Calendar, at: number): HeldClock {
  if (held.stoppedAt !== null) return held
  if (reckon(held, calendar).state === 'breached') return moved(held, 'stop', calendar, at)
  return { ...held, state: 'cancelled', stoppedAt: instantText(at), pausedAt: null, wakeAt: null }
}

export function instantText(ms: number): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toString({ fractionalSecondDigits: 3 })
}
