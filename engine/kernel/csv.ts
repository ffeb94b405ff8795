/** A row of a CSV text; blank rows are left out. */
export interface CsvRow {
  /** Of its first character, counted from 1. */
  readonly line: number
  readonly fields: readonly string[]
}

/**
 * Rows of a CSV text (RFC 4180): quoted fields may contain separators, line breaks and doubled quotes. What is copied
 * out of a spreadsheet is separated by tabs, what some of them save by semicolons: the first line decides.
 */
export function parseCsv(source: string, separator: string = separatorOf(source)): CsvRow[] {
  const text = source.replace(/^\uFEFF/, '')
  const rows: CsvRow[] = []
  let row = { line: 1, fields: [] as string[] }
  let field = ''
  let quoted = false
  let line = 1
  const endField = (): void => {
    row.fields.push(field)
    field = ''
  }
  const endRow = (): void => {
    endField()
    if (row.fields.some((value) => value.trim() !== '')) rows.push(row)
    row = { line, fields: [] }
  }
  for (let at = 0; at < text.length; at++) {
    const mark = text[at]!
    if (mark === '\n') line += 1
    if (quoted) {
      if (mark !== '"') field += mark
      else if (text[at + 1] === '"') field += text[++at]!
      else quoted = false
    } else if (mark === '"' && field === '') quoted = true
    else if (mark === separator) endField()
    else if (mark === '\n') endRow()
    else if (mark !== '\r') field += mark
  }
  endRow()
  return rows
}

function separatorOf(source: string): string {
  const [first = ''] = source.split('\n', 1)
  return [',', '\t', ';'].find((mark) => first.includes(mark)) ?? ','
}
