import type { VisitReport, VisitSheet } from '../api.ts'

/**
 * What a technician did while there was no network, in the order in which it happened. An entry stays on the phone
 * until the server has answered it; one that the server refused stays until the technician has decided about it.
 */
export type Entry = StepEntry | ReportEntry

interface Kept {
  /** Made on the phone; the same entry sent twice is the same entry. */
  readonly id: string
  readonly visitId: string
  readonly number: string
  /** When it happened, RFC 3339. */
  readonly at: string
  /** Why the server refused it; absent while it waits. */
  readonly refused?: Refused
}

export interface StepEntry extends Kept {
  readonly kind: 'travel' | 'arrival'
}

export interface ReportEntry extends Kept {
  readonly kind: 'report'
  readonly report: Omit<VisitReport, 'source' | 'photoIds' | 'signatureId'>
  readonly photos: readonly string[]
  readonly signature?: string | undefined
}

export interface Refused {
  readonly code: string
  /** In the words of the server. */
  readonly title: string
}

/** A photo or a signature, kept beside the entries because it is large. */
export interface KeptFile {
  readonly id: string
  readonly name: string
  readonly content: Blob
  /** Where the server keeps it, once it was sent. */
  readonly fileId?: string | undefined
}

/** The day as it was when it was last seen, for where there is no network. */
export interface KeptDay {
  readonly day: string
  readonly visits: readonly VisitSheet[]
  readonly syncedAt: string
}

/** Where entries, files and days lie: IndexedDB on the phone, a map in a test. */
export interface Shelf<T> {
  all(): Promise<T[]>
  get(id: string): Promise<T | undefined>
  put(value: T): Promise<void>
  remove(id: string): Promise<void>
}

/** A visit as it will be when everything that waits has been sent. */
export function withEntries(visit: VisitSheet, entries: readonly Entry[]): VisitSheet {
  return entries.filter(({ visitId, refused }) => visitId === visit.visitId && !refused).reduce(after, visit)
}

/** The server refused an entry of this visit: until somebody has decided about it, nothing more goes on here. */
export function isStopped({ visitId }: VisitSheet, entries: readonly Entry[]): boolean {
  return entries.some((entry) => entry.visitId === visitId && entry.refused !== undefined)
}

function after(visit: VisitSheet, entry: Entry): VisitSheet {
  switch (entry.kind) {
    case 'travel':
      return visit.state === 'planned' ? { ...visit, state: 'travelling', travellingAt: entry.at } : visit
    case 'arrival':
      return visit.state === 'planned' || visit.state === 'travelling'
        ? { ...visit, state: 'on_site', arrivedAt: entry.at }
        : visit
    case 'report':
      return { ...visit, state: 'completed', completedAt: entry.at }
  }
}
