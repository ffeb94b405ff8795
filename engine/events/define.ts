import type { z } from 'zod'

/** A kind of event: a past-tense fact of one module, `desk.incident_opened`, with the shape of what it tells. */
export interface EventType<Data = unknown> {
  readonly name: string
  readonly schema: z.ZodType<Data>
  /** What the event is about, `incident:<id>`. Events of one aggregate reach every subscriber in order. */
  readonly aggregate: (data: Data) => string
  /** Live topics on which browsers are told. */
  readonly topics: (data: Data) => readonly string[]
}

export interface EventDetails<Data> {
  readonly aggregate: (data: Data) => string
  readonly topics?: (data: Data) => readonly string[]
}

const names = new Set<string>()

/** The names of all events that the loaded modules define; what webhooks may subscribe to. */
export function definedEventNames(): string[] {
  return [...names].toSorted()
}

export function defineEvent<S extends z.ZodType>(
  name: string,
  schema: S,
  { aggregate, topics = () => [] }: EventDetails<z.output<S>>,
): EventType<z.output<S>> {
  names.add(name)
  return { name, schema: schema as z.ZodType<z.output<S>>, aggregate, topics }
}
