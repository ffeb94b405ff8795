import { useEffect, useRef, useState } from 'react'
import type { VisitReport, VisitSheet } from '../api.ts'
import type { Shelf } from '../offline/entries.ts'

/** What has been filled in so far; it lies on the phone until it becomes a report. */
export interface VisitDraft {
  readonly visitId: string
  readonly ticked: readonly string[]
  readonly parts: readonly DraftPart[]
  /** Ids of files that this phone keeps. */
  readonly photos: readonly string[]
  readonly signature?: string | undefined
  readonly signedBy: string
  readonly note: string
  readonly solved?: boolean | undefined
}

export interface DraftPart {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly quantity: number
  readonly newSerial: string
  readonly oldSerial: string
  readonly defectiveBack: boolean
}

export type Missing = 'solved' | 'steps' | 'parts' | 'note'

/** A fresh form: the parts that were promised to the visit are most likely those that will be used. */
export function emptyDraft(sheet: VisitSheet, english: boolean): VisitDraft {
  const { visitId, person } = sheet
  const parts = [...heldParts(sheet, english), ...wantedParts(sheet)]
  return { visitId, ticked: [], photos: [], note: '', signedBy: person?.name ?? '', parts }
}

const UNKNOWN_SERIALS = { newSerial: '', oldSerial: '', defectiveBack: true } as const

function heldParts({ holds }: VisitSheet, english: boolean): DraftPart[] {
  return holds.map(({ locationId, partCode, partName, partNameEn, quantity }) => ({
    key: `${locationId} ${partCode}`,
    code: partCode,
    name: english ? partNameEn : partName,
    quantity,
    ...UNKNOWN_SERIALS,
  }))
}

/** Asked for, but held nowhere: the technician may have it in the van all the same. */
function wantedParts({ partCodes, holds }: VisitSheet): DraftPart[] {
  const missing = partCodes.filter((code) => !holds.some(({ partCode }) => partCode === code))
  return [...Map.groupBy(missing, (code) => code)].map(([code, all]) => ({
    key: code,
    code,
    name: '',
    quantity: all.length,
    ...UNKNOWN_SERIALS,
  }))
}

/** What the report still needs, in the order in which it is asked. Who could not solve it need not tick everything. */
export function missingOf(draft: VisitDraft, checklist: readonly string[]): { what: Missing; count: number }[] {
  const left = checklist.filter((item) => !draft.ticked.includes(item)).length
  const unnamed = draft.parts.filter(({ code }) => code.trim() === '').length
  const missing: { what: Missing; count: number }[] = [
    { what: 'steps', count: draft.solved === false ? 0 : left },
    { what: 'parts', count: unnamed },
    { what: 'solved', count: draft.solved === undefined ? 1 : 0 },
    { what: 'note', count: draft.note.trim() === '' ? 1 : 0 },
  ]
  return missing.filter(({ count }) => count > 0)
}

/** The parts as the report says them; serials that were not entered are not there. */
export function usedPartsOf({ parts }: VisitDraft): VisitReport['usedParts'] {
  return parts.map(({ code, quantity, newSerial, oldSerial, defectiveBack }) => ({
    code: code.trim(),
    quantity,
    defectiveBack,
    ...(newSerial.trim() === '' ? {} : { newSerial: newSerial.trim() }),
    ...(oldSerial.trim() === '' ? {} : { oldSerial: oldSerial.trim() }),
  }))
}

/** The form of a visit as this phone has kept it; every change is kept at once. */
export function useVisitDraft(visit: VisitSheet, drafts: Shelf<unknown>, english: boolean) {
  const [draft, setDraft] = useState<VisitDraft>()
  const first = useRef(emptyDraft(visit, english))
  useEffect(() => {
    void drafts.get(first.current.visitId).then((kept) => setDraft((kept as VisitDraft | undefined) ?? first.current))
  }, [drafts])
  const change = (part: Partial<VisitDraft>): void => {
    if (!draft) return
    const next = { ...draft, ...part }
    setDraft(next)
    void drafts.put(next)
  }
  return [draft, change] as const
}
