/**
 * The order of a queue. Each step of priority is worth some minutes of waiting, so an urgent customer overtakes and yet
 * nobody waits for ever. Because everybody ages at the same speed the order never changes by itself: it is fixed at the
 * entry as one instant, and the position that a customer is told is true.
 */
export const PRIORITY_STEP_SECONDS = 180

/** `entered 10:00, priority 2` ranks like somebody of priority 0 who came at 09:54. */
export function rankAt(enteredAtMs: number, priority: number): number {
  return enteredAtMs - priority * PRIORITY_STEP_SECONDS * 1000
}
