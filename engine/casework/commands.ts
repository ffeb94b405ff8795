import type { z } from 'zod'
import type { CaseLink, CaseRecord, EntryKind } from './case-record.ts'
import type { CaseShape } from './case-type.ts'

/** Changes of the type's own fields: absent stays, null empties. */
export type FieldChanges<S extends CaseShape> = {
  readonly [F in keyof z.input<S['fields']>]?: z.input<S['fields']>[F] | null | undefined
}

/** How long one promise may take in this very case, when an agreement says other than the type. */
export interface SlaTarget {
  /** Business seconds of the calendar. */
  readonly targetSeconds: number
  /** The tenant's default calendar when absent. */
  readonly calendarId?: string | undefined
  readonly warnShare?: number | undefined
}

/** By metric; null means that this promise is not made here. */
export type SlaTargets<S extends CaseShape> = { readonly [M in S['metric']]?: SlaTarget | null | undefined }

/** Who and where: columns of every case. */
export interface Parties {
  readonly customerId?: string | null | undefined
  readonly siteId?: string | null | undefined
  readonly personId?: string | null | undefined
}

export interface OpenCase<S extends CaseShape> extends Parties {
  /** Made by `newId()`; given when the caller wants to name the case before it exists. */
  readonly id?: string | undefined
  readonly subject: string
  /** The least urgent when absent. */
  readonly priority?: S['priority'] | undefined
  readonly fields: z.input<S['fields']>
  readonly teamId?: string | null | undefined
  readonly assigneeId?: string | null | undefined
  /** What was asked, in the words of who asked; the text of the first timeline entry. */
  readonly text?: string | undefined
  /** Ties that it has from the beginning; they cost no further round trip. */
  readonly links?: readonly Pick<CaseLink, 'relation' | 'ref'>[] | undefined
  /** Makes a repetition harmless: one case per type and source. */
  readonly source?: string | undefined
  readonly sla?: SlaTargets<S> | undefined
  /** RFC 3339; now when absent. */
  readonly openedAt?: string | undefined
}

export interface Opened<S extends CaseShape> {
  readonly record: CaseRecord<S>
  /** False when `source` had already opened it; nothing was changed then. */
  readonly isNew: boolean
}

export interface Move<S extends CaseShape> {
  readonly act: S['act']
  readonly fields?: FieldChanges<S> | undefined
  readonly teamId?: string | null | undefined
  readonly assigneeId?: string | null | undefined
  /** Said with the act, into the timeline. */
  readonly text?: string | undefined
  /** Hides the entry from the customer; shown when absent. */
  readonly internal?: boolean | undefined
  /** Refused with 412 when the case has another version by now. */
  readonly expectedVersion?: number | undefined
  /** Makes a repetition harmless: the second move of one source changes nothing. */
  readonly source?: string | undefined
  /** When it really happened, for work that was done offline; stops clocks at that instant. RFC 3339. */
  readonly at?: string | undefined
}

export interface Moved<S extends CaseShape> {
  readonly record: CaseRecord<S>
  readonly from: S['state']
  /** False when `source` had already moved it. */
  readonly isNew: boolean
}

/** Changes that are no act: what is absent stays. */
export interface EditCase<S extends CaseShape> extends Parties {
  readonly subject?: string | undefined
  readonly priority?: S['priority'] | undefined
  readonly fields?: FieldChanges<S> | undefined
  readonly teamId?: string | null | undefined
  readonly assigneeId?: string | null | undefined
  /** New targets, for example after a change of priority or agreement; without them the type's own apply. */
  readonly sla?: SlaTargets<S> | undefined
  readonly text?: string | undefined
  /** Why, as facts that the page puts into words; kept in the entry beside the changes. */
  readonly because?: Readonly<Record<string, unknown>> | undefined
  readonly expectedVersion?: number | undefined
}

export interface NewEntry {
  readonly kind: Exclude<EntryKind, 'state' | 'field'>
  readonly text?: string | undefined
  readonly data?: Readonly<Record<string, unknown>> | undefined
  /** Hidden from the customer; notes and system entries are when absent. */
  readonly internal?: boolean | undefined
  /** Makes a repetition harmless. */
  readonly source?: string | undefined
}
