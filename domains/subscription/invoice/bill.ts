import { invalidInput } from '#engine/kernel'
import type { Book } from './agreement/book.ts'
import { replay } from './agreement/replay.ts'
import type { Clerk } from './clerk.ts'
import { creditable, creditLines } from './document/credit.ts'
import { drawUpCredits, drawUpInvoice, issueCreditNote, openDocuments, type Documents } from './document/draw-up.ts'
import type { CreditNote, Invoice } from './document/invoice.ts'
import type { Grant } from './document/wallet.ts'
import type { Due } from './due/due.ts'
import { openEventLog } from './due/event-log.ts'
import { feeDue } from './due/fee.ts'
import { minimumDue } from './due/minimum.ts'
import { recurringDues } from './due/recurring.ts'
import { openUsageRating } from './due/usage.ts'
import { addDays, periodsWithin, startOfDay, type Cycle, type LocalDate, type Period } from './periods.ts'
import { exactly, inMinor } from './proration.ts'
import { thresholdRuns } from './progressive.ts'
import { nextRunAfter } from './run-dates.ts'
import type { UsageEvent } from './scenario/events.ts'
import type { Action, Agreement } from './scenario/scenario.ts'
import type { Ledger } from './settle/ledger.ts'
import { settle, withdraw } from './settle/settle.ts'

/** All documents from the first action to `until`, and what is left. */
export interface Billing {
  readonly invoices: readonly Invoice[]
  readonly creditNotes: readonly CreditNote[]
  readonly grants: readonly Grant[]
  /** Events that fell into no subscription that prices their meter. */
  readonly outside: readonly UsageEvent[]
}

/**
 * Bills an agreement from its first day. On every date on which something falls due, all that is owed by then is
 * reckoned anew from what is known by then, and the difference to what was billed becomes lines and credits. So a
 * late event is billed in its own period, a second run bills nothing, and the order of arrival does not matter.
 * Pure: the same agreement gives the same documents; a later `until` only adds to them.
 */
export function billAgreement(agreement: Agreement): Billing {
  const { problems } = replay(agreement, agreement.until)
  if (problems.length > 0) throw invalidInput(problems)
  const { actions, customer, until } = agreement
  const log = openEventLog(agreement.events)
  const clerk: Clerk = {
    agreement,
    rateUsage: openUsageRating(agreement, log),
    ledger: new Map(),
    documents: openDocuments(agreement),
    book: replay(agreement, '0000-01-01').book,
  }
  let date: LocalDate | undefined = actions.map(({ knownOn }) => knownOn).sort()[0]
  while (date !== undefined && date <= until) {
    clerk.book = replay(agreement, date).book
    actOnDocuments(clerk, date)
    bill(clerk, duesOn(clerk, date), date)
    const next = nextRunAfter(clerk.book, date)
    const end = next !== undefined && next <= until ? next : addDays(until, 1)
    for (const run of thresholdRuns(clerk, startOfDay(date, customer.timeZone), startOfDay(end, customer.timeZone))) {
      bill(clerk, run.dues(), run.date)
    }
    date = next
  }
  const { invoices, creditNotes, grants } = clerk.documents
  return { invoices, creditNotes, grants, outside: outsideEvents(clerk) }
}

/** Settles dues and draws up what changes: credits first, so that they can pay the invoice of the same day. */
function bill({ agreement, ledger, documents, book }: Clerk, dues: readonly Due[], date: LocalDate): void {
  const { currency } = agreement
  const drafts = dues.flatMap((due) => settle(ledger, due, currency))
  for (const due of minimumsOn(book, ledger, date, currency)) drafts.push(...settle(ledger, due, currency))
  const coupons = book.coupons.filter(({ on }) => on <= date)
  drawUpCredits(
    documents,
    drafts.filter(({ amountMinor }) => amountMinor < 0n),
    date,
  )
  drawUpInvoice(
    documents,
    drafts.filter(({ amountMinor }) => amountMinor >= 0n),
    coupons,
    date,
  )
}

/** Everything that is owed by a date, and what no longer is. */
function duesOn({ agreement, book, ledger, rateUsage }: Clerk, date: LocalDate): Due[] {
  const knownMs = startOfDay(date, agreement.customer.timeZone)
  const dues = [
    ...book.spans.flatMap((span) => recurringDues(span, date)),
    ...book.usages.flatMap((span) => periodsUpTo(span, date).flatMap((period) => rateUsage(span, period, knownMs))),
    ...book.fees.map(feeDue),
  ].filter(({ dueOn }) => dueOn <= date)
  const owed = new Set(dues.map(({ key }) => key))
  const gone = [...ledger.values()].filter(
    ({ due, billedMinor }) => due.kind !== 'minimum' && due.dueOn <= date && !owed.has(due.key) && billedMinor !== 0n,
  )
  return [...dues, ...gone.map(withdraw)]
}

function minimumsOn(book: Book, ledger: Ledger, date: LocalDate, currency: string): Due[] {
  return book.minimums.flatMap((span) =>
    periodsUpTo(span, date).flatMap((period) => {
      const due = minimumDue(span, period, ledger, currency)
      return due && due.dueOn <= date ? [due] : []
    }),
  )
}

function periodsUpTo(span: { cycle: Cycle; from: LocalDate; to?: LocalDate }, date: LocalDate): Period[] {
  const end = span.to !== undefined && span.to <= date ? span.to : addDays(date, 1)
  return periodsWithin(span.cycle, { start: span.from, end })
}

/** Top-ups and credits by hand change no agreement; they act on the documents, once, on the day they are known. */
function actOnDocuments({ agreement, documents }: Clerk, date: LocalDate): void {
  for (const action of agreement.actions) {
    if (action.knownOn !== date) continue
    if (action.do === 'topUp') topUp(documents, action)
    if (action.do === 'credit') credit(documents, action)
  }
}

function topUp({ agreement, grants }: Documents, action: Extract<Action, { do: 'topUp' }>): void {
  const { wallet, on, expires, priority } = action
  const amountMinor = inMinor(exactly(action.amount), agreement.currency)
  grants.push({ wallet, on, expires, priority, amountMinor, leftMinor: amountMinor })
}

function credit(documents: Documents, action: Extract<Action, { do: 'credit' }>): void {
  const { place, invoice, line: number, knownOn, reason } = action
  const { customer, currency } = documents.agreement
  const line = documents.invoices.find((other) => other.number === invoice)?.lines[number - 1]
  if (!line)
    throw invalidInput([{ path: place, message: `there is no line ${number} of invoice "${invoice}" by then` }])
  const amountMinor = inMinor(exactly(action.amount), currency)
  if (amountMinor > creditable(line)) {
    throw invalidInput([{ path: `${place}/amount`, message: 'is above what is left of the line' }])
  }
  issueCreditNote(documents, knownOn, reason, creditLines([line], amountMinor, line.range, customer.pricesIncludeTax))
}

function outsideEvents({ agreement, book }: Clerk): UsageEvent[] {
  const { timeZone } = agreement.customer
  const priced = book.usages.map(({ subscription, charge, from, to }) => ({
    subscription,
    meter: charge.meter,
    start: startOfDay(from, timeZone),
    end: to === undefined ? Infinity : startOfDay(to, timeZone),
  }))
  return agreement.events.filter(
    (event) =>
      !priced.some(
        ({ subscription, meter, start, end }) =>
          subscription === event.subscription && meter === event.meter && start <= event.at && event.at < end,
      ),
  )
}
