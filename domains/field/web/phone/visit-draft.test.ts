import { expect, test } from 'vitest'
import type { VisitSheet } from '../api.ts'
import { emptyDraft, missingOf, usedPartsOf, type VisitDraft } from './visit-draft.ts'
import { nextVisit } from './use-my-day.ts'

const sheet = {
  visitId: 'v1',
  partCodes: ['SSD-1T', 'SSD-1T', 'BAT-57'],
  holds: [{ locationId: 'l', partCode: 'SSD-1T', partName: '固态硬盘', partNameEn: 'SSD', quantity: 2 }],
  person: { name: '李雯', phone: null },
} as unknown as VisitSheet
const steps = ['Backup', 'Disk']
const ready: VisitDraft = { ...emptyDraft(sheet, true), solved: true, ticked: steps, note: 'Swapped' }

test('the form begins with the parts that were promised and the person who will sign', () => {
  const draft = emptyDraft(sheet, true)
  expect(draft).toMatchObject({
    signedBy: '李雯',
    parts: [
      { code: 'SSD-1T', name: 'SSD', quantity: 2 },
      { code: 'BAT-57', name: '', quantity: 1 },
    ],
  })
  expect(usedPartsOf(draft)).toEqual([
    { code: 'SSD-1T', quantity: 2, defectiveBack: true },
    { code: 'BAT-57', quantity: 1, defectiveBack: true },
  ])
})

test.each([
  { draft: ready, missing: [], because: 'all is filled in' },
  { draft: { ...ready, ticked: ['Disk'] }, missing: ['steps'], because: 'a solved visit has done every step' },
  {
    draft: { ...ready, ticked: [], solved: false },
    missing: [],
    because: 'what was not solved stops where it stopped',
  },
  { draft: { ...ready, note: '  ' }, missing: ['note'], because: 'spaces say nothing' },
  { draft: { ...ready, solved: undefined }, missing: ['solved'], because: 'somebody has to say it' },
])('missing $missing: $because', ({ draft, missing }) => {
  expect(missingOf(draft, steps).map(({ what }) => what)).toEqual(missing)
})

test('next is what is under way, then the first that is planned', () => {
  const of = (...states: string[]) => states.map((state, index) => ({ state, visitId: String(index) }) as VisitSheet)
  expect(nextVisit(of('completed', 'planned', 'on_site'))?.visitId).toBe('2')
  expect(nextVisit(of('completed', 'planned', 'planned'))?.visitId).toBe('1')
  expect(nextVisit(of('completed'))).toBeUndefined()
})
