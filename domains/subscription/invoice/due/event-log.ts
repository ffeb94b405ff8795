import type { UsageEvent } from '../scenario/events.ts'

/** The events of one meter of one subscription, in the order of their time. */
interface Series {
  readonly events: UsageEvent[]
  /** At each event the latest arrival so far: where that is known, all events up to it are. */
  readonly latestArrival: number[]
  /** The same events in the order in which they arrived. */
  readonly arrivals: UsageEvent[]
}

/** Finds the events of a stretch of time that had arrived by a moment. */
export interface EventLog {
  /** Events with `start <= at < end` that arrived before `knownMs`. */
  between(subscription: string, meter: string, start: number, end: number, knownMs: number): readonly UsageEvent[]
  /** How many events before `end` had arrived: as long as it stays, nothing new was learnt. */
  count(subscription: string, meter: string, end: number, knownMs: number): number
  /** The time of the earliest event among those that arrived in `[sinceMs, knownMs)`. */
  earliestNews(subscription: string, meter: string, sinceMs: number, knownMs: number): number | undefined
}

export function openEventLog(events: readonly UsageEvent[]): EventLog {
  const byMeter = new Map<string, Series>()
  for (const event of events) {
    const key = seriesKey(event.subscription, event.meter)
    const series = byMeter.get(key) ?? { events: [], latestArrival: [], arrivals: [] }
    series.events.push(event)
    series.arrivals.push(event)
    series.latestArrival.push(Math.max(event.receivedAt, series.latestArrival.at(-1) ?? 0))
    byMeter.set(key, series)
  }
  for (const { arrivals } of byMeter.values()) arrivals.sort((a, b) => a.receivedAt - b.receivedAt)
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
    earliestNews(subscription, meter, sinceMs, knownMs) {
      const { arrivals } = byMeter.get(seriesKey(subscription, meter)) ?? NO_SERIES
      let earliest: number | undefined
      for (
        let index = firstWhere(arrivals, (event) => event.receivedAt >= sinceMs);
        index < arrivals.length;
        index += 1
      ) {
        const { at, receivedAt } = arrivals[index]!
        if (receivedAt >= knownMs) break
        if (earliest === undefined || at < earliest) earliest = at
      }
      return earliest
    },
  }
}

const NO_SERIES: Series = { events: [], latestArrival: [], arrivals: [] }

/** Whether the first `to` events had all arrived. */
function isKnown(latestArrival: readonly number[], to: number, knownMs: number): boolean {
  return to === 0 || latestArrival[to - 1]! < knownMs
}

function seriesKey(subscription: string, meter: string): string {
  return JSON.stringify([subscription, meter])
}

function firstAt(events: readonly UsageEvent[], ms: number): number {
  return firstWhere(events, ({ at }) => at >= ms)
}

/** The index of the first event that passes a test which, once passed, all later ones pass. */
function firstWhere(events: readonly UsageEvent[], passes: (event: UsageEvent) => boolean): number {
  let [low, high] = [0, events.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (passes(events[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
