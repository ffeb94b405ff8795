import { DAY_MS } from './date-text.ts'

/**
 * A stretch of time in which a zone's offset from UTC does not change. Inside it local time is
 * plain arithmetic: wall = instant + offset. All numbers are milliseconds.
 */
export interface OffsetStretch {
  readonly startsAt: number
  readonly endsAt: number
  readonly offsetMs: number
}

/** The stretches of `[fromMs, toMs)` in order, without gap or overlap. */
export function offsetStretches(tz: string, fromMs: number, toMs: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = []
  let moment = Temporal.Instant.fromEpochMilliseconds(fromMs).toZonedDateTimeISO(tz)
  let startsAt = fromMs
  while (startsAt < toMs) {
    const next = moment.getTimeZoneTransition('next')
    const endsAt = next ? Math.min(next.epochMilliseconds, toMs) : toMs
    stretches.push({ startsAt, endsAt, offsetMs: moment.offsetNanoseconds / 1e6 })
    if (!next) break
    moment = next
    startsAt = endsAt
  }
  return stretches
}

/** The number of the local date at an instant. */
export function localDayAt(tz: string, ms: number): number {
  const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz)
  return Math.floor((ms + offsetNanoseconds / 1e6) / DAY_MS)
}
