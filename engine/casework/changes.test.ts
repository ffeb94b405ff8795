import { expect, test } from 'vitest'
import type { CaseRecord } from './case-record.ts'
import { changesBetween } from './changes.ts'

const withFields = (fields: Record<string, unknown>) =>
  ({ subject: 'The lamp is dark', fields }) as unknown as CaseRecord

test('what only lies in another order in the database was not changed', () => {
  const stored = withFields({ cover: { plan: 'gold', parts: true } })
  const written = withFields({ cover: { parts: true, plan: 'gold', until: undefined }, hours: undefined })
  expect(changesBetween(stored, written)).toEqual({})
})

test('a value inside a field is a change of the field', () => {
  expect(changesBetween(withFields({ cover: { plan: 'gold' } }), withFields({ cover: { plan: 'basic' } }))).toEqual({
    changes: { 'fields.cover': { before: { plan: 'gold' }, after: { plan: 'basic' } } },
  })
})
