/** Rows of a CSV text (RFC 4180): quoted fields may contain commas, line breaks and doubled quotes. */
export interface CsvRow {
  /** Of its first character, counted from 1. */
  readonly line: number
  readonly fields: readonly string[]
}

export function parseCsv(source: string): CsvRow[] {
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
    else if (mark === ',') endField()
    else if (mark === '\n') endRow()
    else if (mark !== '\r') field += mark
  }
  endRow()
  return rows
}
