import type { Subscriber } from '#engine/events'

/**
 * A story that crosses domains: it reads events and sends commands, and holds no state of its own. Events may come
 * twice and late, so every command carries the source that makes a repetition harmless.
 */
export type Flow = Subscriber

/** `desk.incident:<id>` → the id; undefined when the reference is to something else. */
export function incidentOf(reference: string | null): string | undefined {
  return reference?.startsWith('desk.incident:') ? reference.slice('desk.incident:'.length) : undefined
}
