import type { z } from 'zod'
import type { CaseShape, StateGroup } from './case-type.ts'

/** A case as it stands. Instants are RFC 3339 texts in UTC; people, teams and sites are ids. */
export interface CaseRecord<S extends CaseShape = CaseShape> {
  readonly id: string
  readonly kind: string
  /** `INC-2026-000123` */
  readonly number: string
  readonly subject: string
  readonly state: S['state']
  readonly stateGroup: StateGroup
  readonly priority: S['priority']
  readonly customerId: string | null
  readonly siteId: string | null
  /** Who asked. */
  readonly personId: string | null
  readonly teamId: string | null
  readonly assigneeId: string | null
  readonly source: string | null
  /** The type's own fields. */
  readonly fields: z.output<S['fields']>
  readonly openTasks: number
  /** How many entries the timeline has. */
  readonly lastEntry: number
  /** The earliest due instant of the clocks that run; null when none does. */
  readonly dueAt: string | null
  readonly openedAt: string
  readonly doneAt: string | null
  readonly closedAt: string | null
  readonly updatedAt: string
  readonly version: number
}

export type EntryKind = 'state' | 'note' | 'message' | 'field' | 'task' | 'link' | 'file' | 'system'

/** One line of a timeline; `seq` counts 1, 2, 3 … without holes. */
export interface CaseEntry {
  readonly seq: number
  readonly kind: EntryKind
  readonly actorKind: string
  readonly actorId: string
  readonly actorName: string
  readonly text: string | null
  /** What the kind says: `{ act, from, to }` of a state, `{ changes }` of fields, `{ fileId, name }` of a file. */
  readonly data: Readonly<Record<string, unknown>> | null
  /** Not for the customer's eyes. */
  readonly internal: boolean
  readonly createdAt: string
}

export interface CaseTask {
  readonly id: string
  readonly caseId: string
  readonly title: string
  readonly assigneeId: string | null
  readonly teamId: string | null
  readonly dueAt: string | null
  readonly position: number
  readonly doneAt: string | null
  readonly doneBy: string | null
  readonly version: number
}

/** A tie to anything anywhere: `{ relation: 'visit', ref: 'field.visit:<id>' }`. */
export interface CaseLink {
  readonly caseId: string
  readonly relation: string
  readonly ref: string
  readonly createdAt: string
}
