import { sql, type Tx } from '#engine/store'
import { termsOf } from '../agreement/agreements.ts'
import { todayIn, zoneOf } from '../agreement/entered.ts'
import { billAgreement, type Billing } from '../invoice/bill.ts'
import type { InvoiceLine } from '../invoice/document/invoice.ts'
import { addMonths } from '../invoice/periods.ts'
import type { LineRow } from './invoices.ts'
import { lineRowOf } from './line-row.ts'
import { scenarioOf } from './scenario.ts'

/** What the current month comes to if nothing more happens in it: levels hold, seats stay. */
export interface Estimate {
  readonly from: string
  /** The first day that no longer belongs to it. */
  readonly to: string
  readonly today: string
  readonly currency: string
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly totalMinor: bigint
  /** The month before, reckoned the same way; null when nothing was billed for it. */
  readonly beforeMinor: bigint | null
  readonly lines: readonly LineRow[]
  /** Usage of this month; and what arrived in it for an earlier one. */
  readonly events: number
  readonly lateEvents: number
}

/** A dry run of billing to the end of the month; nothing is stored. */
export async function estimateMonth(tx: Tx, agreementId: string): Promise<Estimate> {
  const zone = zoneOf(await termsOf(tx, agreementId))
  const today = todayIn(zone)
  const from = `${today.slice(0, 7)}-01`
  const to = addMonths(from, 1)
  const scenario = await scenarioOf(tx, agreementId, to)
  const billing = billAgreement(scenario)
  const invoices = billedWithin(billing, from, to)
  const before = billedWithin(billing, addMonths(from, -1), from)
  const lines = invoices.flatMap((invoice) => invoice.lines)
  return {
    from,
    to,
    today,
    currency: scenario.currency,
    netMinor: sum(lines.map(({ netMinor }) => netMinor)),
    taxMinor: sum(lines.map(({ taxMinor }) => taxMinor)),
    totalMinor: sum(invoices.map(({ totalMinor }) => totalMinor)),
    beforeMinor: before.length === 0 ? null : sum(before.map(({ totalMinor }) => totalMinor)),
    lines: lines.map((line: InvoiceLine, index) => ({ ...lineRowOf(line, scenario), line: index + 1 })),
    ...(await countUsage(tx, agreementId, { from, to, zone })),
  }
}

/** Invoices of a month are dated after its first day, up to the first day of the next: arrears fall due on that. */
function billedWithin({ invoices }: Billing, from: string, to: string) {
  return invoices.filter(({ date }) => from < date && date <= to)
}

function countUsage(
  tx: Tx,
  agreementId: string,
  { from, to, zone }: { from: string; to: string; zone: string },
): Promise<{ events: number; lateEvents: number }> {
  return tx.one(sql<{ events: number; lateEvents: number }>`
    with month as (select ${from}::timestamp at time zone ${zone} as starts, ${to}::timestamp at time zone ${zone} as ends)
    select count(*) filter (where at >= starts and at < ends)::int as events,
      count(*) filter (where at < starts and received_at >= starts)::int as "lateEvents"
    from subscription.usage_event, month where agreement_id = ${agreementId}`)
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n)
}
