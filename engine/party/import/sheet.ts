import { parseCsv, type CsvRow } from '#engine/kernel'

/** A row of a spreadsheet that is no header: what stands in the columns that are known. Empty cells are left out. */
export interface SheetRow {
  /** In the text, counted from 1. */
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

export type ProblemKind =
  | 'unknown-column'
  | 'missing-column'
  | 'missing'
  | 'wrong'
  | 'unknown'
  | 'twice'
  | 'too-many'
  | 'no-rows'

/** What stands in the way of an import, and where. */
export interface SheetProblem {
  readonly line: number
  /** As the header calls it; null for what concerns the whole row or text. */
  readonly column: string | null
  readonly kind: ProblemKind
  /** What stands there. */
  readonly value: string | null
}

export interface Sheet {
  readonly rows: readonly SheetRow[]
  readonly problems: readonly SheetProblem[]
}

export const ROWS_MAX = 5000

/** The names that a column may have in the header, by the field that it fills. */
export type Columns = Readonly<Record<string, { readonly names: readonly string[]; readonly needed?: true }>>

/** Reads a text with a header. A column that nobody knows is a problem: what it holds would be lost silently. */
export function readSheet(csv: string, columns: Columns): Sheet {
  const [header, ...rows] = parseCsv(csv)
  if (!header || rows.length === 0) return { rows: [], problems: [{ ...NOWHERE, kind: 'no-rows' }] }
  if (rows.length > ROWS_MAX) {
    return { rows: [], problems: [{ ...NOWHERE, kind: 'too-many', value: String(rows.length) }] }
  }
  const fields = header.fields.map((name) => fieldOf(name, columns))
  const unknown = header.fields.filter((name, index) => fields[index] === undefined && name.trim() !== '')
  const missing = Object.entries(columns).filter(([field, { needed }]) => needed && !fields.includes(field))
  return {
    rows: rows.map((row) => ({ line: row.line, cells: cellsOf(row, fields) })),
    problems: [
      ...unknown.map((column) => ({ line: header.line, column, kind: 'unknown-column' as const, value: null })),
      ...missing.map(([column]) => ({ line: header.line, column, kind: 'missing-column' as const, value: null })),
    ],
  }
}

const NOWHERE = { line: 1, column: null, value: null } as const

function fieldOf(name: string, columns: Columns): string | undefined {
  const wanted = name.trim().toLowerCase()
  return Object.entries(columns).find(
    ([field, { names }]) => field.toLowerCase() === wanted || names.some((known) => known.toLowerCase() === wanted),
  )?.[0]
}

function cellsOf({ fields: values }: CsvRow, fields: readonly (string | undefined)[]): Record<string, string> {
  const cells = fields.map((field, index) => [field, (values[index] ?? '').trim()] as const)
  return Object.fromEntries(cells.filter(([field, value]) => field !== undefined && value !== '')) as Record<
    string,
    string
  >
}
