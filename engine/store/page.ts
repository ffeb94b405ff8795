import { invalidInput, type Page } from '#engine/kernel'
import { sql, type RawBuilder } from 'kysely'

/**
 * Keyset pages: a list asks for `limit + 1` rows after a position and never counts or skips.
 * The position is the sort key of the last row shown, ending in its id so that it is unique.
 */
export type Position = readonly (string | number | null)[]

export function encodePosition(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

export function decodePosition(text: string, columns: number): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(position) && position.length === columns) return position as Position
  } catch {
    // Answered below, together with a position of the wrong length.
  }
  throw invalidInput([{ path: '/after', message: 'is not a position that a page before has given' }])
}

/** Cuts the extra row off and says where the next page begins. */
export function toPage<Row>(rows: Row[], limit: number, positionOf: (row: Row) => Position): Page<Row> {
  if (rows.length <= limit) return { items: rows, next: null }
  const items = rows.slice(0, limit)
  return { items, next: encodePosition(positionOf(items[limit - 1]!)) }
}

/**
 * `(a, id) < (…)` for a list sorted `a desc, id desc`, or true on the first page.
 * Columns are trusted SQL from the code; values are parameters.
 */
export function beyond(
  columns: readonly string[],
  after: string | undefined,
  direction: 'asc' | 'desc',
): RawBuilder<boolean> {
  if (after === undefined) return sql`true`
  const values = decodePosition(after, columns.length)
  const sign = sql.raw(direction === 'asc' ? '>' : '<')
  return sql`(${sql.raw(columns.join(', '))}) ${sign} (${sql.join(values)})`
}
