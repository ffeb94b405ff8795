import type { UsageEvent } from '../scenario/events.ts'

/** The events of one meter of one subscription, in the order of their time. */
interface Series {
  readonly events: UsageEvent[]
  /** At each event the latest arrival so far: where that is known, all events up to it are. */
  readonly latestArrival: number[]
}

/** Finds the events of a stretch of time that had arrived by a moment. */
export interface EventLog {
  /** Events with `start <= at < end` that arrived before `knownMs`. */
  between(subscription: string, meter: string, start: number, end: number, knownMs: number): readonly UsageEvent[]
  /** How many events before `end` had arrived: as long as it stays, nothing new was learnt. */
  count(subscription: string, meter: string, end: number, knownMs: number): number
}

export function openEventLog(events: readonly UsageEvent[]): EventLog {
  const byMeter = new Map<string, Series>()
  for (const event of events) {
    const key = seriesKey(event.subscription, event.meter)
    const series = byMeter.get(key) ?? { events: [], latestArrival: [] }
    series.events.push(event)
    series.latestArrival.push(Math.max(event.receivedAt, series.latestArrival.at(-1) ?? 0))
    byMeter.set(key, series)
  }
  return {
    between(subscription, meter, start, end, knownMs) {
      const { events, latestArrival } = byMeter.get(seriesKey(subscription, meter)) ?? NO_SERIES
      const to = firstAt(events, end)
      const slice = events.slice(firstAt(events, start), to)
      return isKnown(latestArrival, to, knownMs) ? slice : slice.filter((event) => event.receivedAt < knownMs)
    },
    count(subscription, meter, end, knownMs) {
      const { events, latestArrival } = byMeter.get(seriesKey(subscription, meter)) ?? NO_SERIES
      const to = firstAt(events, end)
      if (isKnown(latestArrival, to, knownMs)) return to
      return events.slice(0, to).filter((event) => event.receivedAt < knownMs).length
    },
  }
}

const NO_SERIES: Series = { events: [], latestArrival: [] }

/** Whether the first `to` events had all arrived. */
function isKnown(latestArrival: readonly number[], to: number, knownMs: number): boolean {
  return to === 0 || latestArrival[to - 1]! < knownMs
}

function seriesKey(subscription: string, meter: string): string {
  return JSON.stringify([subscription, meter])
}

/** The index of the first event not before `ms`. */
function firstAt(events: readonly UsageEvent[], ms: number): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (events[middle]!.at < ms) low = middle + 1
    else high = middle
  }
  return low
}
