import type { LocalDate } from '../periods.ts'
import type { Wallet } from '../scenario/scenario.ts'
import type { CreditNote, InvoiceLine } from './invoice.ts'

/** Money put into a wallet at once, with its own end. */
export interface Grant {
  readonly wallet: string
  readonly on: LocalDate
  readonly expires?: LocalDate | undefined
  readonly priority: number
  readonly amountMinor: bigint
  leftMinor: bigint
}

/** What of each line is still open; credits and wallets pay the lines in their order. */
export interface Open {
  readonly line: InvoiceLine
  openMinor: bigint
}

/** Credit notes that wait pay first, the oldest first. */
export function payByCredit(open: readonly Open[], notes: readonly CreditNote[]) {
  const credits: { creditNote: string; amountMinor: bigint }[] = []
  for (const note of notes) {
    const amountMinor = pay(open, note.balanceMinor)
    note.balanceMinor -= amountMinor
    if (amountMinor > 0n) credits.push({ creditNote: note.number, amountMinor })
  }
  return credits
}

/** Then wallets: by the wallet's priority, the grant's priority, the earlier end, the earlier day. */
export function payByWallets(
  open: readonly Open[],
  grants: readonly Grant[],
  wallets: Readonly<Record<string, Wallet>>,
  date: LocalDate,
) {
  const usable = grants.filter((grant) => grant.on <= date && !isExpired(grant, date)).sort(byPriority(wallets))
  const paid = new Map<string, bigint>()
  for (const grant of usable) {
    const { charges } = wallets[grant.wallet]!
    const eligible = charges ? open.filter(({ line }) => charges.includes(line.charge)) : open
    const amount = pay(eligible, grant.leftMinor)
    grant.leftMinor -= amount
    if (amount > 0n) paid.set(grant.wallet, (paid.get(grant.wallet) ?? 0n) + amount)
  }
  return [...paid].map(([wallet, amountMinor]) => ({ wallet, amountMinor }))
}

export function isExpired({ expires }: Grant, date: LocalDate): boolean {
  return expires !== undefined && expires <= date
}

const NEVER = '9999-12-31'

function byPriority(wallets: Readonly<Record<string, Wallet>>) {
  const rank = ({ wallet, priority, expires = NEVER, on }: Grant) =>
    [wallets[wallet]!.priority, priority, expires, on] as const
  return (a: Grant, b: Grant): number => {
    const [x, y] = [rank(a), rank(b)]
    const differs = x.findIndex((value, index) => value !== y[index])
    return differs < 0 ? 0 : x[differs]! < y[differs]! ? -1 : 1
  }
}

function pay(open: readonly Open[], amountMinor: bigint): bigint {
  let left = amountMinor
  for (const line of open) {
    const part = left < line.openMinor ? left : line.openMinor
    line.openMinor -= part
    left -= part
  }
  return amountMinor - left
}
