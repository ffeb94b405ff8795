import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { z } from 'zod'
import type { Columns } from './sheet.ts'

/** How one kind of spreadsheet becomes rows of one kind. A row is known again by its code. */
export interface Importer<Row extends { readonly id: string }> {
  readonly columns: Columns
  /** Reads a cell; what cannot be read stays as it is and is refused by the shape. */
  readonly valueOf: (field: string, text: string) => unknown
  /** What each value has to be, whether or not it is there. */
  readonly shape: z.ZodType
  /** The column that holds the code of an organisation, and the property that takes its id. */
  readonly reference: { readonly column: string; readonly property: string; readonly inSameSheet: boolean }
  readonly known: (tx: Tx, context: Context, codes: readonly string[]) => Promise<Map<string, Row>>
  readonly create: (tx: Tx, context: Context, drafts: readonly Draft[]) => Promise<unknown>
  readonly change: (tx: Tx, context: Context, row: Row, values: Values) => Promise<unknown>
}

export type Values = Readonly<Record<string, unknown>>

/** A row that is not yet there. */
export interface Draft {
  readonly id: string
  readonly code: string
  readonly values: Values
}
