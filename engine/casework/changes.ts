import { isDeepStrictEqual } from 'node:util'
import type { CaseRecord } from './case-record.ts'

/** One value that was changed, as the timeline shows it. */
export interface Change {
  readonly before: unknown
  readonly after: unknown
}

const COLUMNS = ['subject', 'priority', 'customerId', 'siteId', 'personId', 'teamId', 'assigneeId'] as const

/** `{ changes: { priority: { before, after }, 'fields.hours': … } }`, or nothing when all is as it was. */
export function changesBetween(before: CaseRecord, after: CaseRecord): { changes?: Readonly<Record<string, Change>> } {
  const changes = [
    ...COLUMNS.map((name) => [name, before[name], after[name]] as const),
    ...fieldNames(before, after).map((name) => [`fields.${name}`, before.fields[name], after.fields[name]] as const),
  ].filter(([, was, is]) => !isDeepStrictEqual(asStored(was), asStored(is)))
  if (changes.length === 0) return {}
  return {
    changes: Object.fromEntries(
      changes.map(([name, was, is]) => [name, { before: was ?? null, after: is ?? null }] as const),
    ),
  }
}

/** jsonb keeps no order of keys and no `undefined`. */
function asStored(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value))
}

function fieldNames(before: CaseRecord, after: CaseRecord): string[] {
  return [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])]
}
