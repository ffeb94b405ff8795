/**
 * May this visit go there? A move by hand is judged by the plan's own hard rules, against the day as the dispatcher sees
 * it: everything else stays where it is. What refuses is an obstacle; what only costs trust or comfort is a warning.
 */
import type { MoveRule } from './shapes.ts'
import { drivingTime, type LonLat } from '../planner/index.ts'
import type { Lane } from '../technician/technicians.ts'
import type { Visit } from '../visit/visit.ts'
import { MOVABLE, type Day } from './day.ts'
import { storesOf } from './driving.ts'
import type { Placement } from './placements.ts'
import { BREAK, OVERTIME_SECONDS, STORE_STOP_SECONDS } from './problem.ts'
import { sourcesOf, type Source } from './sources.ts'

/** One rule and what it is about; only the facts that belong to the rule are there. */
export interface Remark {
  readonly rule: MoveRule
  /** Skills with the level that is asked for, or part codes. */
  readonly names?: readonly string[]
  /** Of the visit that is in the way. */
  readonly number?: string
  readonly needSeconds?: number
  readonly haveSeconds?: number
  readonly at?: string
  readonly until?: string
}

export interface Move {
  readonly visit: Visit
  readonly lane: Lane
  readonly startMs: number
}

export interface Judgement {
  readonly obstacles: readonly Remark[]
  readonly warnings: readonly Remark[]
  readonly holds: Source['holds']
}

/** `others` is the day without the visit that moves. */
export function judgeMove(day: Day, others: readonly Placement[], move: Move): Judgement {
  const { visit } = move
  const fixed: Remark[] = [
    ...(MOVABLE.includes(visit.state) ? [] : [{ rule: 'under_way' as const }]),
    ...(visit.locked ? [{ rule: 'locked' as const }] : []),
  ]
  if (fixed.length > 0) return { obstacles: fixed, warnings: [], holds: [] }
  const own = others.filter(({ technicianId }) => technicianId === move.lane.technicianId)
  const before = own.findLast(({ startMs }) => startMs < move.startMs)
  const after = own.find(({ startMs }) => startMs >= move.startMs)
  const leave = leaveOf(day, move, before)
  const source = sourcesOf(day, others, { ...move, from: leave.from, readyMs: leave.atMs })
  const obstacles = [
    ...timesOf(day, move),
    ...skillsOf(move),
    ...overlapsOf(move, own),
    ...wayThere(move, leave, before, source),
    ...wayOn(move, after),
  ]
  return { obstacles, warnings: warningsOf(day, own, move, after), holds: source?.holds ?? [] }
}

function endOf({ visit, startMs }: Move): number {
  return startMs + visit.serviceSeconds * 1000
}

function placeOf({ longitude, latitude }: { longitude: number; latitude: number }): LonLat {
  return [longitude, latitude]
}

/** Where and when the technician is free to drive to the visit. */
function leaveOf(day: Day, { lane }: Move, before: Placement | undefined): { from: LonLat; atMs: number } {
  const now = Date.parse(day.now)
  if (before) return { from: placeOf(before.visit), atMs: Math.max(before.endMs, now) }
  return { from: placeOf(lane), atMs: Math.max(Date.parse(lane.startsAt), now) }
}

function timesOf(day: Day, move: Move): Remark[] {
  const { lane, startMs, visit } = move
  const homeMs = endOf(move) + drivingTime(placeOf(visit), placeOf(lane)) * 1000
  const outside = startMs < Date.parse(lane.startsAt) || homeMs > Date.parse(lane.endsAt) + OVERTIME_SECONDS * 1000
  const { earliestAt } = visit
  return [
    ...(startMs < Date.parse(day.now) ? [{ rule: 'past' as const }] : []),
    ...(earliestAt !== null && startMs < Date.parse(earliestAt) ? [{ rule: 'early' as const, at: earliestAt }] : []),
    ...(outside ? [{ rule: 'shift' as const, at: lane.startsAt, until: lane.endsAt }] : []),
  ]
}

function skillsOf({ visit, lane }: Move): Remark[] {
  const missing = Object.entries(visit.skills).filter(([skill, level]) => (lane.skills[skill] ?? 0) < level)
  return missing.length === 0 ? [] : [{ rule: 'skill', names: missing.map(([skill, level]) => `${skill} ${level}`) }]
}

function overlapsOf(move: Move, own: readonly Placement[]): Remark[] {
  return own
    .filter(({ startMs, endMs }) => startMs < endOf(move) && endMs > move.startMs)
    .map(({ visit }) => ({ rule: 'overlap', number: visit.number }))
}

function wayThere(
  { visit, startMs }: Move,
  leave: { readonly atMs: number },
  before: Placement | undefined,
  source: Source | undefined,
): Remark[] {
  if (!source) return [{ rule: 'parts', names: [...new Set(visit.partCodes)] }]
  // An overlap has been told already; the way would only say it again.
  const haveSeconds = Math.floor((startMs - leave.atMs) / 1000)
  if (haveSeconds < 0 || source.waySeconds <= haveSeconds) return []
  const number = before?.visit.number
  return [{ rule: 'travel', needSeconds: source.waySeconds, haveSeconds, ...(number !== undefined && { number }) }]
}

function wayOn(move: Move, after: Placement | undefined): Remark[] {
  if (!after) return []
  const haveSeconds = Math.floor((after.startMs - endOf(move)) / 1000)
  const needSeconds = drivingTime(placeOf(move.visit), placeOf(after.visit))
  if (haveSeconds < 0 || needSeconds <= haveSeconds) return []
  return [{ rule: 'travel', number: after.visit.number, needSeconds, haveSeconds }]
}

function warningsOf(day: Day, own: readonly Placement[], move: Move, after: Placement | undefined): Remark[] {
  const { visit, lane } = move
  const homeMs = endOf(move) + drivingTime(placeOf(visit), placeOf(lane)) * 1000
  const overSeconds = Math.round((homeMs - Date.parse(lane.endsAt)) / 1000)
  const { dueAt, confirmed, startsAt } = visit
  const isLate = dueAt !== null && endOf(move) > Date.parse(dueAt)
  return [
    ...(isLate ? [{ rule: 'late' as const, at: dueAt }] : []),
    ...(overSeconds > 0 && !after ? [{ rule: 'overtime' as const, needSeconds: overSeconds }] : []),
    ...(confirmed && startsAt !== null ? [{ rule: 'confirmed' as const, at: startsAt }] : []),
    ...(after && missesPickup(day, move, after) ? [{ rule: 'pickup' as const, number: after.visit.number }] : []),
    ...(leavesBreak(day, own, move) ? [] : [{ rule: 'break' as const }]),
  ]
}

/** The next visit still has parts to fetch, and the way by the store no longer fits. */
function missesPickup(day: Day, move: Move, after: Placement): boolean {
  const stores = storesOf(day)
  const stop = after.holds.flatMap(({ locationId }) => stores.get(locationId) ?? [])[0]
  if (!stop) return false
  const way =
    drivingTime(placeOf(move.visit), stop.at) + STORE_STOP_SECONDS + drivingTime(stop.at, placeOf(after.visit))
  return endOf(move) + way * 1000 > after.startMs
}

function leavesBreak(day: Day, own: readonly Placement[], move: Move): boolean {
  const base = Date.parse(day.base)
  const [fromMs, untilMs] = [base + BREAK.from * 1000, base + BREAK.until * 1000]
  if (Date.parse(move.lane.startsAt) >= untilMs || Date.parse(day.now) >= untilMs) return true
  const busy = [...own, { startMs: move.startMs, endMs: endOf(move) }].toSorted((a, b) => a.startMs - b.startMs)
  let free = fromMs
  for (const { startMs, endMs } of busy) {
    if (Math.min(startMs, untilMs) - free >= BREAK.seconds * 1000) return true
    free = Math.max(free, endMs)
  }
  return untilMs - free >= BREAK.seconds * 1000
}
