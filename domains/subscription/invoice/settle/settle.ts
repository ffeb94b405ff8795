import type { Due, Part } from '../due/due.ts'
import { daysIn, type DateRange } from '../periods.ts'
import { inMinor, NOTHING, prorate } from '../proration.ts'
import { entryOf, type Entry, type Ledger } from './ledger.ts'

/** One line that a due adds (or, below zero, takes off) to what was billed for it before. */
export interface Draft {
  readonly due: Due
  readonly entry: Entry
  readonly range: DateRange
  readonly days: number
  readonly quantity?: bigint | undefined
  /** Rounded once; never zero when it corrects something. */
  readonly amountMinor: bigint
  /** Events that no earlier line named. */
  readonly events: readonly string[]
}

/** Brings the ledger up to what is owed now, and answers the lines that this takes. */
export function settle(ledger: Ledger, due: Due, currency: string): Draft[] {
  const entry = entryOf(ledger, due)
  const first = !entry.settled
  const events = due.events.filter((id) => !entry.events.has(id))
  const drafts: Draft[] = []
  for (const change of changesOf(entry, due, currency)) {
    // Halves that were rounded up one by one must not take off more than there was.
    const amountMinor = change.amountMinor < -entry.billedMinor ? -entry.billedMinor : change.amountMinor
    if (amountMinor === 0n && !first) continue
    entry.billedMinor += amountMinor
    drafts.push({ due, entry, events, days: daysIn(change.range), ...change, amountMinor })
  }
  if (drafts.length > 0) for (const id of events) entry.events.add(id)
  entry.due = due
  entry.settled = true
  return drafts
}

interface Change {
  readonly range: DateRange
  readonly quantity?: bigint | undefined
  readonly amountMinor: bigint
}

function changesOf(entry: Entry, { owed, range, of }: Due, currency: string): Change[] {
  if ('parts' in owed) return changesOfParts(entry, owed.parts, of, currency)
  // The lines of an amount that grows are together always the rounded whole.
  const amountMinor = inMinor(owed.exact, currency) - inMinor(entry.exact, currency)
  const quantity = owed.quantity === undefined ? undefined : owed.quantity - entry.quantity
  entry.exact = owed.exact
  entry.quantity = owed.quantity ?? 0n
  return [{ range, quantity, amountMinor }]
}

/** Units by days: each stretch of days with more or fewer units than were billed is a line, rounded once. */
function changesOfParts(entry: Entry, parts: readonly Part[], of: number, currency: string): Change[] {
  const before = entry.parts
  entry.parts = parts
  if (parts.length === 0 && entry.billedMinor > 0n) {
    // All of it falls away, and with it what rounding may have left.
    const range = { start: before[0]!.start, end: before[before.length - 1]!.end }
    return [{ range, quantity: -before[0]!.quantity, amountMinor: -entry.billedMinor }]
  }
  return layered(differences(before, parts)).map(({ start, end, quantity, amount }) => {
    const range = { start, end }
    return { range, quantity, amountMinor: inMinor(prorate(amount, daysIn(range), of), currency) }
  })
}

/** The stretches in which `after` differs from `before`, neighbours that differ alike joined. */
function differences(before: readonly Part[], after: readonly Part[]): Part[] {
  const dates = [...new Set([...before, ...after].flatMap(({ start, end }) => [start, end]))].sort()
  const stretches: Part[] = []
  for (const [index, end] of dates.entries()) {
    const start = dates[index - 1]
    if (start === undefined) continue
    const [old, now] = [partAt(before, start), partAt(after, start)]
    const difference = { start, end, quantity: now.quantity - old.quantity, amount: now.amount - old.amount }
    if (difference.quantity === 0n && difference.amount === 0n) continue
    const last = stretches[stretches.length - 1]
    const joins = last?.end === start && last.quantity === difference.quantity && last.amount === difference.amount
    if (joins) stretches[stretches.length - 1] = { ...last, end }
    else stretches.push(difference)
  }
  return stretches
}

/**
 * Shows growing quantities as people do: 120 all month and 3 more from the middle, rather than 120 and then 123.
 * Stretches that fall, or whose price does not rise with the quantity, stay as they are.
 */
function layered(stretches: readonly Part[]): Part[] {
  const [first] = stretches
  if (!first) return []
  const gap = stretches.findIndex(({ start }, index) => index > 0 && stretches[index - 1]!.end !== start)
  if (gap > 0) return [...layered(stretches.slice(0, gap)), ...layered(stretches.slice(gap))]
  const least = stretches.reduce((least, part) => (part.quantity < least.quantity ? part : least))
  const rest = stretches.map((part) => ({
    ...part,
    quantity: part.quantity - least.quantity,
    amount: part.amount - least.amount,
  }))
  const rises = least.quantity > 0n && least.amount >= 0n && rest.every(({ amount }) => amount >= 0n)
  if (!rises) return [...stretches]
  const base = { ...least, start: first.start, end: stretches[stretches.length - 1]!.end }
  return [base, ...layered(rest.filter(({ quantity }) => quantity > 0n))]
}

function partAt(parts: readonly Part[], date: string): { quantity: bigint; amount: bigint } {
  return parts.find(({ start, end }) => start <= date && date < end) ?? { quantity: 0n, amount: 0n }
}

/** A due that later knowledge took away altogether. */
export function withdraw({ due }: Entry): Due {
  const owed = 'parts' in due.owed ? { parts: [] } : { exact: NOTHING, quantity: 0n }
  return { ...due, owed, events: [] }
}
