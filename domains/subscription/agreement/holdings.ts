import type { Tx } from '#engine/store'
import { scenarioOf } from '../billing/scenario.ts'
import { replay } from '../invoice/agreement/replay.ts'
import { decimalText, QUANTITY_DIGITS } from '../pricing/exact.ts'
import { termsOf } from './agreements.ts'
import { todayIn, zoneOf } from './entered.ts'

/** What runs under an agreement today: seats and devices, and how it is billed. */
export interface Holdings {
  readonly items: readonly Holding[]
  readonly interval: { readonly months: number } | { readonly days: number } | null
  readonly timing: 'advance' | 'arrears' | null
}

export interface Holding {
  readonly charge: string
  readonly name: string
  readonly quantity: string
  /** Decimal text with a sign: what the last change added. */
  readonly change: string | null
  readonly changedOn: string | null
}

export async function holdingsOf(tx: Tx, agreementId: string): Promise<Holdings> {
  const today = todayIn(zoneOf(await termsOf(tx, agreementId)))
  const { book } = replay(await scenarioOf(tx, agreementId, today), today)
  const running = book.spans.filter(({ steps, endsOn }) => steps.length > 0 && (endsOn === undefined || endsOn > today))
  const [first] = book.running.values()
  return {
    items: running.map(({ charge, quantity, steps }) => {
      const last = steps.at(-1)!
      const added = steps.length > 1 ? last.quantity - (steps.at(-2)?.quantity ?? 0n) : null
      return {
        charge: charge.code,
        name: charge.name ?? charge.code,
        quantity: decimalText(quantity, QUANTITY_DIGITS),
        change: added === null ? null : decimalText(added, QUANTITY_DIGITS),
        changedOn: added === null ? null : last.from,
      }
    }),
    interval: first?.plan.interval ?? null,
    timing: first?.plan.charges.find((charge) => charge.kind === 'recurring')?.timing ?? null,
  }
}
