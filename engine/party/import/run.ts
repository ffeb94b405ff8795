/**
 * Brings a spreadsheet in, all of it or nothing. The same reading serves the preview, so what a preview calls good can
 * be brought in. Whatever has the code of a row is changed by it, the rest is made; an empty cell says nothing and
 * changes nothing. So the same text twice changes nothing the second time.
 */
import { newId, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { organisationTable } from '../organisations.ts'
import { rowsByCodes } from '../table.ts'
import type { Draft, Importer, Values } from './importer.ts'
import { readSheet, type SheetProblem, type SheetRow } from './sheet.ts'

export interface ImportReport {
  readonly rows: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  /** The first of them, by line. */
  readonly problems: readonly SheetProblem[]
  readonly problemCount: number
  /** Whether it was done; never with a problem. */
  readonly applied: boolean
}

const PROBLEMS_SHOWN = 200

export async function importRows<Row extends { readonly id: string }>(
  tx: Tx,
  context: Context,
  importer: Importer<Row>,
  { csv, apply }: { readonly csv: string; readonly apply: boolean },
): Promise<ImportReport> {
  const sheet = readSheet(csv, importer.columns)
  const known = await importer.known(tx, context, codesIn(sheet.rows, 'code'))
  const ids = await idsByCode(tx, context, importer, sheet.rows, known)
  const read = sheet.rows.map((row) => readRow(row, importer, ids))
  const problems = [...sheet.problems, ...repeated(sheet.rows), ...read.flatMap((row) => row.problems)]
  const fresh = read.filter(({ code }) => !known.has(code))
  const changed = read.filter(({ code, values }) => known.has(code) && differs(known.get(code)!, values))
  const applied = apply && problems.length === 0
  if (applied) {
    await importer.create(
      tx,
      context,
      fresh.map(({ code, values }): Draft => ({ id: ids.own.get(code)!, code, values })),
    )
    for (const { code, values } of changed) await importer.change(tx, context, known.get(code)!, values)
  }
  return {
    rows: sheet.rows.length,
    created: fresh.length,
    changed: changed.length,
    unchanged: read.length - fresh.length - changed.length,
    problems: problems.toSorted((a, b) => a.line - b.line).slice(0, PROBLEMS_SHOWN),
    problemCount: problems.length,
    applied,
  }
}

interface Ids {
  /** Of the rows of this sheet. */
  readonly own: ReadonlyMap<string, string>
  /** Of the organisations that rows may point to. */
  readonly referenced: ReadonlyMap<string, string>
}

async function idsByCode<Row extends { readonly id: string }>(
  tx: Tx,
  context: Context,
  { reference }: Importer<Row>,
  rows: readonly SheetRow[],
  known: ReadonlyMap<string, Row>,
): Promise<Ids> {
  const own = new Map(codesIn(rows, 'code').map((code) => [code, known.get(code)?.id ?? newId()]))
  const organisations = await rowsByCodes(tx, context, organisationTable, codesIn(rows, reference.column))
  const stored = new Map(organisations.map(({ code, id }) => [code!, id]))
  return { own, referenced: reference.inSameSheet ? new Map([...stored, ...own]) : stored }
}

interface ReadRow {
  readonly code: string
  readonly values: Values
  readonly problems: readonly SheetProblem[]
}

function readRow<Row extends { readonly id: string }>(
  { line, cells }: SheetRow,
  { columns, valueOf, shape, reference }: Importer<Row>,
  { referenced }: Ids,
): ReadRow {
  const { [reference.column]: owner, ...own } = cells
  const values = Object.fromEntries(Object.entries(own).map(([field, text]) => [field, valueOf(field, text)]))
  const missing = Object.keys(columns).filter((field) => columns[field]!.needed && cells[field] === undefined)
  const issues = shape.safeParse(values).error?.issues ?? []
  const wrong = [...new Set(issues.map(({ path }) => String(path[0])))]
  const unknown = owner !== undefined && !referenced.has(owner) ? [reference.column] : []
  const at = (kind: SheetProblem['kind']) => (column: string) => ({ line, column, kind, value: cells[column] ?? null })
  return {
    code: cells['code'] ?? '',
    values: owner === undefined ? values : { ...values, [reference.property]: referenced.get(owner) },
    problems: [...missing.map(at('missing')), ...wrong.map(at('wrong')), ...unknown.map(at('unknown'))],
  }
}

/** A code that stands in two rows says two things of one. */
function repeated(rows: readonly SheetRow[]): SheetProblem[] {
  const seen = new Set<string>()
  return rows.flatMap(({ line, cells: { code } }): SheetProblem[] => {
    if (code === undefined) return []
    if (seen.has(code)) return [{ line, column: 'code', kind: 'twice', value: code }]
    seen.add(code)
    return []
  })
}

function codesIn(rows: readonly SheetRow[], column: string): string[] {
  return [...new Set(rows.flatMap(({ cells }) => cells[column] ?? []))]
}

function differs(row: object, values: Values): boolean {
  const stored = row as Values
  return Object.entries(values).some(([key, value]) => JSON.stringify(stored[key]) !== JSON.stringify(value))
}
