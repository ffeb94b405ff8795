import { invalidInput } from '#engine/kernel'
import { replay } from './agreement/replay.ts'
import type { Clerk } from './clerk.ts'
import { creditable, creditLines } from './document/credit.ts'
import { drawUpCredits, drawUpInvoice, issueCreditNote, openDocuments, type Documents } from './document/draw-up.ts'
import type { CreditNote, Invoice } from './document/invoice.ts'
import type { Grant } from './document/wallet.ts'
import type { Due } from './due/due.ts'
import { openEventLog } from './due/event-log.ts'
import { minimumsOn, owedOn } from './due/owed.ts'
import { openUsageRating } from './due/usage.ts'
import { addDays, startOfDay, type LocalDate } from './periods.ts'
import { thresholdRuns } from './progressive.ts'
import { exactly, inMinor } from './proration.ts'
import { nextRunAfter } from './run-dates.ts'
import type { UsageEvent } from './scenario/events.ts'
import type { Action, Agreement } from './scenario/scenario.ts'
import { openHorizon } from './settle/horizon.ts'
import { settle, type Draft } from './settle/settle.ts'

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
export function billAgreement(
  agreement: Agreement,
  onDay: (date: LocalDate, invoices: number) => void = () => {},
): Billing {
  const { problems } = replay(agreement, agreement.until)
  if (problems.length > 0) throw invalidInput(problems)
  const { actions, customer, until } = agreement
  const log = openEventLog(agreement.events)
  const clerk: Clerk = {
    agreement,
    log,
    rateUsage: openUsageRating(agreement, log),
    ledger: new Map(),
    horizon: openHorizon(),
    minimumHorizon: openHorizon(),
    touched: new Map(),
    documents: openDocuments(agreement),
    book: replay(agreement, '0000-01-01').book,
  }
  let date: LocalDate | undefined = actions.map(({ knownOn }) => knownOn).sort()[0]
  while (date !== undefined && date <= until) {
    clerk.book = replay(agreement, date).book
    actOnDocuments(clerk, date)
    bill(clerk, owedOn(clerk, date), date)
    const next = nextRunAfter(clerk.book, date)
    const end = next !== undefined && next <= until ? next : addDays(until, 1)
    for (const run of thresholdRuns(clerk, startOfDay(date, customer.timeZone), startOfDay(end, customer.timeZone))) {
      bill(clerk, run.dues(), run.date)
    }
    onDay(date, clerk.documents.invoices.length)
    date = next
  }
  const { invoices, creditNotes, grants } = clerk.documents
  return { invoices, creditNotes, grants, outside: outsideEvents(clerk) }
}

/** Settles dues and draws up what changes: credits first, so that they can pay the invoice of the same day. */
function bill(clerk: Clerk, dues: readonly Due[], date: LocalDate): void {
  const { agreement, ledger, documents, book } = clerk
  const drafts = dues.flatMap((due) => settle(ledger, due, agreement.currency))
  for (const { due } of drafts) touch(clerk, due)
  drafts.push(...minimumsOn(clerk, date).flatMap((due) => settle(ledger, due, agreement.currency)))
  const coupons = book.coupons.filter(({ on }) => on <= date)
  const [more, less] = [drafts.filter(isOwed), drafts.filter((draft) => !isOwed(draft))]
  drawUpCredits(documents, less, date)
  drawUpInvoice(documents, more, coupons, date)
}

/** A minimum looks again from the first day for which something was billed since it last looked. */
function touch({ book, touched }: Clerk, { subscription, range }: Due): void {
  for (const { id } of book.minimums.filter((span) => span.subscription === subscription)) {
    const first = touched.get(id) ?? range.start
    touched.set(id, first < range.start ? first : range.start)
  }
}

function isOwed({ amountMinor }: Draft): boolean {
  return amountMinor >= 0n
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
