import { dueAt, elapsedSeconds, warnAt } from './business-time.ts'
import type { Calendar } from './calendar.ts'
import type { Pause } from './pauses.ts'
import { calendarRefusals } from './refusals.ts'

/**
 * The clock of one service-level target. What happened is a list of events that never changes; where the
 * clock stands follows from the events, the terms and the present instant. So a change of calendar,
 * holidays or target is nothing but reading the same events under new terms: the start and every pause
 * stay as they were, and only what they mean in business time is worked out anew.
 */
export type SlaEventKind = 'started' | 'paused' | 'resumed' | 'stopped' | 'reopened'

export interface SlaEvent {
  readonly kind: SlaEventKind
  /** Epoch milliseconds. */
  readonly at: number
}

/** What was promised: so much business time of a calendar, with a warning before it ends. */
export interface SlaTerms {
  readonly calendar: Calendar
  readonly targetSeconds: number
  readonly warnBeforeSeconds?: number
}

export interface SlaStanding {
  readonly state: 'running' | 'paused' | 'stopped'
  /** Business seconds used, pauses left out. */
  readonly usedSeconds: number
  /** Negative once the target is missed. */
  readonly remainingSeconds: number
  /** For a paused clock: the due instant if it resumed now. */
  readonly dueAt: number
  readonly warnAt?: number
  /** Past its warning, whether or not it is breached too. */
  readonly warned: boolean
  /**
   * A running clock is breached from the due instant on; a stop at that very instant is still in time.
   * A pause that begins later does not mend it.
   */
  readonly breached: boolean
}

const FOLLOWERS: Readonly<Record<SlaEventKind, readonly SlaEventKind[]>> = {
  started: ['paused', 'stopped'],
  paused: ['resumed', 'stopped'],
  resumed: ['paused', 'stopped'],
  stopped: ['reopened'],
  reopened: ['paused', 'stopped'],
}

/** The events with one more. Refuses `engine.sla-event-out-of-order`: wrong turn, or earlier than the last. */
export function appendSlaEvent(events: readonly SlaEvent[], event: SlaEvent): SlaEvent[] {
  const last = events.at(-1)
  const follows = last ? FOLLOWERS[last.kind].includes(event.kind) && event.at >= last.at : event.kind === 'started'
  if (!follows) throw calendarRefusals.slaEventOutOfOrder({ event: event.kind, after: last?.kind ?? 'nothing' })
  return [...events, event]
}

/** Where the clock stands at `now` under these terms. The events are those of `appendSlaEvent`. */
export function slaStanding(terms: SlaTerms, events: readonly SlaEvent[], now: number): SlaStanding {
  const { calendar, targetSeconds, warnBeforeSeconds } = terms
  const start = events[0]!.at
  const last = events.at(-1)!
  const seenAt = last.kind === 'stopped' ? last.at : now
  const pauses = slaPauses(events, seenAt)
  const usedSeconds = elapsedSeconds(calendar, start, seenAt, pauses)
  const due = dueAt(calendar, start, targetSeconds, pauses)
  const warning =
    warnBeforeSeconds === undefined ? undefined : warnAt(calendar, start, targetSeconds, warnBeforeSeconds, pauses)
  return {
    state: stateAfter(last.kind),
    usedSeconds,
    remainingSeconds: targetSeconds - usedSeconds,
    dueAt: due,
    ...(warning === undefined ? {} : { warnAt: warning }),
    warned: warning !== undefined && seenAt >= warning,
    breached: last.kind === 'stopped' ? seenAt > due : seenAt >= due,
  }
}

/** The pauses of a clock; one that is still open ends at `now`. Stopped time counts as paused once reopened. */
export function slaPauses(events: readonly SlaEvent[], now: number): Pause[] {
  const pauses: Pause[] = []
  for (const [i, { kind, at }] of events.entries()) {
    if (kind !== 'paused' && kind !== 'stopped') continue
    pauses.push([at, Math.max(at, events[i + 1]?.at ?? now)])
  }
  return pauses
}

function stateAfter(kind: SlaEventKind): SlaStanding['state'] {
  if (kind === 'stopped' || kind === 'paused') return kind
  return 'running'
}
