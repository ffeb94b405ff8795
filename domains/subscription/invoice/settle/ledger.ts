import type { Due, Part } from '../due/due.ts'
import { NOTHING, type Exact } from '../proration.ts'
import type { InvoiceLine } from '../document/invoice.ts'

/** What was billed under the key of a due, and by what that was reckoned. */
export interface Entry {
  due: Due
  parts: readonly Part[]
  exact: Exact
  quantity: bigint
  /** Whether a line was ever drawn up for it. */
  settled: boolean
  /** Lines less credits. */
  billedMinor: bigint
  readonly events: Set<string>
  /** The invoice lines, the latest last; a credit is taken off the latest first. */
  readonly lines: InvoiceLine[]
}

/** What has been settled so far; the same knowledge settled again changes nothing. */
export type Ledger = Map<string, Entry>

export function entryOf(ledger: Ledger, due: Due): Entry {
  const known = ledger.get(due.key)
  if (known) return known
  const nothing = { parts: [], exact: NOTHING, quantity: 0n, settled: false, billedMinor: 0n }
  const entry: Entry = { due, ...nothing, events: new Set(), lines: [] }
  ledger.set(due.key, entry)
  return entry
}
