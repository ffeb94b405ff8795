import type { PriceLine } from '../../pricing/model.ts'
import type { DateRange, LocalDate } from '../periods.ts'
import type { Exact } from '../proration.ts'

/** `setup` is a plan's own, `sale` stands alone, `fee` is the price of an early end. */
export type DueKind = 'recurring' | 'usage' | 'minimum' | 'setup' | 'sale' | 'fee'

/** So many units over some days of a period; `amount` is what they cost in the whole period. */
export interface Part extends DateRange {
  readonly quantity: bigint
  readonly amount: bigint
}

/**
 * What is owed for one item and one period by all that is known. The key stays the same while knowledge grows,
 * so the difference to what was billed under it is what is billed next.
 */
export interface Due {
  readonly key: string
  readonly kind: DueKind
  /** The span or fee that it comes from. */
  readonly source: string
  readonly subscription: string
  readonly code: string
  readonly name?: string | undefined
  readonly taxes?: readonly string[] | undefined
  /** The days it stands for: a period, or the part of it in which the item ran. */
  readonly range: DateRange
  /** Days of the whole anchored period. */
  readonly of: number
  readonly dueOn: LocalDate
  /** What is owed: by days, or as one amount. */
  readonly owed: { readonly parts: readonly Part[] } | { readonly exact: Exact; readonly quantity?: bigint | undefined }
  readonly unitPrice?: bigint | undefined
  readonly rating?: readonly PriceLine[] | undefined
  /** Windows whose value was copied because none was measured. */
  readonly estimated?: number | undefined
  /** The usage events and the item spans behind it. */
  readonly events: readonly string[]
  readonly spans: readonly string[]
  readonly devices: readonly string[]
}
