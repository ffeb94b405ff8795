/** Tables as files that a spreadsheet opens: RFC 4180, UTF-8 with a mark, and nothing that is run as a formula. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'

export type Cell = string | number | null

export interface Table {
  /** Of the file, without its ending. */
  readonly name: string
  readonly header: readonly string[]
  /** Rows as they become known; a large table is never whole in memory. */
  readonly rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>
}

const MARK = '\ufeff'
const LINE_END = '\r\n'
/** A text that begins so is a formula to a spreadsheet (OWASP, CSV injection). */
const FORMULA = /^[\s\p{Default_Ignorable_Code_Point}]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u

/** Answers a table as a download, row by row. */
export function sendCsv(reply: FastifyReply, { name, header, rows }: Table): FastifyReply {
  return reply
    .header('content-type', 'text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${name}.csv"`)
    .send(Readable.from(linesOf(header, rows)))
}

async function* linesOf(header: Table['header'], rows: Table['rows']): AsyncGenerator<string> {
  yield MARK + csvLine(header)
  for await (const row of rows) yield csvLine(row)
}

export function csvLine(row: readonly Cell[]): string {
  return row.map(cellText).join(',') + LINE_END
}

/** Our own figures stay figures; texts that look like formulas are made plain by an apostrophe. */
function cellText(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const plain = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain
}
