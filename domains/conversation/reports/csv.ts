/** Tables as files that a spreadsheet opens: RFC 4180, UTF-8 with a mark, and nothing that is run as a formula. */
export type Cell = string | number | null

const MARK = '\ufeff'
const LINE_END = '\r\n'
/** A text that begins so is a formula to a spreadsheet (OWASP, CSV injection). */
const FORMULA = /^[\s\p{Default_Ignorable_Code_Point}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u

export function csvOf(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return MARK + [header, ...rows].map((row) => row.map(cellText).join(',') + LINE_END).join('')
}

/** Our own figures stay figures; texts that look like formulas are made plain by an apostrophe. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const plain = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
