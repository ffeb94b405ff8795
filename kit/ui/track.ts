import { epochMs, type InstantValue } from '#kit/i18n'

export interface Span {
  readonly from: InstantValue
  readonly to: InstantValue
}

export interface TrackInput {
  readonly startedAt: InstantValue
  readonly dueAt: InstantValue
  readonly expectedAt?: InstantValue
  readonly pauses?: readonly Span[]
  readonly nowMs: number
}

/** Where things stand on a promise's track, as shares of its length from 0 to 1. */
export interface TrackShares {
  readonly now: number
  readonly due: number
  readonly expected: number | undefined
  readonly pauses: readonly { readonly from: number; readonly to: number }[]
  readonly endMs: number
}

/** The track runs from the start to the deadline; once it is missed, or expected to be, to the later end. */
export function trackOf({ startedAt, dueAt, expectedAt, pauses = [], nowMs }: TrackInput): TrackShares {
  const start = epochMs(startedAt) ?? nowMs
  const due = epochMs(dueAt) ?? nowMs
  const expected = epochMs(expectedAt)
  const end = Math.max(due, nowMs, expected ?? due, start + 1)
  const share = (ms: number) => Math.min(1, Math.max(0, (ms - start) / (end - start)))
  return {
    now: share(nowMs),
    due: share(due),
    expected: expected === undefined ? undefined : share(expected),
    pauses: pauses.map(({ from, to }) => ({ from: share(epochMs(from) ?? start), to: share(epochMs(to) ?? nowMs) })),
    endMs: end,
  }
}
