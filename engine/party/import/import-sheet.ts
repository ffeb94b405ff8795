import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { organisationImporter, personImporter, siteImporter } from './importers.ts'
import { importRows, type ImportReport } from './run.ts'

export type SheetKind = 'organisations' | 'sites' | 'people'

/** Brings in, or tries, a spreadsheet of one kind. */
export function importSheet(
  tx: Tx,
  context: Context,
  kind: SheetKind,
  text: { readonly csv: string; readonly apply: boolean },
): Promise<ImportReport> {
  if (kind === 'organisations') return importRows(tx, context, organisationImporter, text)
  if (kind === 'sites') return importRows(tx, context, siteImporter, text)
  return importRows(tx, context, personImporter, text)
}
