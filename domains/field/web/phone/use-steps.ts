import { nowMs } from '#kit/data'
import type { VisitSheet } from '../api.ts'
import type { ReportEntry, StepEntry } from '../offline/entries.ts'
import type { Keeping } from '../offline/use-outbox.ts'
import { usedPartsOf, type VisitDraft } from './visit-draft.ts'

export interface Steps {
  readonly setOff: (visit: VisitSheet) => void
  readonly arrive: (visit: VisitSheet) => void
  readonly file: (visit: VisitSheet, draft: VisitDraft, checklist: readonly string[]) => Promise<void>
}

/** What the technician's buttons do: keep it on the phone first, then send it as soon as that works. */
export function stepsOf({ outbox, drafts }: Pick<Keeping, 'outbox' | 'drafts'>): Steps {
  const keep = async (entry: StepEntry | ReportEntry): Promise<void> => {
    await outbox.add(entry)
    void outbox.flush()
  }
  const step = (kind: StepEntry['kind'], { visitId, number }: VisitSheet): void =>
    void keep({ kind, id: newEntryId(), visitId, number, at: instantNow() })
  return {
    setOff: (visit) => step('travel', visit),
    arrive: (visit) => step('arrival', visit),
    file: async (visit, draft, checklist) => {
      const at = instantNow()
      const { visitId, number } = visit
      const { photos, signature, note, solved = false, signedBy } = draft
      const report = {
        completedAt: at,
        solved,
        note: note.trim(),
        checklist: checklist.map((item) => ({ item, done: draft.ticked.includes(item) })),
        usedParts: usedPartsOf(draft),
        ...(visit.arrivedAt === null ? {} : { arrivedAt: visit.arrivedAt }),
        ...(signedBy.trim() === '' ? {} : { signedBy: signedBy.trim() }),
      }
      await keep({ kind: 'report', id: newEntryId(), visitId, number, at, report, photos, signature })
      await drafts.remove(visitId)
    },
  }
}

/** Grows with time, so that entries of one moment keep their order. */
function newEntryId(): string {
  return `phone:${nowMs().toString(36)}-${crypto.randomUUID()}`
}

function instantNow(): string {
  return new Date(nowMs()).toISOString()
}
