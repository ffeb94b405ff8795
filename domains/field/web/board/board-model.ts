import type { Board, Lane, Plan, Visit, VisitChange, VisitHold } from '../api.ts'

/**
 * What stands on the board: the published day with the draft laid over it. A bar's look is one word, so that edge,
 * fill and shape always say the same.
 */
export type Look = 'done' | 'running' | 'sure' | 'draft' | 'late'

export interface Bar {
  readonly visit: Visit
  readonly technicianId: string
  readonly startsAt: string
  readonly endsAt: string
  readonly look: Look
  /** How late it is already, in seconds; 0 when it is not. */
  readonly lateSeconds: number
  /** Parts that are fetched from a store on the way. */
  readonly pickups: readonly Pickup[]
}

export interface Pickup {
  readonly locationId: string
  readonly partCode: string
  readonly quantity: number
}

/** Whole hours of the day that the lanes show, as minutes from midnight. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** Minutes from the midnight of `day`, from an instant written in the board's zone (`2026-11-20T14:05:00+08:00`). */
export type MinuteOf = (instant: string) => number

const USUAL_SPAN: Span = { from: 8 * 60, until: 18 * 60 }
const LATE_AFTER_SECONDS = 10 * 60
const BREAK = { from: 12 * 60, until: 14 * 60, minutes: 45 } as const

export function barsOf(board: Board, plan: Plan | undefined, nowMs: number): Bar[] {
  const changes = new Map(plan?.changes.map((change) => [change.visitId, change]))
  const stores = new Set(board.locations.filter(({ kind }) => kind !== 'van').map(({ locationId }) => locationId))
  const holds = Map.groupBy(board.holds, ({ visitId }) => visitId)
  return board.visits
    .flatMap((visit) => barOf(visit, changes.get(visit.visitId), holds.get(visit.visitId) ?? [], nowMs))
    .map((bar) => ({ ...bar, pickups: bar.pickups.filter(({ locationId }) => stores.has(locationId)) }))
    .toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
}

function barOf(visit: Visit, change: VisitChange | undefined, holds: readonly VisitHold[], nowMs: number): Bar[] {
  if (change) {
    const { technicianId, startsAt, endsAt, holds: pickups } = change
    return [{ visit, technicianId, startsAt, endsAt, look: 'draft', lateSeconds: 0, pickups }]
  }
  const { technicianId } = visit
  const { startsAt, endsAt } = realTimes(visit, nowMs)
  if (technicianId === null || startsAt === null || endsAt === null) return []
  const lateSeconds = latenessOf(visit, nowMs)
  const look = lateSeconds > 0 ? 'late' : LOOKS[visit.state]
  return [{ visit, technicianId, startsAt, endsAt, look, lateSeconds, pickups: holds }]
}

/** As it was promised, until somebody is there; then as it really went, and as it is expected to go on. */
function realTimes({ startsAt, endsAt, arrivedAt, completedAt, serviceSeconds }: Visit, nowMs: number) {
  if (arrivedAt === null) return { startsAt, endsAt }
  const expectedMs = Math.max(Date.parse(arrivedAt) + serviceSeconds * 1000, nowMs)
  return { startsAt: arrivedAt, endsAt: completedAt ?? new Date(expectedMs).toISOString() }
}

const LOOKS: Readonly<Record<Visit['state'], Look>> = {
  requested: 'draft',
  planned: 'sure',
  travelling: 'running',
  on_site: 'running',
  completed: 'done',
  cancelled: 'done',
}

/** Not there although the visit should have begun, or still there although it should be over. */
export function latenessOf({ state, startsAt, endsAt }: Visit, nowMs: number): number {
  const should = state === 'planned' || state === 'travelling' ? startsAt : state === 'on_site' ? endsAt : null
  if (should === null) return 0
  const seconds = Math.round((nowMs - Date.parse(should)) / 1000)
  return seconds >= LATE_AFTER_SECONDS ? seconds : 0
}

/** What nobody has planned, by deadline; what has none comes last. */
export function backlogOf(visits: readonly Visit[]): Visit[] {
  const due = ({ dueAt }: Visit): number => (dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(dueAt))
  return visits
    .filter(({ state }) => state === 'requested')
    .toSorted((a, b) => due(a) - due(b) || b.priority - a.priority)
}

/** 08–18, and more where somebody works longer. */
/** Who is on call around the clock does not stretch the board; his visits do. */
const SHIFT_MINUTES_MAX = 14 * 60

export function spanOf(lanes: readonly Lane[], bars: readonly Bar[], minuteOf: MinuteOf): Span {
  const shifts = lanes.filter(({ startsAt, endsAt }) => minuteOf(endsAt) - minuteOf(startsAt) <= SHIFT_MINUTES_MAX)
  const ends = [...shifts, ...bars].flatMap(({ startsAt, endsAt }) => [minuteOf(startsAt), minuteOf(endsAt)])
  const within = ends.filter((minute) => minute >= 0 && minute <= 24 * 60)
  return {
    from: Math.floor(Math.min(USUAL_SPAN.from, ...within) / 60) * 60,
    until: Math.ceil(Math.max(USUAL_SPAN.until, ...within) / 60) * 60,
  }
}

/** Where a stretch of the day stands in a lane, in per cent; undefined when nothing of it is shown. */
export function placeIn(span: Span, from: number, until: number): { left: number; width: number } | undefined {
  const [start, end] = [Math.max(span.from, from), Math.min(span.until, until)]
  if (end <= start) return undefined
  const whole = span.until - span.from
  return { left: ((start - span.from) / whole) * 100, width: ((end - start) / whole) * 100 }
}

/** A visit that took a minute is still seen and pressed. */
const BAR_MINUTES_MIN = 10

export function placeOfBar({ startsAt, endsAt }: Bar, span: Span, minuteOf: MinuteOf) {
  const from = minuteOf(startsAt)
  return placeIn(span, from, Math.max(minuteOf(endsAt), from + BAR_MINUTES_MIN))
}

/** Outside of the shift, and the break where it fits: the first 45 free minutes between twelve and two. */
export function offTimes(lane: Lane, bars: readonly Bar[], span: Span, minuteOf: MinuteOf): [number, number][] {
  const [starts, ends] = [minuteOf(lane.startsAt), minuteOf(lane.endsAt)]
  let free = Math.max(starts, BREAK.from)
  for (const bar of bars) {
    const [from, until] = [minuteOf(bar.startsAt), minuteOf(bar.endsAt)]
    if (from - free >= BREAK.minutes) break
    free = Math.max(free, until)
  }
  const fits = free + BREAK.minutes <= Math.min(BREAK.until, ends)
  const pause: [number, number][] = fits && starts < BREAK.until ? [[free, free + BREAK.minutes]] : []
  return [[span.from, starts] as [number, number], ...pause, [ends, span.until] as [number, number]].filter(
    ([from, until]) => until > from,
  )
}

/** How much of a shift is given to visits, 0 to 1. */
export function loadOf(lane: Lane, bars: readonly Bar[]): { workSeconds: number; shiftSeconds: number } {
  const seconds = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): number =>
    Math.round((Date.parse(endsAt) - Date.parse(startsAt)) / 1000)
  return { workSeconds: bars.reduce((sum, bar) => sum + seconds(bar), 0), shiftSeconds: seconds(lane) }
}

/** The calendar day before or after. */
export function dayBeside(day: string, by: 1 | -1): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10)
}

/** `2026-11-20T14:05:00+08:00` on the board of 2026-11-20 → 845; yesterday is negative, tomorrow above 1440. */
export function minuteOfDay(day: string, iso: string): number {
  const days = Math.round((Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000)
  return days * 1440 + Number(iso.slice(11, 13)) * 60 + Number(iso.slice(14, 16))
}

/** The instant of a minute of the day: the inverse of `minuteOf`. */
export function instantOn(day: string, minute: number, minuteOf: MinuteOf): string {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minute * 60_000
  const ahead = minuteOf(new Date(asUtc).toISOString()) - minute
  return new Date(asUtc - ahead * 60_000).toISOString()
}
