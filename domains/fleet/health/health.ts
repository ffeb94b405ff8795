/**
 * How well a device is, from 0 to 100, and why. Each cause takes points away between the value where it begins
 * to matter and the value where it is as bad as it gets; a device's health is what is left of 100.
 * Example: a disk worn to 92 % takes 55 of its 60 points; health 45, and the cause asks for work.
 */
export interface Measurements {
  /** Newest values by key: `disk_wear` (%), `battery_capacity` (% of design), `crashes_7d`, `disk_free` (%) … */
  readonly values: Readonly<Record<string, number>>
  readonly monthsInUse: number
}

export interface Cause {
  readonly name: string
  /** Key of the measured value; `months_in_use` is computed. */
  readonly key: string
  /** Where points begin to go and where all of them are gone; the order tells the direction. */
  readonly from: number
  readonly to: number
  readonly points: number
  /** At this value somebody has to act; absent for causes that only weaken. */
  readonly actAt?: number
  readonly severity: 'major' | 'critical'
}

export const CAUSES: readonly Cause[] = [
  { name: 'disk_wear', key: 'disk_wear', from: 60, to: 95, points: 60, actAt: 90, severity: 'major' },
  { name: 'disk_errors', key: 'disk_write_errors', from: 5, to: 200, points: 40, actAt: 100, severity: 'critical' },
  { name: 'battery_wear', key: 'battery_capacity', from: 80, to: 40, points: 30, actAt: 45, severity: 'major' },
  { name: 'crashes', key: 'crashes_7d', from: 1, to: 8, points: 35, actAt: 6, severity: 'major' },
  { name: 'overheating', key: 'cpu_temperature', from: 85, to: 100, points: 30, actAt: 97, severity: 'critical' },
  { name: 'disk_full', key: 'disk_free', from: 15, to: 2, points: 20, actAt: 3, severity: 'major' },
  { name: 'unusual', key: 'unusual_7d', from: 0, to: 3, points: 30, severity: 'major' },
  { name: 'age', key: 'months_in_use', from: 30, to: 66, points: 20, severity: 'major' },
]

export type HealthState = 'healthy' | 'watch' | 'act'

export interface Assessment {
  readonly health: number
  readonly state: HealthState
  /** What takes points away, worst first. */
  readonly losses: readonly { readonly cause: Cause; readonly value: number; readonly points: number }[]
  /** Causes that have reached the value where somebody has to act. */
  readonly faults: readonly { readonly cause: Cause; readonly value: number }[]
}

/** Below this a device needs work; between the two it is watched. */
const ACT_BELOW = 50
const WATCH_BELOW = 75

export function assess({ values, monthsInUse }: Measurements): Assessment {
  const known: Readonly<Record<string, number>> = { ...values, months_in_use: monthsInUse }
  const measured = CAUSES.flatMap((cause) => {
    const value = known[cause.key]
    return value === undefined ? [] : [{ cause, value, points: pointsLost(cause, value) }]
  })
  const losses = measured.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points)
  const faults = measured.filter(({ cause, value }) => needsAction(cause, value))
  const health = Math.max(0, 100 - losses.reduce((sum, { points }) => sum + points, 0))
  return { health, state: stateOf(health, faults.length > 0), losses, faults }
}

function pointsLost({ from, to, points }: Cause, value: number): number {
  const share = (value - from) / (to - from)
  return Math.round(points * Math.min(1, Math.max(0, share)))
}

function needsAction({ from, to, actAt }: Cause, value: number): boolean {
  if (actAt === undefined) return false
  return to > from ? value >= actAt : value <= actAt
}

function stateOf(health: number, hasFault: boolean): HealthState {
  if (hasFault || health < ACT_BELOW) return 'act'
  return health < WATCH_BELOW ? 'watch' : 'healthy'
}

/**
 * A fault is over when its value has come back clearly, not by a hair: half of the way from where it had to be acted on
 * to where it begins to matter. So a value that dances around the limit opens one fault and not ten.
 */
export function isOver({ from, to, actAt }: Cause, value: number): boolean {
  if (actAt === undefined) return true
  const clearAt = (actAt + from) / 2
  return to > from ? value < clearAt : value > clearAt
}
