/**
 * The state of a promise at one moment. "Soon" begins when a quarter of the target is left, unless the policy says
 * otherwise. A paused clock does not move and is never late by its pause.
 *
 * Example: promised 8 h, due 17:12. At 10:31 on time with 6:41 left; at 15:13 soon; at 17:13 over by 0:01.
 */
export interface ServicePromise {
  /** When the target is reached, in ms since the epoch; for a paused clock: as it stood when the pause began. */
  readonly dueMs: number
  readonly targetSeconds?: number | undefined
  readonly pausedMs?: number | undefined
  /** When it was kept or, too late, ended. */
  readonly endedMs?: number | undefined
  /** Share of the target at which "soon" begins. */
  readonly soonShare?: number | undefined
}

export type PromiseState =
  | { readonly kind: 'on-time' | 'soon' | 'over' | 'paused'; readonly secondsLeft: number }
  | { readonly kind: 'met' | 'missed'; readonly secondsLeft: number }

const SOON_SHARE = 0.25
/** Without a target, half an hour is soon. */
const SOON_SECONDS = 1800

export function promiseState(promise: ServicePromise, nowMs: number): PromiseState {
  const { dueMs, targetSeconds, pausedMs, endedMs, soonShare = SOON_SHARE } = promise
  const secondsLeft = (dueMs - (endedMs ?? pausedMs ?? nowMs)) / 1000
  if (endedMs !== undefined) return { kind: secondsLeft >= 0 ? 'met' : 'missed', secondsLeft }
  if (pausedMs !== undefined) return { kind: 'paused', secondsLeft }
  if (secondsLeft < 0) return { kind: 'over', secondsLeft }
  const soonSeconds = targetSeconds === undefined ? SOON_SECONDS : targetSeconds * soonShare
  return { kind: secondsLeft <= soonSeconds ? 'soon' : 'on-time', secondsLeft }
}
