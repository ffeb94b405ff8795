import type { z } from 'zod'
import type { Context, Refusal } from '#engine/kernel'
import type { CaseRecord } from './case-record.ts'

/** Where a state stands in the life of a case: work is left; done and waiting for a yes; over. */
export type StateGroup = 'open' | 'done' | 'closed'

/** The literal names of one case type: what `defineCaseType` infers and every function checks against. */
export interface CaseShape {
  readonly state: string
  readonly act: string
  readonly priority: string
  readonly metric: string
  readonly fields: z.ZodObject
}

/** The shape that a description has: `type IncidentShape = CaseShapeOf<typeof incidentCase>`. */
export type CaseShapeOf<T> = T extends CaseType<infer S> ? S : never

/** Columns of every case that a transition may ask for beside the type's own fields. */
export type Involved = 'customerId' | 'siteId' | 'personId' | 'teamId' | 'assigneeId'

export type FieldName<S extends CaseShape> = keyof z.output<S['fields']> & string

export interface TransitionRule<S extends CaseShape> {
  readonly act: S['act']
  readonly from: readonly S['state'][]
  readonly to: S['state']
  /** What must be filled in before or with this act; all that is missing is refused at once. */
  readonly requires?: readonly (FieldName<S> | Involved)[]
  /** A last condition, on the case as it would be with the new fields. */
  guard?(record: CaseRecord<S>, context: Context): Refusal | undefined
}

/** A promise measured by a clock: when it stops, and how long it may take when nobody says otherwise. */
export interface SlaRule<S extends CaseShape> {
  /** Business seconds by priority. Without them a clock runs only where `openCase` is given a target. */
  readonly targets?: { readonly [P in S['priority']]?: number }
  /** The clock stops when the case enters one of these states. */
  readonly stopsIn: readonly S['state'][]
  /** It goes on when the case leaves them again, for example after a reopening. */
  readonly reopens?: boolean
  /** The share of the target after which to warn; 0.75 when absent. */
  readonly warnShare?: number
}

export interface CaseTypeDefinition<S extends CaseShape> {
  /** `<domain>.<noun>`, `desk.incident`; for ever. */
  readonly kind: string
  /** Of the numbers, `INC` for `INC-2026-000123`; no other type has it. */
  readonly prefix: string
  readonly states: { readonly [K in S['state']]: StateGroup }
  readonly initial: S['state']
  /** Most urgent first. */
  readonly priorities: readonly S['priority'][]
  /** The type's own fields, one schema for API, form and export. Values are plain JSON: text, numbers, lists. */
  readonly fields: S['fields']
  readonly transitions: readonly TransitionRule<S>[]
  readonly sla?: { readonly [M in S['metric']]: SlaRule<S> }
  /** Every clock that still runs is paused in these states. */
  readonly pausesIn?: readonly S['state'][]
  /** Every clock that still runs is cancelled in these states: the promise is neither kept nor broken. */
  readonly cancelsIn?: readonly S['state'][]
}

/** A checked case type. */
export interface CaseType<S extends CaseShape = CaseShape> extends CaseTypeDefinition<S> {
  /** The rules by which a case may leave `state`, in the order of the definition. */
  rulesFrom(state: string): readonly TransitionRule<S>[]
}

/**
 * Describes a kind of case. State names, acts, priorities, metrics and fields become literal types.
 * A description that contradicts itself is a programmer's error and throws when the module is loaded.
 */
export function defineCaseType<
  const State extends string,
  const Act extends string,
  const Priority extends string,
  Fields extends z.ZodObject,
  const Metric extends string = never,
>(
  definition: CaseTypeDefinition<{ state: State; act: Act; priority: Priority; metric: Metric; fields: Fields }>,
): CaseType<{ state: State; act: Act; priority: Priority; metric: Metric; fields: Fields }> {
  const mistakes = mistakesOf(definition as unknown as CaseTypeDefinition<CaseShape>)
  if (mistakes.length > 0)
    throw new Error(`The case type ${definition.kind} contradicts itself: ${mistakes.join('; ')}`)
  return {
    ...definition,
    rulesFrom: (state) => definition.transitions.filter(({ from }) => (from as readonly string[]).includes(state)),
  }
}

function mistakesOf(type: CaseTypeDefinition<CaseShape>): string[] {
  return [
    ...mistakesOfName(type),
    ...unknownStates(type),
    ...doubleActs(type),
    ...unreachableStates(type),
    ...defaults(type),
  ]
}

/** A default would come back with every change of another field. */
function defaults({ fields }: CaseTypeDefinition<CaseShape>): string[] {
  return Object.entries(fields.shape)
    .filter(([, field]) => (field as z.ZodType).safeParse(undefined).data !== undefined)
    .map(([name]) => `the field ${name} must not have a default`)
}

function mistakesOfName({ kind, prefix }: CaseTypeDefinition<CaseShape>): string[] {
  const mistakes: string[] = []
  if (!/^[a-z]+\.[a-z_]+$/.test(kind)) mistakes.push('kind must read <domain>.<noun>')
  if (!/^[A-Z]{2,6}$/.test(prefix)) mistakes.push('prefix must be two to six capital letters')
  return mistakes
}

function unknownStates(type: CaseTypeDefinition<CaseShape>): string[] {
  const named = [
    type.initial,
    ...type.transitions.flatMap(({ from, to }) => [...from, to]),
    ...Object.values(type.sla ?? {}).flatMap(({ stopsIn }) => stopsIn),
    ...(type.pausesIn ?? []),
    ...(type.cancelsIn ?? []),
  ]
  const unknown = new Set(named.filter((state) => !Object.hasOwn(type.states, state)))
  return [...unknown].map((state) => `there is no state ${state}`)
}

function doubleActs({ transitions }: CaseTypeDefinition<CaseShape>): string[] {
  const seen = new Set<string>()
  return transitions.flatMap(({ act, from }) =>
    from.flatMap((state) => {
      const place = `${act} from ${state}`
      if (seen.has(place)) return [`${place} has two rules`]
      seen.add(place)
      return []
    }),
  )
}

function unreachableStates({ states, initial, transitions }: CaseTypeDefinition<CaseShape>): string[] {
  const reached = new Set([initial])
  // A set yields what is added while it is walked.
  for (const state of reached) {
    for (const { from, to } of transitions) if (from.includes(state)) reached.add(to)
  }
  return Object.keys(states)
    .filter((state) => !reached.has(state))
    .map((state) => `no act leads to ${state}`)
}
