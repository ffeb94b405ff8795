import type { z } from 'zod'
import { invalidInput, type Problem } from '#engine/kernel'
import type { CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType, TransitionRule } from './case-type.ts'
import { caseworkRefusals } from './errors.ts'

/** The type's own fields of a case, checked whole; every problem at once, below `/fields`. */
export function checkedFields<S extends CaseShape>(type: CaseType<S>, fields: unknown): z.output<S['fields']> {
  const checked = readFields(type, fields)
  if (checked.problems.length > 0) throw invalidInput(checked.problems)
  return checked.fields
}

/** The same for an act, which may ask for fields that could stay empty so far. */
export function fieldsForAct<S extends CaseShape>(
  type: CaseType<S>,
  rule: TransitionRule<S>,
  next: CaseRecord<S>,
): z.output<S['fields']> {
  const { fields, problems } = readFields(type, next.fields)
  const missing = missingFor(rule, { ...next, fields })
  if (missing.length > 0) throw caseworkRefusals.fieldsMissing({ act: rule.act }, [...missing, ...problems])
  if (problems.length > 0) throw invalidInput(problems)
  return fields
}

/** Absent stays, null empties (unless null is a value of the field), anything else replaces. */
export function mergedFields<S extends CaseShape>(
  type: CaseType<S>,
  fields: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...fields }
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue
    if (value === null && !takesNull(type, name)) delete merged[name]
    else merged[name] = value
  }
  return merged
}

/** Which of the columns and fields that an act asks for are still empty. */
export function stillMissing<S extends CaseShape>(rule: TransitionRule<S>, record: CaseRecord<S>): string[] {
  return (rule.requires ?? []).filter((name) => isEmpty(valueOf(record, name)))
}

function missingFor<S extends CaseShape>(rule: TransitionRule<S>, record: CaseRecord<S>): Problem[] {
  return stillMissing(rule, record).map((name) => ({
    path: Object.hasOwn(record, name) ? `/${name}` : `/fields/${name}`,
    message: `is needed to ${rule.act}`,
  }))
}

function valueOf(record: CaseRecord, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name as keyof CaseRecord] : record.fields[name]
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

function takesNull(type: CaseType, name: string): boolean {
  return type.fields.shape[name]?.safeParse(null).success === true
}

function readFields<S extends CaseShape>(
  type: CaseType<S>,
  fields: unknown,
): { fields: z.output<S['fields']>; problems: Problem[] } {
  const checked = type.fields.safeParse(fields)
  if (checked.success) return { fields: checked.data as z.output<S['fields']>, problems: [] }
  const problems = checked.error.issues.flatMap(({ path, message, ...issue }) => {
    const unknown = issue.code === 'unrecognized_keys' ? issue.keys : undefined
    if (unknown) return unknown.map((key) => ({ path: pointer([...path, key]), message: 'is not known here' }))
    return [{ path: pointer(path), message }]
  })
  return { fields: fields as z.output<S['fields']>, problems }
}

function pointer(path: readonly PropertyKey[]): string {
  return `/fields${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
}
