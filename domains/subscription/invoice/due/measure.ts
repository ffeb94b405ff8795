import { aggregate, type Point, type Stretch } from '../../metering/aggregate.ts'
import { addDays, dateAt, startOfDay } from '../periods.ts'
import type { UsageEvent } from '../scenario/events.ts'
import type { Meter } from '../scenario/meter.ts'

/** What a meter read over a stretch. */
export interface Reading {
  readonly quantity: bigint
  /** The values of its windows, where the meter has windows. */
  readonly windows: readonly { readonly name: string; readonly quantity: bigint }[]
  /** How many windows had no event and took the value of the one before. */
  readonly estimated: number
}

interface Measured {
  readonly meter: Meter
  readonly timeZone: string
  /** Events before the stretch: they set the level it begins with. */
  readonly before: readonly UsageEvent[]
  readonly events: readonly UsageEvent[]
  /** Milliseconds, `[start, end)`; `over` is what a level is averaged over. */
  readonly start: number
  readonly end: number
  readonly over: number
}

export function measure(measured: Measured): Reading {
  const { meter, events, before } = measured
  if (meter.window !== undefined) return measureWindows(measured)
  const levelBefore = levelAfter(meter, before)
  const keeps = meter.carry && events.length === 0 && before.length > 0
  const quantity = keeps ? before[before.length - 1]!.value : aggregate(meter, events, { ...measured, levelBefore })
  return { quantity: notBelowZero(quantity), windows: [], estimated: 0 }
}

/** The level that events leave behind: the last value, or the sum of all changes. */
function levelAfter({ deltas }: Meter, events: readonly UsageEvent[], level = 0n): bigint {
  if (deltas) return events.reduce((sum, { value }) => sum + value, level)
  return events[events.length - 1]?.value ?? level
}

function measureWindows(measured: Measured): Reading {
  const { meter, events, before } = measured
  const windows: { name: string; quantity: bigint }[] = []
  let estimated = 0
  let last: bigint | undefined
  let level = levelAfter(meter, before)
  let seen = 0
  for (const window of windowsOf(measured)) {
    const inside: UsageEvent[] = []
    for (; seen < events.length && events[seen]!.at < window.end; seen += 1) inside.push(events[seen]!)
    if (inside.length === 0 && meter.missing === 'skip') continue
    if (inside.length === 0 && meter.missing === 'copy') {
      last ??= lastWindowBefore(measured)
      estimated += 1
    } else last = windowValue(meter, inside, { ...window, levelBefore: level })
    level = levelAfter(meter, inside, level)
    windows.push({ name: window.name, quantity: notBelowZero(last) })
  }
  const points: Point[] = windows.map(({ quantity }, at) => ({ at, value: quantity }))
  const stretch: Stretch = { start: 0, end: Math.max(windows.length, 1), levelBefore: 0n }
  return { quantity: aggregate(meter, points, stretch), windows, estimated }
}

interface Window {
  readonly name: string
  readonly start: number
  readonly end: number
}

function windowValue(meter: Meter, events: readonly UsageEvent[], stretch: Stretch): bigint {
  return aggregate({ ...meter, aggregation: meter.windowAggregation }, events, stretch)
}

/** What the last window before the stretch read; 0 when nothing was ever measured. */
function lastWindowBefore({ meter, timeZone, before, start }: Measured): bigint {
  const last = before[before.length - 1]
  if (!last) return 0n
  const window = windowAround(meter, last.at, start, timeZone)
  const inside = before.filter(({ at }) => at >= window.start)
  const levelBefore = levelAfter(meter, before.slice(0, before.length - inside.length))
  return windowValue(meter, inside, { ...window, levelBefore })
}

const HOURS_MS = { PT1H: 3_600_000, PT15M: 900_000, PT5M: 300_000 } as const

function* windowsOf({ meter, timeZone, start, end }: Measured): Generator<Window> {
  for (let at = start; at < end;) {
    const window = windowAround(meter, at, start, timeZone)
    yield { ...window, end: Math.min(window.end, end) }
    at = window.end
  }
}

/** The window a moment falls into: a local date, or a slot counted from the beginning of the stretch. */
function windowAround({ window }: Meter, ms: number, origin: number, timeZone: string): Window {
  if (window === 'P1D') {
    const name = dateAt(ms, timeZone)
    return { name, start: startOfDay(name, timeZone), end: startOfDay(addDays(name, 1), timeZone) }
  }
  const size = HOURS_MS[window!]
  const start = origin + Math.floor((ms - origin) / size) * size
  return { name: Temporal.Instant.fromEpochMilliseconds(start).toString(), start, end: start + size }
}

/** More was withdrawn than used: nothing is owed, and nothing is paid out. */
function notBelowZero(quantity: bigint): bigint {
  return quantity > 0n ? quantity : 0n
}
